"""Sends queued mail in tests, and reads it."""

import datetime as dt
from email.message import EmailMessage

from mail.tasks import catch_up


def deliver() -> None:
    """Do the worker's job."""
    catch_up()


def get_text(mail: EmailMessage) -> str:
    """Return the text part."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def get_html(mail: EmailMessage) -> str:
    """Return the HTML part."""
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def minutes(count: int) -> dt.timedelta:
    return dt.timedelta(minutes=count)
