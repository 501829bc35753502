"""Doing the worker's work, and reading what came of it."""

import datetime as dt
from email.message import EmailMessage

from mail.tasks import catch_up


def deliver() -> None:
    """Do what the worker does."""
    catch_up()


def text_of(mail: EmailMessage) -> str:
    """Return the text part."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def html_of(mail: EmailMessage) -> str:
    """Return the HTML part."""
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def minutes(count: int) -> dt.timedelta:
    """Return a span of minutes."""
    return dt.timedelta(minutes=count)
