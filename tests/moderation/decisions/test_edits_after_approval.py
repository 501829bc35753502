import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from comments.editing.services import EditResult, edit_comment
from comments.models import Comment, Commenter, CommentRevision
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import RequestFacts
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import decide
from moderation.decisions.services.undo import undo_decision
from moderation.models import Decision
from moderation.queue.services import record_presence
from tests.moderation.queue.parsing import QUEUE, get_listed_keys
from tests.people import CreateComment

pytestmark = pytest.mark.slow

Action = Decision.Action
ABUSE = "You are vermin, all of you."


def edit(comment: Comment, body: str) -> EditResult:
    """Edit a comment as its author."""
    comment = Comment.objects.select_related("thread__article", "commenter").get(pk=comment.pk)
    return edit_comment(
        visitor=Visitor(comment_ids=frozenset([comment.pk])),
        comment=comment,
        body=body,
        expected_version=comment.version,
    )


@pytest.fixture
def approved(create_comment: CreateComment, nia: Commenter, mo: User) -> Comment:
    """A newcomer's comment that a moderator has approved."""
    comment = create_comment(nia, "Agreed with 3.")
    decide(moderator=mo, item=comment, action=Action.APPROVE, expected_version=0)
    comment.refresh_from_db()
    nia.refresh_from_db()
    assert nia.trust == Commenter.Trust.TRUSTED
    return comment


def test_another_text_waits_in_the_edits_tab(moderator: Client, approved: Comment) -> None:
    edit(approved, ABUSE)
    approved.refresh_from_db()
    assert approved.text == "Agreed with 3."
    assert approved.revisions.pending().get().reason_code == ReasonCode.EDITED
    assert get_listed_keys(moderator, "tab=edits") == [approved.pk]
    page = " ".join(moderator.get(f"{QUEUE}?tab=edits").text.split())
    assert "<del>Agreed with 3.</del><ins>You are vermin, all of you.</ins>" in page
    assert "6 words changed" in page


def test_a_correction_is_published(approved: Comment) -> None:
    edit(approved, "Agreed with 4.")
    approved.refresh_from_db()
    assert approved.text == "Agreed with 4."


def test_small_edits_add_up(approved: Comment) -> None:
    for body in ("Agreed with you.", "Agreed against you.", "Down against you."):
        edit(approved, body)
    approved.refresh_from_db()
    assert approved.text == "Agreed with you."
    assert approved.revisions.pending().get().source == "Down against you."


@pytest.mark.parametrize("action", [Action.RESTORE, Action.KEEP])
def test_other_reviews_count_as_approval(
    create_comment: CreateComment, rex: Commenter, mo: User, action: Action
) -> None:
    comment = create_comment(rex, "The ferry is late.")
    Decision.objects.create(action=action, comment=comment, actor=mo)
    edit(comment, ABUSE)
    assert comment.revisions.pending().exists()


def test_an_accepted_edit_is_the_new_basis(approved: Comment, mo: User) -> None:
    edit(approved, ABUSE)
    approved.refresh_from_db()
    decide(
        moderator=mo,
        item=approved,
        action=Action.APPROVE_EDIT,
        expected_version=approved.version,
    )
    edit(approved, "You are vermin, most of you.")
    approved.refresh_from_db()
    assert approved.text == "You are vermin, most of you."


def test_an_undone_approval_and_an_unreviewed_text_do_not_count(
    create_comment: CreateComment, rex: Commenter, approved: Comment, mo: User
) -> None:
    comment = create_comment(rex, "The ferry is late.")
    edit(comment, ABUSE)
    comment.refresh_from_db()
    assert comment.text == ABUSE
    approval = approved.decisions.get(action=Action.APPROVE)
    undo_decision(moderator=mo, decision=approval)
    assert not edit(approved, ABUSE).is_rejected
    approved.refresh_from_db()
    assert (approved.status, approved.text) == (Comment.Status.HELD, ABUSE)


def test_a_published_edit_is_unreviewed_again(
    moderator: Client, create_comment: CreateComment, rex: Commenter, mo: User
) -> None:
    opened = create_comment(rex, "One ferry")
    decided = create_comment(rex, "Another ferry")
    record_presence(moderator=mo, comment=opened)
    Decision.objects.create(action=Action.FEATURE, comment=decided, actor=mo)
    assert get_listed_keys(moderator, "tab=unreviewed") == []
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=2), tick=False):
        for comment in (opened, decided):
            edit(comment, ABUSE)
        assert CommentRevision.objects.count() == 2
        assert get_listed_keys(moderator, "tab=unreviewed") == [opened.pk, decided.pk]
        page = " ".join(moderator.get(f"{QUEUE}{decided.pk}/").text.split())
        assert "Edits (1)" in page
        assert "<del>Another ferry</del>" in page


def test_staff_members_are_not_held(
    create_comment: CreateComment, rex: Commenter, mo: User, ann: User
) -> None:
    comment = create_comment(rex, "The ferry is late.")
    Commenter.objects.filter(pk=rex.pk).update(user=ann)
    Decision.objects.create(action=Action.KEEP, comment=comment, actor=mo)
    comment = Comment.objects.select_related("thread__article", "commenter__user").get(
        pk=comment.pk
    )
    visitor = Visitor(ann)
    edit_comment(
        visitor=visitor,
        comment=comment,
        body=ABUSE,
        expected_version=comment.version,
        request_facts=RequestFacts(visitor=visitor),
    )
    comment.refresh_from_db()
    assert comment.text == ABUSE
