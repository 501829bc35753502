"""How tests let letters be sent, and read them."""

import re

from django.core import mail
from django.test import Client

from comments.models import Commenter, Confirmation
from comments.visitors.mails import create_token

_LINK = re.compile(r"http://testserver(/confirm/link/\S+/)")


def get_link_from_mail() -> str:
    """Return the path of the link in the only letter that was sent."""
    (letter,) = mail.outbox
    (path,) = _LINK.findall(str(letter.body))
    return str(path)


def create_link(email: str) -> str:
    """Return the path of a link as a letter to this address would hold it."""
    confirmation = Confirmation.objects.create(email=email, mailbox=email)
    return f"/confirm/link/{create_token(confirmation)}/"


def confirm_email(client: Client, commenter: Commenter) -> None:
    """Let a commenter's address be confirmed in a browser."""
    assert client.post(create_link(commenter.email)).status_code == 200
    commenter.refresh_from_db()
