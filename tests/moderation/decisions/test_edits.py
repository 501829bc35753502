import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from comments.editing.services import edit_comment
from comments.models import Comment, Commenter, CommentRevision
from comments.visitors.services.commenters import set_trust
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import AlreadyDecided, decide
from moderation.models import Decision
from tests.people import CreateComment

Action = Decision.Action
State = CommentRevision.State
QUEUE = "/admin/moderation/queue/?tab=edits"


@pytest.fixture
def edited(create_comment: CreateComment, rex: Commenter) -> Comment:
    """A published comment whose author wants to say something else."""
    comment = create_comment(rex, "Fine ships, <b>says</b> Rex.")
    set_trust(commenter=rex, trust=Commenter.Trust.PREMODERATED)
    return edit(comment, "Cheap ships, <b>says</b> Rex.")


def edit(comment: Comment, body: str) -> Comment:
    """Change a comment as its author."""
    edit_comment(
        visitor=Visitor(comment_ids=frozenset([comment.pk])),
        comment=Comment.objects.get(pk=comment.pk),
        body=body,
        expected_version=comment.version,
    )
    return Comment.objects.select_related("commenter").get(pk=comment.pk)


@pytest.mark.parametrize("action", [Action.APPROVE_EDIT, Action.REJECT_EDIT])
def test_only_moderators_decide(edited: Comment, otto: User, action: Action) -> None:
    with pytest.raises(PermissionDenied):
        decide(moderator=otto, item=edited, action=action, expected_version=edited.version)


@pytest.mark.parametrize("action", [Action.APPROVE_EDIT, Action.REJECT_EDIT])
def test_without_a_pending_edit_nothing_is_decided(
    create_comment: CreateComment, rex: Commenter, mo: User, action: Action
) -> None:
    comment = create_comment(rex, "Fine ships.")
    with pytest.raises(AlreadyDecided):
        decide(moderator=mo, item=comment, action=action, expected_version=comment.version)
    comment.refresh_from_db()
    assert comment.version == 0


def test_a_newer_edit_prevents_the_decision(edited: Comment, mo: User) -> None:
    edit(edited, "Free ships.")
    with pytest.raises(AlreadyDecided):
        decide(
            moderator=mo,
            item=edited,
            action=Action.APPROVE_EDIT,
            expected_version=edited.version,
        )
    edited.refresh_from_db()
    assert edited.text == "Fine ships, says Rex."


def test_a_screener_that_holds_an_edit_is_logged(edited: Comment) -> None:
    decision = Decision.objects.get(comment=edited)
    assert (decision.action, decision.screener) == (Action.HOLD, "premoderated")


def test_an_approved_edit_is_published(edited: Comment, mo: User) -> None:
    decide(moderator=mo, item=edited, action=Action.APPROVE_EDIT, expected_version=edited.version)
    edited.refresh_from_db()
    assert edited.text == "Cheap ships, says Rex."
    assert edited.edited_at is not None
    states = set(CommentRevision.objects.values_list("state", flat=True))
    assert states == {State.ACCEPTED, State.PREVIOUS}
    decision = Decision.objects.filter(comment=edited).first()
    assert decision is not None
    assert decision.actor == mo
    assert CommentRevision.objects.get(pk=decision.evidence["revision"]).state == State.ACCEPTED


def test_a_rejected_edit_leaves_the_text(edited: Comment, mo: User) -> None:
    decide(moderator=mo, item=edited, action=Action.REJECT_EDIT, expected_version=edited.version)
    edited.refresh_from_db()
    assert edited.text == "Fine ships, says Rex."
    assert CommentRevision.objects.get().state == State.REJECTED


def test_the_queue_shows_the_diff(client: Client, edited: Comment, mo: User) -> None:
    client.force_login(mo)
    page = client.get(QUEUE).text
    assert "<del>Fine </del><ins>Cheap </ins>ships, &lt;b&gt;says&lt;/b&gt; Rex." in page
    assert 'value="approve_edit"' in page
    assert 'data-pending="1"' in page
    client.post(
        f"/admin/moderation/comments/{edited.pk}/decide/",
        {"action": "approve_edit", "version": edited.version},
    )
    assert 'data-empty="tab"' in client.get(QUEUE).text


def test_the_comments_page_shows_all_edits(client: Client, edited: Comment, mo: User) -> None:
    decide(moderator=mo, item=edited, action=Action.APPROVE_EDIT, expected_version=edited.version)
    edited.refresh_from_db()
    edit(edited, "Cheap boats, <b>says</b> Rex.")
    client.force_login(mo)
    page = client.get(f"/admin/comments/comment/{edited.pk}/change/").text
    assert page.count("<del>Fine </del><ins>Cheap </ins>") == 1
    assert "<del>ships, </del><ins>boats, </ins>" in page
    assert 'value="reject_edit"' in page
