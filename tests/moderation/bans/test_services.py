"""Bans: who may ban and lift, whom a ban hits, and for how long."""

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


def refused(thread: Thread, commenter: Commenter, ip_address: str | None = None) -> bool:
    """Whether somebody who tries to say something is refused."""
    verdict = submit_comment(
        thread=thread,
        commenter=commenter,
        body=f"Hello at {timezone.now()}",
        request_facts=RequestFacts(ip_address=ip_address),
    ).verdict
    return verdict.outcome is Outcome.REJECT


@pytest.mark.parametrize("who", ["ann", "otto"])
def test_whoever_is_no_moderator_bans_and_lifts_nobody(
    request: pytest.FixtureRequest, rex: Commenter, ed: User, who: str
) -> None:
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        create_ban(moderator=user, commenter=rex, reason="Insults")
    made = create_ban(moderator=ed, commenter=rex, reason="Insults")
    with pytest.raises(PermissionDenied):
        lift_ban(moderator=user, ban=made)
    made.refresh_from_db()
    assert made.lifted_at is None
    assert Ban.objects.count() == Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "until"),
    [("mo", dt.timedelta(days=365)), ("ed", dt.timedelta(days=3650)), ("ed", None)],
)
def test_moderators_ban_for_a_time_and_editors_for_good(
    request: pytest.FixtureRequest,
    thread: Thread,
    rex: Commenter,
    who: str,
    until: dt.timedelta | None,
) -> None:
    user = request.getfixturevalue(who)
    end = timezone.now() + until if until else None
    made = create_ban(moderator=user, commenter=rex, reason="Insults", until=end, note="Third time")
    assert refused(thread, rex)
    written = Decision.objects.get(ban=made)
    assert (written.action, written.actor, written.commenter, written.reason) == (
        Decision.Action.BAN, user, rex, "Insults",
    )  # fmt: skip
    lift_ban(moderator=user, ban=made, reason="Apologised")
    assert not refused(thread, rex)
    assert made.lifted_by == user
    written = Decision.objects.get(action=Decision.Action.LIFT_BAN)
    assert (written.ban, written.actor, written.reason) == (made, user, "Apologised")


@pytest.mark.parametrize("until", [None, dt.timedelta(days=367)])
def test_a_moderator_makes_none_for_good_and_lifts_none(
    rex: Commenter, mo: User, ed: User, until: dt.timedelta | None
) -> None:
    end = timezone.now() + until if until else None
    with pytest.raises(PermissionDenied):
        create_ban(moderator=mo, commenter=rex, reason="Insults", until=end)
    made = create_ban(moderator=ed, commenter=rex, reason="Insults", until=end)
    with pytest.raises(PermissionDenied):
        lift_ban(moderator=mo, ban=made)


def test_a_ban_has_a_reason(rex: Commenter, ed: User) -> None:
    with pytest.raises(ValueError, match="reason"):
        create_ban(moderator=ed, commenter=rex)


def test_a_ban_ends_by_itself(thread: Thread, rex: Commenter, mo: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        made = create_ban(
            moderator=mo, commenter=rex, reason="Insults", until=NOW + dt.timedelta(days=7)
        )
        assert refused(thread, rex)
        assert made.is_in_force
        clock.move_to(NOW + dt.timedelta(days=7, seconds=-1))
        assert refused(thread, rex)
        clock.move_to(NOW + dt.timedelta(days=7))
        assert not refused(thread, rex)
        assert not made.is_in_force


def test_a_ban_for_good_does_not(thread: Thread, rex: Commenter, ed: User) -> None:
    create_ban(moderator=ed, commenter=rex, reason="Threats")
    with time_machine.travel(timezone.now() + dt.timedelta(days=36500)):
        assert refused(thread, rex)


def test_a_ban_that_has_not_begun_hits_nobody(thread: Thread, rex: Commenter, ed: User) -> None:
    made = create_ban(moderator=ed, commenter=rex, reason="Insults")
    Ban.objects.update(starts_at=timezone.now() + dt.timedelta(hours=1))
    made.refresh_from_db()
    assert not made.is_in_force
    assert not refused(thread, rex)


@pytest.mark.parametrize("until", [NOW, NOW - dt.timedelta(days=1)])
def test_a_ban_cannot_end_before_it_begins(rex: Commenter, mo: User, until: dt.datetime) -> None:
    with time_machine.travel(NOW, tick=False), pytest.raises(ValueError, match="end"):
        create_ban(moderator=mo, commenter=rex, reason="Insults", until=until)
    assert not Ban.objects.exists()


def test_another_name_with_the_same_address_is_hit(
    thread: Thread, rex: Commenter, ed: User
) -> None:
    create_ban(moderator=ed, commenter=rex, reason="Insults")
    assert refused(thread, get_or_create_guest(name="Max", email="Rex@example.org"))


def test_the_same_name_with_another_address_is_not(
    thread: Thread, rex: Commenter, ed: User
) -> None:
    create_ban(moderator=ed, commenter=rex, reason="Insults")
    assert not refused(thread, get_or_create_guest(name="Rex", email="another@example.org"))


def test_a_ban_of_somebody_without_an_address_hits_no_other_without_one(
    thread: Thread, ed: User
) -> None:
    imported = get_or_create_guest(name="Jo")
    create_ban(moderator=ed, commenter=imported, reason="Insults")
    assert refused(thread, imported)
    assert not refused(thread, get_or_create_guest(name="Fl"))


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Ban.Kind.EMAIL, "rex@example.org"), (Ban.Kind.NETWORK, "2001:db8::1/128")],
)
def test_a_ban_of_an_address_hits_whoever_comes_from_it(
    thread: Thread, rex: Commenter, nia: Commenter, mo: User, kind: Ban.Kind, value: str
) -> None:
    Ban.objects.create(kind=kind, value=value, reason="Spam", created_by=mo)
    assert refused(thread, rex, "2001:db8::1")
    assert not refused(thread, nia, "2001:db8::2")
    assert not refused(thread, nia, None)


def test_lifting_twice_is_refused(rex: Commenter, mo: User, ed: User) -> None:
    made = create_ban(
        moderator=mo, commenter=rex, reason="Insults", until=timezone.now() + dt.timedelta(days=7)
    )
    seen_by_ed = Ban.objects.get()
    lift_ban(moderator=mo, ban=made)
    with pytest.raises(PermissionDenied):
        lift_ban(moderator=mo, ban=made)
    # Ed looked at it before it was lifted: it stays lifted by Mo, and nothing more is written.
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
def test_the_database_refuses_a_ban_of_nobody(mo: User, fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Ban.objects.create(reason="Spam", created_by=mo, **fields)
