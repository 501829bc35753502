"""Build emails from text and HTML templates."""

from email.message import EmailMessage, Message
from email.policy import EmailPolicy, Policy
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.encoding import punycode

from core.text import clean_line, excerpt

# Most mail clients truncate longer subjects.
_SUBJECT_LENGTH = 110


def compose(
    *, to: str, subject: str, template: str, context: dict[str, object]
) -> EmailMultiAlternatives:
    """Build an email from ``TEMPLATE.txt`` and ``TEMPLATE.html`` in the active language.

    ``subject`` is added to the template context.
    """
    context = context | {"subject": subject}
    mail = Mail(
        subject=excerpt(clean_line(subject), _SUBJECT_LENGTH),
        body=render_to_string(f"{template}.txt", context).strip() + "\n",
        to=[to],
        # Asks vacation responders not to reply (RFC 3834).
        headers={"Auto-Submitted": "auto-generated"},
    )
    html = render_to_string(f"{template}.html", context).strip()
    mail.attach_alternative(html, "text/html")
    return mail


def get_message_id(name: str) -> str:
    """Return a ``Message-ID`` for a name.

    Use the same name for the same email, in case it is sent twice.
    """
    return f"<{name}@{get_host()}>"


def get_unsubscribe_headers(list_name: str, unsubscribe_url: str) -> dict[str, str]:
    """Return the mailing-list headers for mail to subscribers (RFC 2919, RFC 8058)."""
    return {
        "List-Id": f"<{list_name}.{get_host()}>",
        "List-Unsubscribe": f"<{unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def get_host() -> str:
    return punycode(urlsplit(settings.SITE_URL).hostname or "localhost")


class Mail(EmailMultiAlternatives):
    """An email whose ``List-Unsubscribe`` header is never folded."""

    def message(self, *, policy: "Policy[Message[str, str]] | None" = None) -> EmailMessage:
        linesep = policy.linesep if policy else "\n"
        message: EmailMessage = super().message(policy=_Policy(linesep=linesep))
        return message


class _Policy(EmailPolicy):
    """Never folds ``List-Unsubscribe``, because mail clients can't read long URLs once folded."""

    def fold(self, name: str, value: Any) -> str:
        if name == "List-Unsubscribe":
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name == "List-Unsubscribe":
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)
