"""How tests let letters be sent, and read them."""

import re

from django.core import mail
from django.test import Client

from comments.identity.mails import create_token
from comments.models import Commenter, Confirmation

_LINK = re.compile(r"http://testserver(/confirm/link/\S+/)")


def link_in_letter() -> str:
    """Return the path of the link in the only letter that was sent."""
    (letter,) = mail.outbox
    (path,) = _LINK.findall(str(letter.body))
    return str(path)


def link_to(email: str) -> str:
    """Return the path of a link as a letter to this address would hold it."""
    confirmation = Confirmation.objects.create(email=email, mailbox=email)
    return f"/confirm/link/{create_token(confirmation)}/"


def confirm_in(client: Client, commenter: Commenter) -> None:
    """Let a commenter's address be confirmed in a browser."""
    assert client.post(link_to(commenter.email)).status_code == 200
    commenter.refresh_from_db()
