"""A mail server that is down keeps nobody from commenting, and the letter goes out later."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.tasks import TaskResult, default_task_backend
from django.tasks.backends.dummy import DummyBackend
from pytest_django import Settings

from comments.identity.tasks import send_letter
from comments.models import Commenter, Confirmation

DUMMY = {"default": {"BACKEND": "tests.comments.identity.test_mail_server_down.PatientBackend"}}


class PatientBackend(DummyBackend):
    """Keeps what it is given for later, as the database does."""

    supports_defer = True


@pytest.fixture(autouse=True)
def patient(at_once: None, settings: Settings) -> None:
    """Keep tasks instead of doing them."""
    settings.TASKS = DUMMY


@pytest.fixture
def down(monkeypatch: pytest.MonkeyPatch) -> None:
    """No mail server answers."""

    def send(self: object, *args: Any, **kwargs: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMultiAlternatives, "send", send)


def _kept() -> list[TaskResult[Any, Any]]:
    backend = default_task_backend
    return list(backend.results)  # type: ignore[attr-defined]


def test_the_letter_is_tried_again_later(nia: Commenter, down: None) -> None:
    letter = Confirmation.objects.create(email=nia.email, mailbox=nia.email)
    send_letter.call(letter.pk)
    (later,) = _kept()
    assert later.args == [letter.pk, 1]
    assert later.task.run_after is not None
    letter.refresh_from_db()
    assert letter.sent_at is None


def test_it_is_not_tried_for_ever(nia: Commenter, down: None) -> None:
    letter = Confirmation.objects.create(email=nia.email, mailbox=nia.email)
    send_letter.call(letter.pk, 4)
    assert _kept() == []


def test_a_letter_is_sent_once(nia: Commenter) -> None:
    letter = Confirmation.objects.create(email=nia.email, mailbox=nia.email)
    send_letter.call(letter.pk)
    send_letter.call(letter.pk, 1)
    assert len(mail.outbox) == 1
