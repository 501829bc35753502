"""A moderator who comes too late reads what has changed since."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from comments.editing.services import edit_comment, withdraw_comment
from comments.models import Comment, Commenter
from comments.threads.services.status import change_status
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import decide
from moderation.decisions.services.moderator_edits import edit_comment_as_moderator
from moderation.models import Decision, Report
from moderation.reports.services import report_comment
from tests.moderation.queue.parsing import QUEUE
from tests.people import CreateComment

Action = Decision.Action
FRAGMENT = {"X-Fragment": "1"}


@pytest.fixture
def held(create_comment: CreateComment, nia: Commenter) -> Comment:
    return create_comment(nia, "Hello there")


def edit(comment: Comment) -> None:
    """Edit a comment as its author."""
    comment = Comment.objects.select_related("thread__article", "commenter").get(pk=comment.pk)
    edit_comment(
        visitor=Visitor(comment_ids=frozenset([comment.pk])),
        comment=comment,
        body="Hello you",
        expected_version=comment.version,
    )


def delete(comment: Comment) -> None:
    """Delete a comment as its author."""
    withdraw_comment(visitor=Visitor(comment_ids=frozenset([comment.pk])), comment=comment)


def post(browser: Client, comment: Comment, action: str, version: int = 0) -> str:
    """Decide on a comment that has changed, and return the message."""
    url = f"/admin/moderation/comments/{comment.pk}/decide/"
    answer = browser.post(url, {"action": action, "version": version}, headers=FRAGMENT)
    assert answer.status_code == 409
    return answer.text


@pytest.mark.parametrize(
    ("change", "message"),
    [(edit, "Nia edited this comment at"), (delete, "Nia has deleted this comment.")],
)
def test_the_authors_own_change(
    moderator: Client, held: Comment, change: Callable[[Comment], None], message: str
) -> None:
    change(held)
    assert message in post(moderator, held, "approve")
    presence = moderator.post(f"{QUEUE}{held.pk}/presence/", {"version": "0"})
    assert message in presence.text
    edited = moderator.post(
        f"/admin/moderation/comments/{held.pk}/edit/",
        {"body": "Mine", "version": 0, "next": QUEUE},
        follow=True,
    )
    assert message in edited.text


def test_an_edit_after_the_moderators_own_decision(
    moderator: Client, held: Comment, mo: User
) -> None:
    decide(moderator=mo, item=held, action=Action.APPROVE, expected_version=0)
    edit(held)
    assert "Nia edited this comment at" in post(moderator, held, "remove", version=1)


def test_the_moderators_own_decision(moderator: Client, held: Comment, mo: User) -> None:
    decide(moderator=mo, item=held, action=Action.REJECT, expected_version=0)
    message = post(moderator, held, "approve")
    assert "You have already handled Nia’s comment: rejected at" in message
    assert "by Mo" not in message


def test_another_moderators_decision_after_an_edit(
    moderator: Client, held: Comment, ed: User
) -> None:
    edit(held)
    held.refresh_from_db()
    decide(moderator=ed, item=held, action=Action.REJECT, expected_version=held.version)
    assert "Someone has already handled Nia’s comment: rejected by Ed at" in post(
        moderator, held, "approve"
    )


def test_another_moderators_edit(moderator: Client, held: Comment, ed: User) -> None:
    edit_comment_as_moderator(moderator=ed, item=held, body="Hello, Ed", expected_version=0)
    assert "edited by Ed at" in post(moderator, held, "approve")


def test_an_automatic_decision(
    moderator: Client, create_comment: CreateComment, rex: Commenter
) -> None:
    comment = create_comment(rex, "Hello")
    for n in range(3):
        report_comment(
            visitor=Visitor(browser_key=f"key {n}"),
            comment=comment,
            reason=Report.Reason.INSULT,
            ip_address=f"192.0.{n}.2",
        )
    change_status(comment=comment, to=Comment.Status.HELD, expected_version=0)
    Decision.objects.create(
        action=Action.HOLD, comment=comment, screener="reports", before="published", after="held"
    )
    message = post(moderator, comment, "remove")
    assert "An automatic check has handled Rex’s comment: held by Reports at" in message


def test_an_action_that_does_not_apply(
    moderator: Client, create_comment: CreateComment, rex: Commenter
) -> None:
    comment = create_comment(rex, "Hello")
    message = post(moderator, comment, "keep")
    assert "This doesn’t apply to Rex’s comment, which is now published." in message
