"""Authors moderate the comments on their articles but don't reverse moderators' decisions."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.decisions.services.batches import start_batch
from moderation.decisions.services.decide import AlreadyDecided, decide
from moderation.decisions.services.featuring import feature_comment
from moderation.decisions.services.moderator_edits import edit_comment_as_moderator
from moderation.decisions.services.undo import undo_decision
from moderation.decisions.transitions import TRANSITIONS
from moderation.models import Decision
from tests.people import CreateComment

Action = Decision.Action
Status = Comment.Status


@pytest.fixture
def comment(create_comment: CreateComment, rex: Commenter) -> Comment:
    """A published comment on Ann's article."""
    return create_comment(rex, "You fool")


@pytest.fixture
def held(create_comment: CreateComment, nia: Commenter) -> Comment:
    """A held comment on Ann's article."""
    return create_comment(nia, "Fine herring")


def reload(comment: Comment) -> Comment:
    return Comment.objects.select_related("thread__article", "commenter").get(pk=comment.pk)


def decide_on(moderator: User, comment: Comment, action: Action) -> Decision:
    item = reload(comment)
    return decide(moderator=moderator, item=item, action=action, expected_version=item.version)


def edit(moderator: User, comment: Comment, body: str) -> Decision:
    item = reload(comment)
    return edit_comment_as_moderator(
        moderator=moderator, item=item, body=body, expected_version=item.version
    )


@pytest.mark.parametrize("action", [Action.REMOVE, Action.SPAM])
def test_a_moderators_removal_is_final_for_the_author(
    ann: User, mo: User, comment: Comment, action: Action
) -> None:
    decision = decide_on(mo, comment, action)
    with pytest.raises(PermissionDenied):
        undo_decision(moderator=ann, decision=decision)
    status = Status(reload(comment).status)
    for reversal in TRANSITIONS[status]:
        with pytest.raises(AlreadyDecided) as error:
            decide_on(ann, comment, reversal)
        assert error.value.last == decision
    assert reload(comment).status == status


def test_a_moderators_rejection_is_final_for_the_author(ann: User, mo: User, held: Comment) -> None:
    decide_on(mo, held, Action.REJECT)
    with pytest.raises(AlreadyDecided):
        decide_on(ann, held, Action.APPROVE)
    assert reload(held).status == Status.REJECTED


def test_the_author_does_not_repeat_what_a_moderator_undid(
    ann: User, mo: User, comment: Comment, held: Comment
) -> None:
    undo_decision(moderator=mo, decision=decide_on(ann, held, Action.APPROVE))
    with pytest.raises(AlreadyDecided):
        decide_on(ann, held, Action.APPROVE)
    decide_on(ann, comment, Action.REMOVE)
    undo_decision(moderator=mo, decision=decide_on(ann, comment, Action.RESTORE))
    with pytest.raises(AlreadyDecided):
        decide_on(ann, comment, Action.RESTORE)


def test_later_decisions_of_other_kinds_do_not_lift_it(
    ann: User, mo: User, comment: Comment
) -> None:
    feature_comment(actor=mo, comment=reload(comment), featured=True)
    feature = Decision.objects.get(action=Action.FEATURE)
    with pytest.raises(PermissionDenied):
        undo_decision(moderator=ann, decision=feature)
    edit(mo, comment, "You joker")
    decide_on(mo, comment, Action.REMOVE)
    with pytest.raises(AlreadyDecided):
        decide_on(ann, comment, Action.RESTORE)


def test_a_text_that_a_moderator_edited_stays(ann: User, mo: User, comment: Comment) -> None:
    decision = edit(mo, comment, "You joker")
    with pytest.raises(PermissionDenied):
        undo_decision(moderator=ann, decision=decision)
    with pytest.raises(AlreadyDecided):
        edit(ann, comment, "You fool!")
    assert reload(comment).source == "You joker"
    undo_decision(moderator=mo, decision=decision)
    assert edit(ann, comment, "You fox").actor == ann


def test_bulk_actions_skip_it(ann: User, mo: User, comment: Comment, held: Comment) -> None:
    decide_on(mo, held, Action.REJECT)
    batch = start_batch(moderator=ann, action=Action.APPROVE, selected=[comment.pk, held.pk])
    assert (batch.done, batch.skipped) == (0, 2)
    assert reload(held).status == Status.REJECTED


def test_the_queue_offers_no_reversal(
    client: Client, ann: User, mo: User, comment: Comment
) -> None:
    url = f"/admin/moderation/queue/{comment.pk}/"
    decision = decide_on(mo, comment, Action.REMOVE)
    undo_url = f"/admin/moderation/decisions/{decision.pk}/undo/"
    client.force_login(ann)
    page = client.get(url).text
    assert 'value="restore"' not in page
    assert undo_url not in page
    assert client.post(undo_url).status_code == 404
    client.force_login(mo)
    page = client.get(url).text
    assert 'value="restore"' in page
    assert undo_url in page


def test_the_author_reverses_automatic_decisions_and_their_own(
    ann: User, comment: Comment, held: Comment
) -> None:
    decide_on(ann, held, Action.APPROVE)
    undo_decision(moderator=ann, decision=decide_on(ann, comment, Action.REMOVE))
    decide_on(ann, comment, Action.SPAM)
    decide_on(ann, comment, Action.APPROVE)
    assert reload(held).status == reload(comment).status == Status.PUBLISHED


def test_the_author_removes_what_a_moderator_approved(ann: User, mo: User, held: Comment) -> None:
    decide_on(mo, held, Action.APPROVE)
    decide_on(ann, held, Action.REMOVE)
    assert reload(held).status == Status.REMOVED


def test_moderators_reverse_each_others_decisions(mo: User, ed: User, comment: Comment) -> None:
    decide_on(ed, comment, Action.REMOVE)
    decide_on(mo, comment, Action.RESTORE)
    assert reload(comment).status == Status.PUBLISHED
