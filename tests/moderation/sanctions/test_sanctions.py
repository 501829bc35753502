"""Warnings, suspensions and pre-moderation: permissions, effects and undoing."""

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
from moderation.sanctions.acknowledgments import make_acknowledgment_token
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


def submit(thread: Thread, commenter: Commenter, *, acknowledged: str = "") -> Verdict:
    """Submit a comment and return the verdict."""
    return submit_comment(
        thread=thread,
        commenter=commenter,
        body=f"Hello at {timezone.now()}",
        request_facts=RequestFacts(acknowledged=acknowledged),
    ).verdict


@pytest.mark.parametrize("username", ["otto", "ann"])
def test_only_moderators_impose_sanctions(
    request: pytest.FixtureRequest, rex: Commenter, mo: User, username: str
) -> None:
    user = request.getfixturevalue(username)
    warning = warn_commenter(moderator=mo, commenter=rex, explanation="Insults")
    attempts: list[Callable[[], object]] = [
        lambda: warn_commenter(moderator=user, commenter=rex, explanation="Insults"),
        lambda: suspend_commenter(
            moderator=user, commenter=rex, explanation="Insults", until=timezone.now() + WEEK
        ),
        lambda: change_trust(moderator=user, commenter=rex, action=Action.PREMODERATE),
        lambda: undo_sanction(moderator=user, decision=warning.decision),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert Decision.objects.count() == Sanction.objects.count() == 1


@pytest.mark.parametrize("username", ["mo", "ed"])
def test_moderators_and_editors_warn(
    request: pytest.FixtureRequest, rex: Commenter, username: str
) -> None:
    user = request.getfixturevalue(username)
    decision = warn_commenter(moderator=user, commenter=rex, explanation="Insults").decision
    assert (decision.action, decision.actor, decision.commenter, decision.explanation) == (
        Action.WARN, user, rex, "Insults",
    )  # fmt: skip


def test_warning_must_be_acknowledged_before_the_next_comment(
    thread: Thread, rex: Commenter, mo: User
) -> None:
    warning = warn_commenter(moderator=mo, commenter=rex, explanation="Stay calm.")
    first = submit(thread, rex)
    assert first.outcome is Outcome.REJECT
    assert "Stay calm." in first.get_message()
    assert submit(thread, rex, acknowledged=first.acknowledge).outcome is Outcome.PUBLISH
    warning.refresh_from_db()
    assert warning.acknowledged_at is not None
    assert submit(thread, rex).outcome is Outcome.PUBLISH


def test_two_warnings_are_acknowledged_one_by_one(thread: Thread, rex: Commenter, mo: User) -> None:
    warn_commenter(moderator=mo, commenter=rex, explanation="First")
    warn_commenter(moderator=mo, commenter=rex, explanation="Second")
    first = submit(thread, rex)
    second = submit(thread, rex, acknowledged=first.acknowledge)
    assert ("First" in first.get_message(), "Second" in second.get_message()) == (True, True)
    assert submit(thread, rex, acknowledged=second.acknowledge).outcome is Outcome.PUBLISH


def test_only_the_commenter_can_acknowledge(
    thread: Thread, rex: Commenter, spike: Commenter, mo: User
) -> None:
    warning = warn_commenter(moderator=mo, commenter=rex, explanation="Insults")
    submit(thread, spike, acknowledged=make_acknowledgment_token(warning))
    submit(thread, rex, acknowledged="1:forged")
    warning.refresh_from_db()
    assert warning.is_in_force


def test_form_posts_the_text_after_acknowledging(
    client: Client, thread: Thread, rex: Commenter, mo: User
) -> None:
    warn_commenter(moderator=mo, commenter=rex, explanation="Stay <calm>.")
    path = f"{thread.article.get_absolute_url().removesuffix('.html')}/comments/post/"
    data = {"name": "Rex", "email": "rex@example.org", "body": "Ships!", "subject": ""}
    page = client.post(path, data, headers={"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 403
    assert "Stay &lt;calm&gt;." in page.text
    assert "Ships!" in page.text
    data["acknowledged"] = page.context["acknowledge"]
    assert f'value="{data["acknowledged"]}"' in page.text
    assert client.post(path, data, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_suspension_rejects_comments_until_it_ends(
    thread: Thread, rex: Commenter, mo: User
) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        suspend_commenter(moderator=mo, commenter=rex, explanation="Calm down.", until=NOW + WEEK)
        refused = submit(thread, rex)
        assert (refused.outcome, refused.is_stored) == (Outcome.REJECT, False)
        assert "Calm down." in refused.get_message()
        assert "March 8, 2026, 12:00 UTC" in refused.get_message()
        clock.move_to(NOW + WEEK)
        assert submit(thread, rex).outcome is Outcome.PUBLISH


def test_longest_suspension_is_shown_before_warnings(
    thread: Thread, rex: Commenter, mo: User
) -> None:
    warn_commenter(moderator=mo, commenter=rex, explanation="Insults")
    for days, explanation in ((2, "Long"), (1, "Short")):
        until = timezone.now() + dt.timedelta(days=days)
        suspend_commenter(moderator=mo, commenter=rex, explanation=explanation, until=until)
    verdict = submit(thread, rex)
    assert "Long" in verdict.get_message()
    assert not verdict.acknowledge


def test_applies_to_other_names_with_same_email(thread: Thread, rex: Commenter, mo: User) -> None:
    warn_commenter(moderator=mo, commenter=rex, explanation="Insults")
    assert submit(thread, get_or_create_guest(name="Max", email="rex@example.org")).acknowledge
    assert not submit(thread, get_or_create_guest(name="Rex", email="max@example.org")).acknowledge


def test_suspension_must_end_in_the_future(rex: Commenter, mo: User) -> None:
    with pytest.raises(ValueError, match="end"):
        suspend_commenter(moderator=mo, commenter=rex, explanation="Insults", until=timezone.now())


def test_premoderate_and_trust(thread: Thread, rex: Commenter, mo: User) -> None:
    decision = change_trust(
        moderator=mo, commenter=rex, action=Action.PREMODERATE, explanation="Rude"
    )
    assert (decision.before, decision.after) == (Trust.TRUSTED, Trust.PREMODERATED)
    rex.refresh_from_db()
    assert submit(thread, rex).outcome is Outcome.HOLD
    with pytest.raises(NothingToChange):
        change_trust(moderator=mo, commenter=rex, action=Action.PREMODERATE, explanation="Rude")
    change_trust(moderator=mo, commenter=rex, action=Action.TRUST)
    rex.refresh_from_db()
    assert submit(thread, rex).outcome is Outcome.PUBLISH


@pytest.mark.parametrize("kind", ["warning", "suspension", "premoderation"])
def test_each_sanction_can_be_undone_once(
    thread: Thread, rex: Commenter, mo: User, ed: User, kind: str
) -> None:
    if kind == "warning":
        decision = warn_commenter(moderator=mo, commenter=rex, explanation="Insults").decision
    elif kind == "suspension":
        until = timezone.now() + WEEK
        decision = suspend_commenter(
            moderator=mo, commenter=rex, explanation="Insults", until=until
        ).decision
    else:
        decision = change_trust(
            moderator=mo, commenter=rex, action=Action.PREMODERATE, explanation="Rude"
        )
    undoing = undo_sanction(moderator=ed, decision=decision, explanation="Apologized")
    assert (undoing.action, undoing.actor, undoing.undoes) == (Action.UNDO, ed, decision)
    rex.refresh_from_db()
    assert submit(thread, rex).outcome is Outcome.PUBLISH
    with pytest.raises(NothingToChange):
        undo_sanction(moderator=ed, decision=decision)


def test_trust_changed_since_is_not_undone(rex: Commenter, mo: User) -> None:
    held = change_trust(moderator=mo, commenter=rex, action=Action.PREMODERATE, explanation="Rude")
    change_trust(moderator=mo, commenter=rex, action=Action.TRUST)
    with pytest.raises(NothingToChange):
        undo_sanction(moderator=mo, decision=held)


@pytest.mark.parametrize("username", ["mo", "ann"])
def test_staff_are_protected(request: pytest.FixtureRequest, mo: User, username: str) -> None:
    user = request.getfixturevalue(username)
    guest = get_or_create_guest(name="Somebody", email=user.email)
    for commenter in (get_or_create_user_commenter(user), guest):
        with pytest.raises(StaffProtected):
            warn_commenter(moderator=mo, commenter=commenter, explanation="Insults")
    assert not Decision.objects.exists()


def test_reason_is_required(rex: Commenter, mo: User) -> None:
    with pytest.raises(ValueError, match="explanation"):
        warn_commenter(moderator=mo, commenter=rex)


def test_wording_of_the_guideline_is_shown(thread: Thread, rex: Commenter, mo: User) -> None:
    guideline = Guideline.objects.create(
        code="rude", name="Rude", wording="We don’t insult people."
    )
    warn_commenter(moderator=mo, commenter=rex, guideline=guideline, explanation="See 12.")
    assert "We don’t insult people. See 12." in submit(thread, rex).get_message()


def test_screener_makes_one_query(thread: Thread, mo: User) -> None:
    def queries(name: str, count: int) -> int:
        commenter = get_or_create_guest(name=name, email=f"{name}@example.org")
        for n in range(count):
            warn_commenter(moderator=mo, commenter=commenter, explanation=f"Again {n}")
        submission = build_submission(
            thread=thread, commenter=commenter, body="Hi", facts=RequestFacts()
        )
        with CaptureQueriesContext(connection) as captured:
            Sanctions().screen(submission)
        return len(captured)

    assert queries("jo", 0) == queries("max", 9) == 1


def test_page_suspends_and_undoes(client: Client, rex: Commenter, mo: User) -> None:
    client.force_login(mo)
    page = f"/admin/moderation/commenters/{rex.pk}/"
    data = {"action": "suspend", "days": "7", "explanation": "Insults", "next": page}
    assert client.post(f"{page}sanctions/", data)["Location"] == page
    suspension = Sanction.objects.get()
    assert suspension.ends_at is not None
    assert dt.timedelta(days=6) < suspension.ends_at - timezone.now() < WEEK
    assert "Insults" in client.get(page).text
    client.post(f"/admin/moderation/sanctions/{suspension.decision_id}/undo/", {"next": page})
    suspension.refresh_from_db()
    assert not suspension.is_in_force


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        ({"action": "warn"}, "Choose a guideline"),
        ({"action": "approve", "explanation": "x"}, "approve"),
        ({"action": "suspend", "explanation": "x", "days": "9999"}, "9999"),
    ],
)
def test_page_shows_errors(
    client: Client, rex: Commenter, mo: User, data: dict[str, str], verdict: str
) -> None:
    client.force_login(mo)
    page = f"/admin/moderation/commenters/{rex.pk}/"
    client.post(f"{page}sanctions/", data | {"next": page})
    assert verdict in client.get(page).text
    assert not Decision.objects.exists()


def test_database_requires_end_of_suspension(rex: Commenter, mo: User) -> None:
    decision = warn_commenter(moderator=mo, commenter=rex, explanation="Insults").decision
    Sanction.objects.filter(decision=decision).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sanction.objects.create(kind=Sanction.Kind.SUSPENSION, decision=decision, commenter=rex)
