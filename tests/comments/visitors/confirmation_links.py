"""Helpers for confirmation links."""

import re

from django.core import mail
from django.test import Client

from comments.models import Commenter, Confirmation
from comments.visitors.mails import create_token

_LINK = re.compile(r"http://testserver(/confirm/link/\S+/)")


def get_link_from_mail() -> str:
    """Return the path of the link in the only mail that was sent."""
    (message,) = mail.outbox
    (path,) = _LINK.findall(str(message.body))
    return str(path)


def create_link(email: str) -> str:
    """Return the path of a confirmation link for this address."""
    confirmation = Confirmation.objects.create(email=email, mailbox=email)
    return f"/confirm/link/{create_token(confirmation)}/"


def confirm_email(client: Client, commenter: Commenter) -> None:
    """Confirm a commenter's address with a client."""
    assert client.post(create_link(commenter.email)).status_code == 200
    commenter.refresh_from_db()
