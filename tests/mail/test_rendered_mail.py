import datetime as dt

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.db import transaction
from django.tasks import default_task_backend
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from time_machine import travel

from mail.models import RenderedMail
from mail.outbox import GIVE_UP_AFTER, send_due
from mail.services import SENT_RETENTION, queue_mail
from mail.tasks import send_due_mail
from tests.mail_server import MailServer

pytestmark = pytest.mark.django_db

SECRET = "7H5K-2Q9X"


def queue(**fields: dt.datetime) -> RenderedMail:
    message = EmailMultiAlternatives(
        f"Your code {SECRET}",
        f"The code is {SECRET}.\n",
        "site@blog.example",
        ["Ann+x@example.org"],
    )
    message.attach_alternative(f"<p>{SECRET}</p>", "text/html")
    return queue_mail(message=message, kind="test", **fields)


def test_it_is_sent_as_it_was_rendered() -> None:
    queue()
    send_due()
    (sent,) = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    assert (sent.to, sent.from_email) == (["Ann+x@example.org"], "site@blog.example")
    assert (sent.subject, sent.body) == (f"Your code {SECRET}", f"The code is {SECRET}.\n")
    assert [tuple(part) for part in sent.alternatives] == [(f"<p>{SECRET}</p>", "text/html")]
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_it_is_sent_once() -> None:
    queue()
    send_due()
    send_due()
    assert len(mail.outbox) == 1


def test_the_mailbox_is_stored_for_rate_limits() -> None:
    assert queue().mailbox == "ann@example.org"


def test_a_task_is_enqueued_after_the_commit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    results = default_task_backend.results  # type: ignore[attr-defined]  # of the test backend
    with django_capture_on_commit_callbacks(execute=True):
        queue()
        assert results == []
    assert [result.task.func for result in results] == [send_due_mail.func]


def test_a_transaction_that_is_rolled_back_sends_nothing() -> None:
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    send_due()
    assert mail.outbox == []


def assert_blank(stored: RenderedMail) -> None:
    stored.refresh_from_db()
    assert (stored.subject, stored.text, stored.html) == ("", "", "")
    assert SECRET not in "".join(str(value) for value in vars(stored).values())


def test_no_secret_is_left_after_sending() -> None:
    stored = queue()
    send_due()
    assert_blank(stored)


def test_no_secret_is_left_after_expiry() -> None:
    stored = queue(expires_at=timezone.now() + dt.timedelta(minutes=15))
    with travel(timezone.now() + dt.timedelta(minutes=15)):
        send_due()
    assert mail.outbox == []
    assert_blank(stored)


def test_no_secret_is_left_after_giving_up(mail_server: MailServer) -> None:
    stored = queue()
    mail_server.refusals = ["550 Never"] * 2
    send_due()
    stored.refresh_from_db()
    assert SECRET in stored.text
    with travel(timezone.now() + GIVE_UP_AFTER + dt.timedelta(hours=1)):
        send_due()
    assert RenderedMail.objects.given_up().get() == stored
    assert_blank(stored)


def test_old_rows_are_deleted_and_unsent_ones_are_not(mail_server: MailServer) -> None:
    sent = queue()
    send_due()
    mail_server.stop()
    due = queue()
    with travel(timezone.now() + SENT_RETENTION + dt.timedelta(minutes=1)):
        call_command("send_mail_queue", verbosity=0)
    assert list(RenderedMail.objects.all()) == [due]
    assert sent != due
