"""The external screener protocol: messages, signatures, and replies.

``docs/screeners.md`` documents it for authors of external screeners.
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
    """A screener's reply. If it has no outcome, the comment passes.

    ``marks`` are ``[start, end]`` character offsets in the comment's text, shown to moderators.
    """

    outcome: Outcome | None = None
    note: str = ""
    marks: list[list[int]] = field(default_factory=list)


def build_message(submission: Submission) -> bytes:
    """Return the request body: UTF-8 encoded JSON, without email or IP addresses."""
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
            "trust": submission.trust,
            "has_account": commenter.user_id is not None,
        },
    }
    return json.dumps(message, ensure_ascii=False).encode()


def build_signature(body: bytes, *, secret: str, timestamp: int) -> str:
    """Return the value of the ``Folkmoot-Signature`` header.

    ``timestamp`` is a Unix timestamp in seconds. The scheme is the same as Stripe's: HMAC-SHA256 of
    ``timestamp.body``.
    """
    mac = hmac.new(secret.encode(), b"%d." % timestamp + body, hashlib.sha256)
    return f"t={timestamp},v1={mac.hexdigest()}"


def parse_reply(body: bytes) -> Reply:
    """Parse a response body; an empty one lets the comment pass.

    Raises ``InvalidReply`` if the body violates the protocol.
    """
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
