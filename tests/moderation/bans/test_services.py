"""Bans: permissions, duration, and the commenters they apply to."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from comments.models import Commenter, Thread
from comments.submission.screening import Outcome, RequestFacts
from comments.submission.services import submit_comment
from comments.visitors.services.commenters import get_or_create_guest
from moderation.bans.services import create_ban, lift_ban
from moderation.models import Ban, Decision

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)


def is_rejected(thread: Thread, commenter: Commenter, ip_address: str | None = None) -> bool:
    """Submit a comment and check whether it is rejected."""
    verdict = submit_comment(
        thread=thread,
        commenter=commenter,
        body=f"Hello at {timezone.now()}",
        request_facts=RequestFacts(ip_address=ip_address),
    ).verdict
    return verdict.outcome is Outcome.REJECT


@pytest.mark.parametrize("username", ["ann", "otto"])
def test_only_moderators_ban_and_lift(
    request: pytest.FixtureRequest, rex: Commenter, ed: User, username: str
) -> None:
    user = request.getfixturevalue(username)
    with pytest.raises(PermissionDenied):
        create_ban(moderator=user, commenter=rex, explanation="Insults")
    made = create_ban(moderator=ed, commenter=rex, explanation="Insults")
    with pytest.raises(PermissionDenied):
        lift_ban(moderator=user, ban=made)
    made.refresh_from_db()
    assert made.lifted_at is None
    assert Ban.objects.count() == Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("username", "until"),
    [("mo", dt.timedelta(days=365)), ("ed", dt.timedelta(days=3650)), ("ed", None)],
)
def test_moderators_ban_temporarily_and_editors_permanently(
    request: pytest.FixtureRequest,
    thread: Thread,
    rex: Commenter,
    username: str,
    until: dt.timedelta | None,
) -> None:
    user = request.getfixturevalue(username)
    end = timezone.now() + until if until else None
    made = create_ban(
        moderator=user, commenter=rex, explanation="Insults", until=end, note="Third time"
    )
    assert is_rejected(thread, rex)
    written = Decision.objects.get(ban=made)
    assert (written.action, written.actor, written.commenter, written.explanation) == (
        Decision.Action.BAN, user, rex, "Insults",
    )  # fmt: skip
    lift_ban(moderator=user, ban=made, explanation="Apologized")
    assert not is_rejected(thread, rex)
    assert made.lifted_by == user
    written = Decision.objects.get(action=Decision.Action.LIFT_BAN)
    assert (written.ban, written.actor, written.explanation) == (made, user, "Apologized")


@pytest.mark.parametrize("until", [None, dt.timedelta(days=367)])
def test_moderators_neither_create_nor_lift_permanent_bans(
    rex: Commenter, mo: User, ed: User, until: dt.timedelta | None
) -> None:
    end = timezone.now() + until if until else None
    with pytest.raises(PermissionDenied):
        create_ban(moderator=mo, commenter=rex, explanation="Insults", until=end)
    made = create_ban(moderator=ed, commenter=rex, explanation="Insults", until=end)
    with pytest.raises(PermissionDenied):
        lift_ban(moderator=mo, ban=made)


def test_reason_is_required(rex: Commenter, ed: User) -> None:
    with pytest.raises(ValueError, match="explanation"):
        create_ban(moderator=ed, commenter=rex)


def test_ban_expires(thread: Thread, rex: Commenter, mo: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        made = create_ban(
            moderator=mo, commenter=rex, explanation="Insults", until=NOW + dt.timedelta(days=7)
        )
        assert is_rejected(thread, rex)
        assert made.is_in_force
        clock.move_to(NOW + dt.timedelta(days=7, seconds=-1))
        assert is_rejected(thread, rex)
        clock.move_to(NOW + dt.timedelta(days=7))
        assert not is_rejected(thread, rex)
        assert not made.is_in_force


def test_permanent_ban_does_not_expire(thread: Thread, rex: Commenter, ed: User) -> None:
    create_ban(moderator=ed, commenter=rex, explanation="Threats")
    with time_machine.travel(timezone.now() + dt.timedelta(days=36500)):
        assert is_rejected(thread, rex)


def test_ban_with_later_start_does_not_apply_yet(thread: Thread, rex: Commenter, ed: User) -> None:
    made = create_ban(moderator=ed, commenter=rex, explanation="Insults")
    Ban.objects.update(starts_at=timezone.now() + dt.timedelta(hours=1))
    made.refresh_from_db()
    assert not made.is_in_force
    assert not is_rejected(thread, rex)


@pytest.mark.parametrize("until", [NOW, NOW - dt.timedelta(days=1)])
def test_end_must_be_in_the_future(rex: Commenter, mo: User, until: dt.datetime) -> None:
    with time_machine.travel(NOW, tick=False), pytest.raises(ValueError, match="end"):
        create_ban(moderator=mo, commenter=rex, explanation="Insults", until=until)
    assert not Ban.objects.exists()


def test_other_name_with_same_email_is_banned(thread: Thread, rex: Commenter, ed: User) -> None:
    create_ban(moderator=ed, commenter=rex, explanation="Insults")
    assert is_rejected(thread, get_or_create_guest(name="Max", email="Rex@example.org"))


def test_same_name_with_other_email_is_not_banned(thread: Thread, rex: Commenter, ed: User) -> None:
    create_ban(moderator=ed, commenter=rex, explanation="Insults")
    assert not is_rejected(thread, get_or_create_guest(name="Rex", email="another@example.org"))


def test_ban_of_commenter_without_email_affects_no_other(thread: Thread, ed: User) -> None:
    imported = get_or_create_guest(name="Jo")
    create_ban(moderator=ed, commenter=imported, explanation="Insults")
    assert is_rejected(thread, imported)
    assert not is_rejected(thread, get_or_create_guest(name="Fl"))


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Ban.Kind.EMAIL, "rex@example.org"), (Ban.Kind.NETWORK, "2001:db8::1/128")],
)
def test_ban_by_email_or_ip_address(
    thread: Thread, rex: Commenter, nia: Commenter, mo: User, kind: Ban.Kind, value: str
) -> None:
    Ban.objects.create(kind=kind, value=value, reason="Spam", created_by=mo)
    assert is_rejected(thread, rex, "2001:db8::1")
    assert not is_rejected(thread, nia, "2001:db8::2")
    assert not is_rejected(thread, nia, None)


def test_lifting_twice_is_rejected(rex: Commenter, mo: User, ed: User) -> None:
    made = create_ban(
        moderator=mo,
        commenter=rex,
        explanation="Insults",
        until=timezone.now() + dt.timedelta(days=7),
    )
    seen_by_ed = Ban.objects.get()
    lift_ban(moderator=mo, ban=made)
    with pytest.raises(PermissionDenied):
        lift_ban(moderator=mo, ban=made)
    # Ed loaded it before it was lifted: it remains lifted by Mo, and nothing is logged.
    assert lift_ban(moderator=ed, ban=seen_by_ed).lifted_by == mo
    assert Decision.objects.filter(action=Decision.Action.LIFT_BAN).count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Ban.Kind.COMMENTER},
        {"kind": Ban.Kind.EMAIL},
        {"kind": Ban.Kind.NETWORK, "value": ""},
        {"kind": Ban.Kind.EMAIL, "value": "a@example.org", "ends_at": NOW, "starts_at": NOW},
    ],
)
def test_database_requires_a_target(mo: User, fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Ban.objects.create(reason="Spam", created_by=mo, **fields)
