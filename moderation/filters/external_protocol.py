"""The protocol of external screeners: messages, signatures and replies.

``docs/screeners.md`` documents it for authors of such services.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from blog.site.current import build_absolute_url
from comments.submission.screening import Outcome, Submission

_MAX_NOTE_LENGTH = 500
_MAX_MARKS = 50


class InvalidReply(ValueError):
    """The reply violates the protocol."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply. Without an outcome, the comment passes.

    ``marks`` are character offsets [start, end] in the comment's text, for moderators.
    """

    outcome: Outcome | None = None
    note: str = ""
    marks: list[list[int]] = field(default_factory=list)


def build_message(submission: Submission) -> bytes:
    """Return the request body: JSON in UTF-8, without email and IP addresses."""
    commenter, article = submission.commenter, submission.thread.article
    message = {
        "action": "edit" if submission.editing else "new",
        "site": settings.SITE_URL,
        "article": {"url": build_absolute_url(article.get_absolute_url()), "title": article.title},
        "comment": {
            "text": submission.text,
            "html": submission.html,
            "links": list(submission.links),
            "number": submission.editing.number if submission.editing else None,
            "in_reply_to": submission.reply_to.number if submission.reply_to else None,
        },
        "commenter": {
            "name": commenter.name,
            "website": commenter.url,
            "trust": commenter.trust,
            "has_account": commenter.user_id is not None,
        },
    }
    return json.dumps(message, ensure_ascii=False).encode()


def build_signature(body: bytes, *, secret: str, timestamp: int) -> str:
    """Return the value of the ``Folkmoot-Signature`` header.

    ``timestamp`` is in seconds since 1970. The scheme is Stripe's: HMAC-SHA256 over
    ``timestamp.body``.
    """
    mac = hmac.new(secret.encode(), b"%d." % timestamp + body, hashlib.sha256)
    return f"t={timestamp},v1={mac.hexdigest()}"


def parse_reply(body: bytes) -> Reply:
    """Parse a response body. An empty one passes the comment. Raises ``InvalidReply``."""
    if not body.strip():
        return Reply()
    try:
        values = json.loads(body)
    except ValueError as error:
        raise InvalidReply("The reply isn’t JSON") from error
    if not isinstance(values, dict):
        raise InvalidReply("The reply isn’t a JSON object")
    note = str(values.get("note") or "")[:_MAX_NOTE_LENGTH]
    return Reply(_parse_outcome(values), note, _parse_marks(values))


def _parse_outcome(values: dict[str, Any]) -> Outcome | None:
    match values.get("outcome"):
        case None | Outcome.PUBLISH:
            return None
        case Outcome.HOLD | Outcome.REJECT | Outcome.SPAM as outcome:
            return Outcome(outcome)
    raise InvalidReply("The reply has an unknown outcome")


def _parse_marks(values: dict[str, Any]) -> list[list[int]]:
    marks = values.get("marks") or []
    if not isinstance(marks, list):
        raise InvalidReply("The marks aren’t a list")
    return [_parse_mark(mark) for mark in marks[:_MAX_MARKS]]


def _parse_mark(mark: object) -> list[int]:
    match mark:
        case [int(start), int(end)] if 0 <= start < end:
            return [start, end]
    raise InvalidReply("A mark isn’t a pair of offsets")
