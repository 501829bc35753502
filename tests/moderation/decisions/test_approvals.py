"""Approved comments needed before a newcomer becomes trusted."""

from accounts.models import User
from comments.models import Comment, Commenter, CommentSettings
from comments.threads.services.comment_policy import update_comment_settings
from moderation.decisions.approvals import count_approvals
from moderation.decisions.services.decide import decide
from moderation.decisions.services.undo import undo_decision
from moderation.models import Decision
from tests.people import CreateComment

Trust = Commenter.Trust


def approve(comment: Comment, moderator: User) -> Commenter:
    """Approve a comment and return its commenter."""
    decide(
        moderator=moderator,
        item=comment,
        action=Decision.Action.APPROVE,
        expected_version=comment.version,
    )
    return Commenter.objects.get(pk=comment.commenter_id)


def test_one_approval_by_default(create_comment: CreateComment, nia: Commenter, mo: User) -> None:
    assert approve(create_comment(nia, "One."), mo).trust == Trust.TRUSTED


def test_two_approvals(create_comment: CreateComment, nia: Commenter, mo: User) -> None:
    update_comment_settings(to=CommentSettings(approvals=2))
    nia = approve(create_comment(nia, "One."), mo)
    assert nia.trust == Trust.NEWCOMER
    second = create_comment(nia, "Two.")
    assert second.status == Comment.Status.HELD
    nia = approve(second, mo)
    assert nia.trust == Trust.TRUSTED
    assert create_comment(nia, "Three.").status == Comment.Status.PUBLISHED


def test_removed_comments_do_not_count(
    create_comment: CreateComment, nia: Commenter, mo: User
) -> None:
    update_comment_settings(to=CommentSettings(approvals=2))
    comment = create_comment(nia, "One.")
    nia = approve(comment, mo)
    assert count_approvals(nia, at_most=2) == 1
    comment.refresh_from_db()
    decide(
        moderator=mo,
        item=comment,
        action=Decision.Action.REMOVE,
        expected_version=comment.version,
    )
    assert count_approvals(nia, at_most=2) == 0


def test_undone_approval_does_not_count_twice(
    create_comment: CreateComment, nia: Commenter, mo: User
) -> None:
    update_comment_settings(to=CommentSettings(approvals=2))
    comment = create_comment(nia, "One.")
    approve(comment, mo)
    undo_decision(moderator=mo, decision=Decision.objects.get(action="approve"))
    comment.refresh_from_db()
    assert approve(comment, mo).trust == Trust.NEWCOMER


def test_lower_setting_applies_immediately(
    create_comment: CreateComment, nia: Commenter, mo: User
) -> None:
    update_comment_settings(to=CommentSettings(approvals=3))
    nia = approve(create_comment(nia, "One."), mo)
    update_comment_settings(to=CommentSettings(approvals=1))
    assert nia.trust == Trust.NEWCOMER
    assert create_comment(nia, "Two.").status == Comment.Status.PUBLISHED
