"""An SMTP server that stores or rejects messages."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings


class MailServer:
    """A local SMTP server that can be started and stopped."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.inbox: list[EmailMessage] = []
        self.raw: list[bytes] = []
        # Error responses to the next messages.
        self.refusals: list[str] = []
        self._controller: Controller | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refusals:
            return self.refusals.pop(0)
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        assert envelope.rcpt_tos == [mail["To"]]
        self.inbox.append(mail)
        self.raw.append(content)
        return "250 OK"

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A running SMTP server that the site uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5},
        }
    }
    settings.DEFAULT_FROM_EMAIL = "Folkmoot <moot@blog.example>"
    server = MailServer(port)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def inbox(mail_server: MailServer) -> list[EmailMessage]:
    """The messages that the mail server has accepted."""
    return mail_server.inbox
