"""The protocol of an external screener: what it is sent, how that is signed, what it answers.

``docs/screeners.md`` describes it for those who write one.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from blog.site import absolute
from comments.submission.screening import Outcome, Submission

_LONGEST_NOTE = 500
_MOST_MARKS = 50


class NotUnderstood(ValueError):
    """The answer is not what the protocol says."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an external screener says; without an outcome it has nothing against the comment."""

    outcome: Outcome | None = None
    note: str = ""
    marks: list[list[int]] = field(default_factory=list)


def message(submission: Submission) -> bytes:
    """Return what is sent about a submission: JSON without addresses of mail or network."""
    commenter, article = submission.commenter, submission.thread.article
    facts = {
        "action": "edit" if submission.editing else "new",
        "site": settings.SITE_URL,
        "article": {"url": absolute(article.get_absolute_url()), "title": article.title},
        "comment": {
            "text": submission.text,
            "html": submission.html,
            "links": list(submission.links),
            "number": submission.editing.number if submission.editing else None,
            "answers": submission.reply_to.number if submission.reply_to else None,
        },
        "commenter": {
            "name": commenter.name,
            "website": commenter.url,
            "trust": commenter.trust,
            "has_account": commenter.user_id is not None,
        },
    }
    return json.dumps(facts, ensure_ascii=False).encode()


def signature(body: bytes, *, secret: str, moment: int) -> str:
    """Return the header that proves where a message comes from, and when it was sent."""
    signed = hmac.new(secret.encode(), b"%d." % moment + body, hashlib.sha256)
    return f"t={moment},v1={signed.hexdigest()}"


def reply(body: bytes) -> Reply:
    """Read an answer; an empty one has nothing to say. Raises ``NotUnderstood``."""
    if not body.strip():
        return Reply()
    try:
        facts = json.loads(body)
    except ValueError as error:
        raise NotUnderstood("The answer is no JSON") from error
    if not isinstance(facts, dict):
        raise NotUnderstood("The answer is no object")
    return Reply(_outcome(facts), str(facts.get("note") or "")[:_LONGEST_NOTE], _marks(facts))


def _outcome(facts: dict[str, Any]) -> Outcome | None:
    match facts.get("outcome"):
        case None | Outcome.PUBLISH:
            return None
        case Outcome.HOLD | Outcome.REJECT | Outcome.SPAM as outcome:
            return Outcome(outcome)
    raise NotUnderstood("The answer has an unknown outcome")


def _marks(facts: dict[str, Any]) -> list[list[int]]:
    marks = facts.get("marks") or []
    if not isinstance(marks, list):
        raise NotUnderstood("The marks are no list")
    return [_mark(mark) for mark in marks[:_MOST_MARKS]]


def _mark(mark: object) -> list[int]:
    match mark:
        case [int(start), int(end)] if 0 <= start < end:
            return [start, end]
    raise NotUnderstood("A mark is no pair of places")
