"""All emails to an unconfirmed address count together."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django.test import Client
from time_machine import Traveller

from accounts.models import User
from comments.models import Comment, Commenter, Subscription
from comments.subscriptions.services.subscriptions import subscribe
from comments.visitors.services.email_confirmation import request_confirmation
from mail.services import STRANGER_MAIL_PERIOD, is_confirmed, reserve_mail
from mail.tasks import catch_up
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from moderation.modmail.services import send_message
from tests.accounts.email_addresses import confirm_email_address
from tests.comments.visitors.confirmation_links import confirm_email
from tests.concurrency import run_concurrently
from tests.people import CreateComment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def clock() -> Iterator[Traveller]:
    with time_machine.travel("2026-05-01 08:00Z", tick=False) as traveller:
        yield traveller


def send_all(nia: Commenter, comment: Comment, mo: User) -> None:
    """Cause emails of all kinds to Nia, who has not confirmed her address."""
    client = Client()
    for path in ("password/reset/", "login/code/"):
        client.post(f"/accounts/{path}", {"email": nia.email})
    fields = {"display_name": "Nia", "password1": "a-long-enough-secret"}
    client.post("/accounts/signup/", fields | {"email": "nia+news@example.org"})
    request_confirmation(email=nia.email)
    subscribe(email=nia.email, scopes=[Subscription.Scope.ARTICLES])
    comment.refresh_from_db()
    if comment.status != Comment.Status.REJECTED:
        decide(
            moderator=mo, item=comment, action=Decision.Action.REJECT,
            expected_version=comment.version,
        )  # fmt: skip
        send_message(moderator=mo, commenter=nia, text="Hello")


def test_one_email_a_day_of_any_kind(
    clock: Traveller, nia: Commenter, create_comment: CreateComment, mo: User
) -> None:
    comment = create_comment(nia, "Fool")
    for day in range(1, 5):
        send_all(nia, comment, mo)
        catch_up()
        assert len(mail.outbox) == day
        clock.shift(STRANGER_MAIL_PERIOD - dt.timedelta(seconds=1))
        catch_up()
        assert len(mail.outbox) == day
        clock.shift(1)
    # A statement and a message waited instead of being dropped.
    assert {"decision", "message"} <= {
        word for message in mail.outbox for word in str(message.subject).split()
    }


def test_a_confirmed_guest_is_not_limited(
    nia: Commenter, create_comment: CreateComment, mo: User
) -> None:
    confirm_email(Client(), nia)
    send_all(nia, create_comment(nia, "Fool"), mo)
    catch_up()
    assert len([message for message in mail.outbox if message.to == [nia.email]]) >= 5


def test_any_confirmation_counts(otto: User, nia: Commenter) -> None:
    addresses = [otto.email, nia.email, "subscriber@example.org", "stranger@example.org"]
    assert not any(map(is_confirmed, addresses))
    confirm_email_address(otto)
    confirm_email(Client(), nia)
    subscribe(email="subscriber@example.org", scopes=[Subscription.Scope.ARTICLES], is_owner=True)
    assert [is_confirmed(address.upper()) for address in addresses[:2]] == [True, True]
    assert not is_confirmed(addresses[3])


def test_waiting_emails_are_a_day_apart(clock: Traveller) -> None:
    now = dt.datetime(2026, 5, 1, 8, tzinfo=dt.UTC)
    times = [reserve_mail("nia@example.org", may_wait=True) for _ in range(3)]
    assert times == [now, now + STRANGER_MAIL_PERIOD, now + 2 * STRANGER_MAIL_PERIOD]
    assert reserve_mail("n.i.a@example.org") == now
    clock.shift(STRANGER_MAIL_PERIOD)
    assert reserve_mail("nia@example.org") is None


@pytest.mark.django_db(transaction=True)
def test_concurrent_emails_are_counted() -> None:
    requests = [lambda: reserve_mail("nia@example.org") for _ in range(3)]
    assert [bool(time) for time in run_concurrently(*requests)].count(True) == 1
