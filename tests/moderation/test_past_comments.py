"""What becomes of the comments before a ban: nothing, or each is held or removed by a decision."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.banning.tasks import deal_with_past
from moderation.models import Ban, Decision
from moderation.services import past
from moderation.services.banning import Past, ban, lift_ban
from moderation.services.deciding import decide
from moderation.services.past import deal_with_batch

Say = Callable[..., Comment]
Action = Decision.Action
WEEK = dt.timedelta(days=7)


def make(moderator: User, commenter: Commenter, what: Ban.Past, days: int = 30) -> Ban:
    """Ban somebody with what they have said."""
    until = timezone.now() + WEEK
    return ban(
        moderator=moderator, commenter=commenter, reason="Spam", until=until, past=Past(what, days)
    )


def statuses(commenter: Commenter) -> list[str]:
    """Return how the comments of somebody stand, oldest first."""
    return list(
        Comment.objects.filter(commenter=commenter).order_by("pk").values_list("status", flat=True)
    )


def test_they_are_left_unless_asked_for(mo: User, rex: Commenter, say: Say) -> None:
    say(rex, "Ships!")
    made = make(mo, rex, Ban.Past.LEAVE)
    assert deal_with_batch(ban_id=made.pk) is None
    assert statuses(rex) == ["published"]


def test_those_of_the_last_days_are_removed_and_others_stay(
    mo: User, rex: Commenter, nia: Commenter, say: Say
) -> None:
    old, new = say(rex, "Old"), say(rex, "New")
    Comment.objects.filter(pk=old.pk).update(submitted_at=timezone.now() - 2 * WEEK)
    say(nia, "Hello")
    made = make(mo, rex, Ban.Past.REMOVE, days=7)
    deal_with_batch(ban_id=made.pk)
    assert statuses(rex) == ["published", "removed"]
    assert statuses(nia) == ["held"]
    written = Decision.objects.get(action=Action.REMOVE)
    assert (written.comment, written.actor, written.ban) == (new, mo, made)
    assert (written.before, written.after, written.reason) == ("published", "removed", "Spam")


def test_what_waits_is_rejected_with_them(mo: User, nia: Commenter, say: Say) -> None:
    say(nia, "Hello")
    deal_with_batch(ban_id=make(mo, nia, Ban.Past.REMOVE).pk)
    assert statuses(nia) == ["rejected"]
    assert Decision.objects.filter(action=Action.REJECT, actor=mo).exists()


def test_they_are_held(mo: User, rex: Commenter, say: Say) -> None:
    comment = say(rex, "Ships!")
    deal_with_batch(ban_id=make(mo, rex, Ban.Past.HOLD).pk)
    assert statuses(rex) == ["held"]
    comment.refresh_from_db()
    assert comment.number == 1
    decide(moderator=mo, item=comment, action=Action.APPROVE, expected_version=comment.version)
    assert statuses(rex) == ["published"]


def test_many_are_dealt_with_in_batches(
    monkeypatch: pytest.MonkeyPatch, mo: User, rex: Commenter, say: Say
) -> None:
    monkeypatch.setattr(past, "BATCH", 2)
    for n in range(5):
        say(rex, f"Ship {n}")
    made = make(mo, rex, Ban.Past.REMOVE)
    last: int | None = 0
    rounds = 0
    while last is not None:
        last = deal_with_batch(ban_id=made.pk, after=last)
        rounds += 1
    assert rounds == 3
    assert statuses(rex) == ["removed"] * 5
    # Each has its own decision, and a second time nothing is left to do.
    deal_with_batch(ban_id=made.pk)
    assert Decision.objects.filter(action=Action.REMOVE).count() == 5


def test_a_lifted_ban_deals_with_no_more(mo: User, rex: Commenter, say: Say) -> None:
    say(rex, "Ships!")
    made = make(mo, rex, Ban.Past.REMOVE)
    lift_ban(moderator=mo, ban=made)
    deal_with_batch(ban_id=made.pk)
    assert statuses(rex) == ["published"]


def test_somebody_who_moderates_no_more_removes_no_more(mo: User, rex: Commenter, say: Say) -> None:
    say(rex, "Ships!")
    made = make(mo, rex, Ban.Past.REMOVE)
    mo.groups.clear()
    deal_with_batch(ban_id=made.pk)
    assert statuses(rex) == ["published"]


def test_the_worker_hears_of_it_after_the_commit(
    django_capture_on_commit_callbacks: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
    mo: User,
    rex: Commenter,
    say: Say,
) -> None:
    say(rex, "Ships!")
    heard: list[int] = []
    monkeypatch.setattr(type(deal_with_past), "enqueue", lambda _task, pk, *_: heard.append(pk))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined] # a context
        made = make(mo, rex, Ban.Past.REMOVE)
        assert heard == []
    assert made.pk in heard
    deal_with_past.func(made.pk)
    assert statuses(rex) == ["removed"]
