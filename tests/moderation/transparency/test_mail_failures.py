"""A letter or message that a mail server refuses holds up no other, and none is sent twice."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from email.message import EmailMessage

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from time_machine import travel

from accounts.models import User
from comments.models import Comment, Commenter
from comments.visitors.services.commenters import set_trust
from mail.outbox import CLAIM_DURATION, send_due
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Guideline, ModMailMessage, StatementMail
from moderation.modmail.services import send_message
from tests.concurrency import run_concurrently
from tests.mail_server import MailServer

Say = Callable[..., Comment]
pytestmark = pytest.mark.django_db
REFUSALS = ["550 No such mailbox", "451 Not now", "554 This looks like spam"]


@pytest.fixture
def letters(say: Say, rex: Commenter, nia: Commenter, mo: User) -> None:
    """Rex, and then Nia, are told that something was taken down."""
    Guideline.objects.get_or_create(code="insult", defaults={"name": "Insult", "wording": "No"})
    set_trust(commenter=nia, trust=Commenter.Trust.REGULAR)
    for commenter in (rex, nia):
        decide(
            moderator=mo,
            item=say(commenter, f"You fool, says {commenter}"),
            action=Decision.Action.REMOVE,
            guideline=Guideline.objects.get(code="insult"),
            expected_version=0,
        )


@pytest.fixture
def messages(rex: Commenter, nia: Commenter, mo: User) -> None:
    """Rex, and then Nia, are written to."""
    for commenter in (rex, nia):
        send_message(moderator=mo, commenter=commenter, text="Please stay calm.")


@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize("waiting", ["letters", "messages"])
def test_a_refused_one_is_tried_again_after_the_others(
    request: pytest.FixtureRequest, mail_server: MailServer, waiting: str, refusal: str
) -> None:
    request.getfixturevalue(waiting)
    mail_server.refusals = [refusal]
    send_due()
    assert _recipients(mail_server.inbox) == ["nia@example.org"]
    send_due()
    assert len(mail_server.inbox) == 1
    with travel(timezone.now() + dt.timedelta(minutes=5)):
        send_due()
    assert _recipients(mail_server.inbox) == ["nia@example.org", "rex@example.org"]


@pytest.mark.parametrize("waiting", ["letters", "messages"])
def test_it_is_given_up_after_days_and_not_before(
    request: pytest.FixtureRequest, mail_server: MailServer, waiting: str
) -> None:
    request.getfixturevalue(waiting)
    model = StatementMail if waiting == "letters" else ModMailMessage
    now = timezone.now()
    for days, given_up in ((0, 0), (3, 0), (6, 1), (7, 1)):
        mail_server.refusals = ["550 No such mailbox"]
        with travel(now + dt.timedelta(days=days)):
            send_due()
        assert model.objects.given_up().count() == given_up
    (row,) = model.objects.given_up()
    assert row.attempts == 3
    assert "550" in row.error


@pytest.mark.parametrize("waiting", ["letters", "messages"])
def test_while_no_server_answers_none_is_tried(
    request: pytest.FixtureRequest,
    mail_server: MailServer,
    waiting: str,
) -> None:
    request.getfixturevalue(waiting)
    mail_server.stop()
    now = timezone.now()
    for days in (0, 3, 6):
        with travel(now + dt.timedelta(days=days)):
            send_due()
    model = StatementMail if waiting == "letters" else ModMailMessage
    assert model.objects.waiting().filter(first_attempt_at=None).count() == 2


@pytest.mark.parametrize("waiting", ["letters", "messages"])
def test_one_that_a_dead_worker_had_claimed_comes_with_the_same_id(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, waiting: str
) -> None:
    request.getfixturevalue(waiting)
    take = EmailBackend.send_messages

    def take_and_die(backend: EmailBackend, mails: Sequence[EmailMultiAlternatives]) -> int:
        take(backend, mails)
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", take_and_die)
        with pytest.raises(SystemExit):
            send_due()
    with travel(timezone.now() + CLAIM_DURATION):
        send_due()
    ids = Counter(letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert sorted(ids.values()) == [1, 2]


@pytest.mark.parametrize("waiting", ["letters", "messages"])
def test_one_that_is_being_sent_is_sent_by_nobody_else(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, waiting: str
) -> None:
    request.getfixturevalue(waiting)
    take = EmailBackend.send_messages

    def send_messages(backend: EmailBackend, mails: Sequence[EmailMultiAlternatives]) -> int:
        send_due()
        return take(backend, mails)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    send_due()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["nia@example.org", "rex@example.org"]


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_send_each_once(
    mail_server: MailServer, letters: None, messages: None
) -> None:
    assert run_concurrently(send_due, send_due, send_due) == [set()] * 3
    assert _recipients(mail_server.inbox) == ["nia@example.org"] * 2 + ["rex@example.org"] * 2


def _recipients(inbox: Sequence[EmailMessage]) -> list[str]:
    return sorted(letter["To"] for letter in inbox)
