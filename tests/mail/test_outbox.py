"""Delivery: retries, claims and concurrent workers, on the mails of one outbox."""

import datetime as dt

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from time_machine import travel

from mail.models import RenderedMail
from mail.outbox import CLAIM_DURATION, GIVE_UP_AFTER, RETRY_DELAYS, count_unsent, send_due
from mail.services import queue_mail
from tests.concurrency import run_concurrently
from tests.mail_server import MailServer

pytestmark = pytest.mark.every_database

NOW = dt.datetime(2026, 12, 14, 15, 7, 30, tzinfo=dt.UTC)


def queue(email: str = "ann@example.org") -> RenderedMail:
    message = EmailMultiAlternatives("Hello", "Hello, Ann.\n", "site@blog.example", [email])
    return queue_mail(message=message, kind="test")


@pytest.mark.django_db
def test_without_a_server_all_mails_are_retried_at_the_same_time(mail_server: MailServer) -> None:
    mail_server.stop()
    with travel(NOW, tick=False):
        rows = [queue("ann@example.org"), queue("ben@example.org")]
        moments = send_due()
    assert moments == {NOW.replace(minute=9, second=0)}
    for row in rows:
        row.refresh_from_db()
        assert row.next_attempt_at in moments
        assert "ConnectionRefused" in row.error


@pytest.mark.django_db
def test_a_refused_mail_does_not_delay_others(mail_server: MailServer) -> None:
    queue("ann@example.org")
    queue("ben@example.org")
    mail_server.refusals = ["451 Not now"]
    send_due()
    assert [mail["To"] for mail in mail_server.inbox] == ["ben@example.org"]
    with travel(timezone.now() + 2 * RETRY_DELAYS[1]):
        send_due()
    assert [mail["To"] for mail in mail_server.inbox] == ["ben@example.org", "ann@example.org"]


@pytest.mark.django_db
def test_retry_times_that_are_scheduled_already_are_not_returned(mail_server: MailServer) -> None:
    mail_server.stop()
    with travel(NOW, tick=False):
        queue()
        assert send_due()
        queue()
        assert send_due() == set()


@pytest.mark.django_db
def test_unsent_and_given_up_mails_are_counted(mail_server: MailServer) -> None:
    queue()
    mail_server.refusals = ["550 Never"] * 2
    send_due()
    assert count_unsent() == (1, 0)
    with travel(timezone.now() + GIVE_UP_AFTER + dt.timedelta(hours=1)):
        send_due()
    assert count_unsent() == (0, 1)


@pytest.mark.django_db
def test_a_mail_claimed_by_a_dead_worker_is_sent_later(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue()

    def die(**kwargs: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("mail.services.Mail", die)
        with pytest.raises(SystemExit):
            send_due()
    send_due()
    assert mail_server.inbox == []
    with travel(timezone.now() + CLAIM_DURATION):
        send_due()
    assert len(mail_server.inbox) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_concurrent_workers_send_each_mail_once(mail_server: MailServer) -> None:
    emails = [f"{number}@example.org" for number in range(8)]
    for email in emails:
        queue(email)
    assert run_concurrently(send_due, send_due, send_due) == [set()] * 3
    assert sorted(str(mail["To"]) for mail in mail_server.inbox) == emails


@pytest.mark.django_db
def test_the_message_id_identifies_the_row(mail_server: MailServer) -> None:
    row = queue()
    send_due()
    assert mail_server.inbox[0]["Message-ID"] == f"<renderedmail.{row.pk}@testserver>"
