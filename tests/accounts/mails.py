import re

from django.core import mail
from django.core.mail import EmailMessage

from mail.outbox import send_due


def get_sent_mails() -> list[EmailMessage]:
    """Do the worker's job; return all mails sent in this test."""
    send_due()
    return mail.outbox


def get_last_body() -> str:
    return str(get_sent_mails()[-1].body)


def get_code() -> str:
    """Return the code in the last mail."""
    (code,) = re.findall(r"^([A-Z0-9]{3,}-?[A-Z0-9]*)$", get_last_body(), re.MULTILINE)
    return str(code)
