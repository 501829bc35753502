"""Warnings, mutes and reading somebody first: who may, what follows, and how it is taken back."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from comments.models import Commenter, Thread
from comments.submission.screening import Outcome, RequestFacts, Verdict
from comments.submission.services import build_submission, submit_comment
from comments.visitors.services.commenters import get_or_create_guest, get_or_create_user_commenter
from moderation.filters.screeners.sanctions import Sanctions
from moderation.models import Decision, Guideline, Sanction
from moderation.sanctions.acknowledgements import make_acknowledgement_token
from moderation.sanctions.services import (
    NothingToChange,
    StaffProtected,
    change_trust,
    suspend_commenter,
    undo_sanction,
    warn_commenter,
)

Action = Decision.Action
Trust = Commenter.Trust
NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
WEEK = dt.timedelta(days=7)


def verdict(thread: Thread, commenter: Commenter, *, acknowledged: str = "") -> Verdict:
    """Return what becomes of what somebody says."""
    return submit_comment(
        thread=thread,
        commenter=commenter,
        body=f"Hello at {timezone.now()}",
        request_facts=RequestFacts(acknowledged=acknowledged),
    ).verdict


@pytest.mark.parametrize("who", ["otto", "ann"])
def test_whoever_is_no_moderator_takes_none(
    request: pytest.FixtureRequest, rex: Commenter, mo: User, who: str
) -> None:
    user = request.getfixturevalue(who)
    warning = warn_commenter(moderator=mo, commenter=rex, reason="Insults")
    attempts: list[Callable[[], object]] = [
        lambda: warn_commenter(moderator=user, commenter=rex, reason="Insults"),
        lambda: suspend_commenter(
            moderator=user, commenter=rex, reason="Insults", until=timezone.now() + WEEK
        ),
        lambda: change_trust(moderator=user, commenter=rex, action=Action.PREMODERATE),
        lambda: undo_sanction(moderator=user, decision=warning.decision),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert Decision.objects.count() == Sanction.objects.count() == 1


@pytest.mark.parametrize("who", ["mo", "ed"])
def test_moderators_and_editors_do(
    request: pytest.FixtureRequest, rex: Commenter, who: str
) -> None:
    user = request.getfixturevalue(who)
    decision = warn_commenter(moderator=user, commenter=rex, reason="Insults").decision
    assert (decision.action, decision.actor, decision.commenter, decision.reason) == (
        Action.WARN, user, rex, "Insults",
    )  # fmt: skip


def test_a_warning_is_read_before_the_next_comment(
    thread: Thread, rex: Commenter, mo: User
) -> None:
    warning = warn_commenter(moderator=mo, commenter=rex, reason="Stay calm.")
    first = verdict(thread, rex)
    assert first.outcome is Outcome.REJECT
    assert "Stay calm." in first.get_message()
    assert verdict(thread, rex, acknowledged=first.acknowledge).outcome is Outcome.PUBLISH
    warning.refresh_from_db()
    assert warning.acknowledged_at is not None
    assert verdict(thread, rex).outcome is Outcome.PUBLISH


def test_two_warnings_are_read_one_after_the_other(
    thread: Thread, rex: Commenter, mo: User
) -> None:
    warn_commenter(moderator=mo, commenter=rex, reason="First")
    warn_commenter(moderator=mo, commenter=rex, reason="Second")
    first = verdict(thread, rex)
    second = verdict(thread, rex, acknowledged=first.acknowledge)
    assert ("First" in first.get_message(), "Second" in second.get_message()) == (True, True)
    assert verdict(thread, rex, acknowledged=second.acknowledge).outcome is Outcome.PUBLISH


def test_nobody_reads_a_warning_for_somebody_else(
    thread: Thread, rex: Commenter, spike: Commenter, mo: User
) -> None:
    warning = warn_commenter(moderator=mo, commenter=rex, reason="Insults")
    verdict(thread, spike, acknowledged=make_acknowledgement_token(warning))
    verdict(thread, rex, acknowledged="1:forged")
    warning.refresh_from_db()
    assert warning.is_in_force


def test_a_warned_author_presses_a_button_and_the_text_is_posted(
    client: Client, thread: Thread, rex: Commenter, mo: User
) -> None:
    warn_commenter(moderator=mo, commenter=rex, reason="Stay <calm>.")
    path = f"{thread.article.get_absolute_url().removesuffix('.html')}/comments/post/"
    data = {"name": "Rex", "email": "rex@example.org", "body": "Ships!", "subject": ""}
    page = client.post(path, data, headers={"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 403
    assert "Stay &lt;calm&gt;." in page.text
    assert "Ships!" in page.text
    data["acknowledged"] = page.context["acknowledge"]
    assert f'value="{data["acknowledged"]}"' in page.text
    assert client.post(path, data, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_a_mute_refuses_comments_until_it_ends(thread: Thread, rex: Commenter, mo: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        suspend_commenter(moderator=mo, commenter=rex, reason="Calm down.", until=NOW + WEEK)
        refused = verdict(thread, rex)
        assert (refused.outcome, refused.is_stored) == (Outcome.REJECT, False)
        assert "Calm down." in refused.get_message()
        assert "March 8, 2026, 12:00 UTC" in refused.get_message()
        clock.move_to(NOW + WEEK)
        assert verdict(thread, rex).outcome is Outcome.PUBLISH


def test_a_mute_goes_before_a_warning_and_the_longest_is_told(
    thread: Thread, rex: Commenter, mo: User
) -> None:
    warn_commenter(moderator=mo, commenter=rex, reason="Insults")
    for days, reason in ((2, "Long"), (1, "Short")):
        until = timezone.now() + dt.timedelta(days=days)
        suspend_commenter(moderator=mo, commenter=rex, reason=reason, until=until)
    told = verdict(thread, rex)
    assert "Long" in told.get_message()
    assert not told.acknowledge


def test_another_name_with_the_same_address_is_hit(
    thread: Thread, rex: Commenter, mo: User
) -> None:
    warn_commenter(moderator=mo, commenter=rex, reason="Insults")
    assert verdict(thread, get_or_create_guest(name="Max", email="rex@example.org")).acknowledge
    assert not verdict(thread, get_or_create_guest(name="Rex", email="max@example.org")).acknowledge


def test_a_mute_cannot_end_before_it_begins(rex: Commenter, mo: User) -> None:
    with pytest.raises(ValueError, match="end"):
        suspend_commenter(moderator=mo, commenter=rex, reason="Insults", until=timezone.now())


def test_somebody_is_read_first_and_trusted_again(thread: Thread, rex: Commenter, mo: User) -> None:
    decision = change_trust(moderator=mo, commenter=rex, action=Action.PREMODERATE, reason="Rude")
    assert (decision.before, decision.after) == (Trust.REGULAR, Trust.HELD)
    rex.refresh_from_db()
    assert verdict(thread, rex).outcome is Outcome.HOLD
    with pytest.raises(NothingToChange):
        change_trust(moderator=mo, commenter=rex, action=Action.PREMODERATE, reason="Rude")
    change_trust(moderator=mo, commenter=rex, action=Action.TRUST)
    rex.refresh_from_db()
    assert verdict(thread, rex).outcome is Outcome.PUBLISH


@pytest.mark.parametrize("kind", ["warning", "suspension", "premoderation"])
def test_each_is_taken_back_once(
    thread: Thread, rex: Commenter, mo: User, ed: User, kind: str
) -> None:
    if kind == "warning":
        decision = warn_commenter(moderator=mo, commenter=rex, reason="Insults").decision
    elif kind == "suspension":
        until = timezone.now() + WEEK
        decision = suspend_commenter(
            moderator=mo, commenter=rex, reason="Insults", until=until
        ).decision
    else:
        decision = change_trust(
            moderator=mo, commenter=rex, action=Action.PREMODERATE, reason="Rude"
        )
    undoing = undo_sanction(moderator=ed, decision=decision, reason="Apologised")
    assert (undoing.action, undoing.actor, undoing.undoes) == (Action.UNDO, ed, decision)
    rex.refresh_from_db()
    assert verdict(thread, rex).outcome is Outcome.PUBLISH
    with pytest.raises(NothingToChange):
        undo_sanction(moderator=ed, decision=decision)


def test_trust_that_changed_since_is_not_taken_back(rex: Commenter, mo: User) -> None:
    held = change_trust(moderator=mo, commenter=rex, action=Action.PREMODERATE, reason="Rude")
    change_trust(moderator=mo, commenter=rex, action=Action.TRUST)
    with pytest.raises(NothingToChange):
        undo_sanction(moderator=mo, decision=held)


@pytest.mark.parametrize("who", ["mo", "ann"])
def test_the_sites_own_people_are_protected(
    request: pytest.FixtureRequest, mo: User, who: str
) -> None:
    user = request.getfixturevalue(who)
    guest = get_or_create_guest(name="Somebody", email=user.email)
    for commenter in (get_or_create_user_commenter(user), guest):
        with pytest.raises(StaffProtected):
            warn_commenter(moderator=mo, commenter=commenter, reason="Insults")
    assert not Decision.objects.exists()


def test_a_measure_has_a_reason(rex: Commenter, mo: User) -> None:
    with pytest.raises(ValueError, match="reason"):
        warn_commenter(moderator=mo, commenter=rex)


def test_the_wording_of_the_ground_is_told(thread: Thread, rex: Commenter, mo: User) -> None:
    guideline = Guideline.objects.create(
        code="rude", name="Rude", wording="We don’t insult people."
    )
    warn_commenter(moderator=mo, commenter=rex, guideline=guideline, reason="See 12.")
    assert "We don’t insult people. See 12." in verdict(thread, rex).get_message()


def test_the_screener_asks_once_whatever_there_is(thread: Thread, mo: User) -> None:
    def queries(name: str, count: int) -> int:
        commenter = get_or_create_guest(name=name, email=f"{name}@example.org")
        for n in range(count):
            warn_commenter(moderator=mo, commenter=commenter, reason=f"Again {n}")
        submission = build_submission(
            thread=thread, commenter=commenter, body="Hi", facts=RequestFacts()
        )
        with CaptureQueriesContext(connection) as captured:
            Sanctions().screen(submission)
        return len(captured)

    assert queries("jo", 0) == queries("max", 9) == 1


def test_the_page_takes_measures_and_takes_them_back(
    client: Client, rex: Commenter, mo: User
) -> None:
    client.force_login(mo)
    page = f"/admin/moderation/commenters/{rex.pk}/"
    data = {"action": "suspend", "days": "7", "reason": "Insults", "next": page}
    assert client.post(f"{page}sanctions/", data)["Location"] == page
    measure = Sanction.objects.get()
    assert measure.ends_at is not None
    assert dt.timedelta(days=6) < measure.ends_at - timezone.now() < WEEK
    assert "Insults" in client.get(page).text
    client.post(f"/admin/moderation/sanctions/{measure.decision_id}/undo/", {"next": page})
    measure.refresh_from_db()
    assert not measure.is_in_force


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"action": "warn"}, "Choose a rule"),
        ({"action": "approve", "reason": "x"}, "approve"),
        ({"action": "suspend", "reason": "x", "days": "9999"}, "9999"),
    ],
)
def test_the_page_says_what_is_wrong(
    client: Client, rex: Commenter, mo: User, data: dict[str, str], told: str
) -> None:
    client.force_login(mo)
    page = f"/admin/moderation/commenters/{rex.pk}/"
    client.post(f"{page}sanctions/", data | {"next": page})
    assert told in client.get(page).text
    assert not Decision.objects.exists()


def test_the_database_refuses_a_mute_without_an_end(rex: Commenter, mo: User) -> None:
    decision = warn_commenter(moderator=mo, commenter=rex, reason="Insults").decision
    Sanction.objects.filter(decision=decision).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sanction.objects.create(kind=Sanction.Kind.SUSPENSION, decision=decision, commenter=rex)
