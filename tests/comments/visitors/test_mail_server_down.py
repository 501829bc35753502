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

DUMMY = {"default": {"BACKEND": "tests.comments.visitors.test_mail_server_down.PatientBackend"}}


class PatientBackend(DummyBackend):
    """Stores tasks, as the database backend does."""

    supports_defer = True


@pytest.fixture(autouse=True)
def patient(at_once: None, settings: Settings) -> None:
    """Store tasks instead of running them."""
    settings.TASKS = DUMMY


def _kept() -> list[TaskResult[Any, Any]]:
    backend = default_task_backend
    return list(backend.results)  # type: ignore[attr-defined]


@pytest.fixture
def letter(nia: Commenter) -> Confirmation:
    """A confirmation requested by Nia."""
    return Confirmation.objects.create(email=nia.email, mailbox=nia.email)


def test_the_mail_is_retried(letter: Confirmation, mail_server: MailServer) -> None:
    mail_server.stop()
    send_due_mail.call()
    (later,) = _kept()
    assert later.task.run_after is not None
    mail_server.start()
    with travel(later.task.run_after):
        later.task.call()
    (sent,) = mail_server.inbox
    assert sent["To"] == letter.email


def test_it_is_not_sent_after_the_link_has_expired(
    letter: Confirmation, mail_server: MailServer
) -> None:
    mail_server.stop()
    send_due_mail.call()
    mail_server.start()
    with travel(letter.requested_at + Confirmation.LIFETIME + dt.timedelta(minutes=1)):
        send_due_mail.call()
    assert mail_server.inbox == []
    assert not Confirmation.objects.waiting().exists()


def test_a_rejected_mail_does_not_block_others(
    letter: Confirmation, rex: Commenter, mail_server: MailServer
) -> None:
    Confirmation.objects.create(email=rex.email, mailbox=rex.email)
    mail_server.refusals = ["451 Not now"]
    send_due_mail.call()
    assert [sent["To"] for sent in mail_server.inbox] == [rex.email]
    with travel(timezone.now() + dt.timedelta(minutes=5)):
        send_due_mail.call()
    assert [sent["To"] for sent in mail_server.inbox] == [rex.email, letter.email]


def test_a_mail_is_sent_once(letter: Confirmation) -> None:
    send_due_mail.call()
    send_due_mail.call()
    assert len(mail.outbox) == 1


def test_it_is_not_sent_after_the_link_was_used(letter: Confirmation) -> None:
    Confirmation.objects.update(used_at=timezone.now())
    send_due_mail.call()
    assert mail.outbox == []
