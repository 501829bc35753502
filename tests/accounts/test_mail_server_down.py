"""Mails of accounts wait in the outbox while the mail server is down."""

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import travel

from accounts.models import User
from mail.models import RenderedMail
from mail.outbox import RETRY_DELAYS, send_due
from tests.accounts.email_addresses import confirm_email_address
from tests.accounts.test_sign_up import FORM, SIGN_UP
from tests.mail_server import MailServer


@pytest.fixture(autouse=True)
def server(mail_server: MailServer) -> MailServer:
    mail_server.stop()
    return mail_server


def test_sign_up_works_and_the_mail_is_sent_later(
    client: Client, db: None, server: MailServer
) -> None:
    assert client.post(SIGN_UP, FORM)["Location"] == "/accounts/confirm-email/"
    send_due()
    assert RenderedMail.objects.unsent().count() == 1
    server.start()
    with travel(timezone.now() + 2 * RETRY_DELAYS[1]):
        send_due()
    (mail,) = server.inbox
    assert mail["To"] == FORM["email"]


def test_an_expired_code_is_not_sent(client: Client, otto: User, server: MailServer) -> None:
    confirm_email_address(otto)
    client.post("/accounts/login/code/", {"email": otto.email})
    (stored,) = RenderedMail.objects.all()
    server.start()
    assert stored.expires_at
    with travel(stored.expires_at):
        send_due()
    assert server.inbox == []
    stored.refresh_from_db()
    assert (stored.next_attempt_at, stored.text) == (None, "")
