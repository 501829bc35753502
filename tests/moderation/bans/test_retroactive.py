"""Applying a ban to past comments: they are left, held or removed, each by a decision."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.bans import retroactive
from moderation.bans.retroactive import apply_retroactively
from moderation.bans.services import Retroactivity, create_ban, lift_ban
from moderation.bans.tasks import apply_ban_retroactively
from moderation.decisions.services.decide import decide
from moderation.models import Ban, Decision, Guideline
from tests.people import CreateComment

pytestmark = pytest.mark.slow

Action = Decision.Action
WEEK = dt.timedelta(days=7)


def create_retroactive_ban(
    moderator: User, commenter: Commenter, past_action: Ban.PastAction, days: int = 30
) -> Ban:
    until = timezone.now() + WEEK
    return create_ban(
        moderator=moderator,
        commenter=commenter,
        explanation="Spam",
        until=until,
        retroactivity=Retroactivity(past_action, days),
    )


def statuses(commenter: Commenter) -> list[str]:
    """Return the statuses of a commenter's comments, oldest first."""
    return list(
        Comment.objects.filter(commenter=commenter).order_by("pk").values_list("status", flat=True)
    )


def test_past_comments_are_left_by_default(
    mo: User, rex: Commenter, create_comment: CreateComment
) -> None:
    create_comment(rex, "Ships!")
    made = create_retroactive_ban(mo, rex, Ban.PastAction.LEAVE)
    assert apply_retroactively(ban_id=made.pk) is None
    assert statuses(rex) == ["published"]


def test_removes_comments_of_the_chosen_days_only(
    mo: User, rex: Commenter, nia: Commenter, create_comment: CreateComment
) -> None:
    old, new = create_comment(rex, "Old"), create_comment(rex, "New")
    Comment.objects.filter(pk=old.pk).update(submitted_at=timezone.now() - 2 * WEEK)
    create_comment(nia, "Hello")
    made = create_retroactive_ban(mo, rex, Ban.PastAction.REMOVE, days=7)
    apply_retroactively(ban_id=made.pk)
    assert statuses(rex) == ["published", "removed"]
    assert statuses(nia) == ["held"]
    written = Decision.objects.get(action=Action.REMOVE)
    assert (written.comment, written.actor, written.ban) == (new, mo, made)
    assert (written.before, written.after, written.explanation) == ("published", "removed", "Spam")


def test_decisions_have_the_guideline_and_the_explanation_of_the_ban(
    mo: User, rex: Commenter, create_comment: CreateComment
) -> None:
    guideline = Guideline.objects.create(code="pills", name="Pills", wording="No pills.")
    create_comment(rex, "Ships!")
    made = create_ban(
        moderator=mo,
        commenter=rex,
        guideline=guideline,
        explanation="The third time",
        until=timezone.now() + WEEK,
        retroactivity=Retroactivity(Ban.PastAction.REMOVE, 30),
    )
    assert made.reason == "No pills. The third time"
    apply_retroactively(ban_id=made.pk)
    removal = Decision.objects.get(action=Action.REMOVE)
    assert (removal.guideline, removal.explanation) == (guideline, "The third time")


def test_rejects_held_comments(mo: User, nia: Commenter, create_comment: CreateComment) -> None:
    create_comment(nia, "Hello")
    apply_retroactively(ban_id=create_retroactive_ban(mo, nia, Ban.PastAction.REMOVE).pk)
    assert statuses(nia) == ["rejected"]
    assert Decision.objects.filter(action=Action.REJECT, actor=mo).exists()


def test_holds_published_comments(mo: User, rex: Commenter, create_comment: CreateComment) -> None:
    comment = create_comment(rex, "Ships!")
    apply_retroactively(ban_id=create_retroactive_ban(mo, rex, Ban.PastAction.HOLD).pk)
    assert statuses(rex) == ["held"]
    comment.refresh_from_db()
    assert comment.number == 1
    decide(moderator=mo, item=comment, action=Action.APPROVE, expected_version=comment.version)
    assert statuses(rex) == ["published"]


def test_works_in_batches(
    monkeypatch: pytest.MonkeyPatch, mo: User, rex: Commenter, create_comment: CreateComment
) -> None:
    monkeypatch.setattr(retroactive, "BATCH_SIZE", 2)
    for n in range(5):
        create_comment(rex, f"Ship {n}")
    made = create_retroactive_ban(mo, rex, Ban.PastAction.REMOVE)
    last: int | None = 0
    rounds = 0
    while last is not None:
        last = apply_retroactively(ban_id=made.pk, after=last)
        rounds += 1
    assert rounds == 3
    assert statuses(rex) == ["removed"] * 5
    # One decision per comment, and a second run changes nothing.
    apply_retroactively(ban_id=made.pk)
    assert Decision.objects.filter(action=Action.REMOVE).count() == 5


def test_stops_when_the_ban_is_lifted(
    mo: User, rex: Commenter, create_comment: CreateComment
) -> None:
    create_comment(rex, "Ships!")
    made = create_retroactive_ban(mo, rex, Ban.PastAction.REMOVE)
    lift_ban(moderator=mo, ban=made)
    apply_retroactively(ban_id=made.pk)
    assert statuses(rex) == ["published"]


def test_stops_when_the_author_loses_permission(
    mo: User, rex: Commenter, create_comment: CreateComment
) -> None:
    create_comment(rex, "Ships!")
    made = create_retroactive_ban(mo, rex, Ban.PastAction.REMOVE)
    mo.groups.clear()
    apply_retroactively(ban_id=made.pk)
    assert statuses(rex) == ["published"]


def test_task_is_enqueued_on_commit(
    django_capture_on_commit_callbacks: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
    mo: User,
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    create_comment(rex, "Ships!")
    enqueued: list[int] = []
    monkeypatch.setattr(
        type(apply_ban_retroactively), "enqueue", lambda _task, pk, *_: enqueued.append(pk)
    )
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined] # a context
        made = create_retroactive_ban(mo, rex, Ban.PastAction.REMOVE)
        assert enqueued == []
    assert made.pk in enqueued
    apply_ban_retroactively.func(made.pk)
    assert statuses(rex) == ["removed"]
