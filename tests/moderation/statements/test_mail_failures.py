"""A refused email doesn't block others, and none is sent twice."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from email.message import EmailMessage

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from time_machine import travel

from accounts.models import User
from comments.models import Commenter
from comments.visitors.services.commenters import set_trust
from mail.outbox import CLAIM_DURATION, send_due
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Guideline, ModMailMessage, StatementMail
from moderation.modmail.services import send_message
from tests.concurrency import run_concurrently
from tests.mail_server import MailServer
from tests.people import CreateComment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REFUSALS = ["550 No such mailbox", "451 Not now", "554 This looks like spam"]


@pytest.fixture
def statement_mails(
    create_comment: CreateComment, rex: Commenter, nia: Commenter, mo: User
) -> None:
    """Emails to Rex and then Nia about removed comments."""
    Guideline.objects.get_or_create(code="insult", defaults={"name": "Insult", "wording": "No"})
    set_trust(commenter=nia, trust=Commenter.Trust.TRUSTED)
    for commenter in (rex, nia):
        decide(
            moderator=mo,
            item=create_comment(commenter, f"You fool, says {commenter}"),
            action=Decision.Action.REMOVE,
            guideline=Guideline.objects.get(code="insult"),
            expected_version=0,
        )


@pytest.fixture
def messages(rex: Commenter, nia: Commenter, mo: User) -> None:
    """Messages to Rex and then Nia."""
    for commenter in (rex, nia):
        send_message(moderator=mo, commenter=commenter, text="Please stay calm.")


@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize("kind", ["statement_mails", "messages"])
def test_refused_mail_is_retried_after_the_others(
    request: pytest.FixtureRequest, mail_server: MailServer, kind: str, refusal: str
) -> None:
    request.getfixturevalue(kind)
    mail_server.refusals = [refusal]
    send_due()
    assert _recipients(mail_server.inbox) == ["nia@example.org"]
    send_due()
    assert len(mail_server.inbox) == 1
    with travel(timezone.now() + dt.timedelta(minutes=5)):
        send_due()
    assert _recipients(mail_server.inbox) == ["nia@example.org", "rex@example.org"]


@pytest.mark.parametrize("kind", ["statement_mails", "messages"])
def test_gives_up_after_days(
    request: pytest.FixtureRequest, mail_server: MailServer, kind: str
) -> None:
    request.getfixturevalue(kind)
    model = StatementMail if kind == "statement_mails" else ModMailMessage
    now = timezone.now()
    for days, given_up in ((0, 0), (3, 0), (6, 1), (7, 1)):
        mail_server.refusals = ["550 No such mailbox"]
        with travel(now + dt.timedelta(days=days)):
            send_due()
        assert model.objects.given_up().count() == given_up
    (row,) = model.objects.given_up()
    assert row.attempts == 3
    assert "550" in row.error


@pytest.mark.parametrize("kind", ["statement_mails", "messages"])
def test_no_attempts_while_the_server_is_down(
    request: pytest.FixtureRequest,
    mail_server: MailServer,
    kind: str,
) -> None:
    request.getfixturevalue(kind)
    mail_server.stop()
    now = timezone.now()
    for days in (0, 3, 6):
        with travel(now + dt.timedelta(days=days)):
            send_due()
    model = StatementMail if kind == "statement_mails" else ModMailMessage
    assert model.objects.unsent().filter(first_attempt_at=None).count() == 2


@pytest.mark.parametrize("kind", ["statement_mails", "messages"])
def test_mail_claimed_by_a_dead_worker_keeps_its_message_id(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    request.getfixturevalue(kind)
    send = EmailBackend.send_messages

    def send_and_die(backend: EmailBackend, mails: Sequence[EmailMultiAlternatives]) -> int:
        send(backend, mails)
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", send_and_die)
        with pytest.raises(SystemExit):
            send_due()
    with travel(timezone.now() + CLAIM_DURATION):
        send_due()
    ids = Counter(sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert sorted(ids.values()) == [1, 2]


@pytest.mark.parametrize("kind", ["statement_mails", "messages"])
def test_mail_in_progress_is_not_sent_twice(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    request.getfixturevalue(kind)
    send = EmailBackend.send_messages

    def send_messages(backend: EmailBackend, mails: Sequence[EmailMultiAlternatives]) -> int:
        send_due()
        return send(backend, mails)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    send_due()
    assert sorted(sent.to[0] for sent in mail.outbox) == ["nia@example.org", "rex@example.org"]


@pytest.mark.django_db(transaction=True)
def test_concurrent_workers_send_each_mail_once(
    mail_server: MailServer, statement_mails: None, messages: None
) -> None:
    # Unconfirmed addresses get one email a day, so the messages would wait.
    ModMailMessage.objects.update(next_attempt_at=timezone.now())
    assert run_concurrently(send_due, send_due, send_due) == [set()] * 3
    assert _recipients(mail_server.inbox) == ["nia@example.org"] * 2 + ["rex@example.org"] * 2


def _recipients(inbox: Sequence[EmailMessage]) -> list[str]:
    return sorted(sent["To"] for sent in inbox)
