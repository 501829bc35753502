"""Confirmation mails are retried while the mail server is down."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.tasks import TaskResult, default_task_backend
from django.tasks.backends.dummy import DummyBackend
from django.utils import timezone
from pytest_django import Settings
from time_machine import travel

from comments.models import Commenter, Confirmation
from mail.tasks import send_due_mail
from tests.mail_server import MailServer

pytestmark = pytest.mark.slow

DUMMY = {"default": {"BACKEND": "tests.comments.visitors.test_mail_server_down.PatientBackend"}}


class PatientBackend(DummyBackend):
    """Stores tasks, as the database backend does."""

    supports_defer = True


@pytest.fixture(autouse=True)
def _store_tasks(immediate_tasks: None, settings: Settings) -> None:
    """Store tasks instead of running them."""
    settings.TASKS = DUMMY


def _get_stored_tasks() -> list[TaskResult[Any, Any]]:
    backend = default_task_backend
    return list(backend.results)  # type: ignore[attr-defined]


@pytest.fixture
def confirmation(nia: Commenter) -> Confirmation:
    """A confirmation requested by Nia."""
    return Confirmation.objects.create(email=nia.email, mailbox=nia.email)


def test_the_mail_is_retried(confirmation: Confirmation, mail_server: MailServer) -> None:
    mail_server.stop()
    send_due_mail.call()
    (retry,) = _get_stored_tasks()
    assert retry.task.run_after is not None
    mail_server.start()
    with travel(retry.task.run_after):
        retry.task.call()
    (sent,) = mail_server.inbox
    assert sent["To"] == confirmation.email


def test_it_is_not_sent_after_the_link_has_expired(
    confirmation: Confirmation, mail_server: MailServer
) -> None:
    mail_server.stop()
    send_due_mail.call()
    mail_server.start()
    with travel(confirmation.requested_at + Confirmation.LIFETIME + dt.timedelta(minutes=1)):
        send_due_mail.call()
    assert mail_server.inbox == []
    assert not Confirmation.objects.unsent().exists()


def test_a_rejected_mail_does_not_block_others(
    confirmation: Confirmation, rex: Commenter, mail_server: MailServer
) -> None:
    Confirmation.objects.create(email=rex.email, mailbox=rex.email)
    mail_server.refusals = ["451 Not now"]
    send_due_mail.call()
    assert [sent["To"] for sent in mail_server.inbox] == [rex.email]
    with travel(timezone.now() + dt.timedelta(minutes=5)):
        send_due_mail.call()
    assert [sent["To"] for sent in mail_server.inbox] == [rex.email, confirmation.email]


def test_a_mail_is_sent_once(confirmation: Confirmation) -> None:
    send_due_mail.call()
    send_due_mail.call()
    assert len(mail.outbox) == 1


def test_it_is_not_sent_after_the_link_was_used(confirmation: Confirmation) -> None:
    Confirmation.objects.update(used_at=timezone.now())
    send_due_mail.call()
    assert mail.outbox == []
