"""Screening: what a submission goes through before it becomes a comment.

A screener looks at a submission and gives a verdict or nothing. Screeners are listed in the setting
``COMMENT_SCREENERS`` as dotted paths, in order, as middleware is; the first verdict ends the walk,
and a submission that no screener stops is published. A screener reads and never writes. New
comments and edits walk the same way.

The room of moderation, which this one does not know, brings its screeners through the setting.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from comments.authorship import Author
from comments.reasons import Reason, wording
from comments.threads.comment_policy import EffectivePolicy

if TYPE_CHECKING:
    from accounts.models import User
    from comments.models import Comment, Commenter, Thread

logger = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What becomes of a submission."""

    PUBLISH = "publish"
    HOLD = "hold"
    REJECT = "reject"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What the request told beside the form's fields."""

    ip_address: str | None = None
    user_agent: str = ""
    user: "User | None" = None
    # The same visitor as somebody who may have written here before.
    author: Author = field(default_factory=Author)
    # The content of a field that people don't see: whatever stands there, a program wrote.
    honeypot: str = ""
    # How many seconds the form stood open before a new text was sent, if a script told that.
    open_for: float | None = None
    # What came back of a ``Verdict.acknowledge`` that the author was shown before.
    acknowledged: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """A read-only view of what a commenter wants to say, for screeners.

    ``text`` is the body without markup and ``links`` are the addresses in it, in order.
    ``editing`` is the comment as it stands when this is a change of an existing one. ``terms`` are
    those on which the thread takes comments at this moment.
    """

    thread: "Thread"
    commenter: "Commenter"
    body: str
    html: str
    text: str
    links: Sequence[str] = ()
    reply_to: "Comment | None" = None
    editing: "Comment | None" = None
    facts: RequestFacts = field(default_factory=RequestFacts)
    terms: EffectivePolicy = field(default_factory=EffectivePolicy)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a screener decided, why, and what it saw.

    ``evidence`` is kept for moderators and must be plain JSON. ``message`` is told to the author;
    left empty, it is the wording of the reason. ``kept`` says whether a rejected comment is stored
    for the moderators; one that is not goes back to its author whole. ``acknowledge`` is what the
    author gives back, by a button beside the message, to say that it was read.
    """

    outcome: Outcome
    reason: str = ""
    screener: str = ""
    evidence: Mapping[str, object] = field(default_factory=dict)
    message: str = ""
    kept: bool = True
    acknowledge: str = ""

    def told(self) -> str:
        """Return what the author is told."""
        return self.message or wording(self.reason)


class Screener(Protocol):
    """One step of the walk."""

    # Stored with decisions as the rule's name.
    name: str
    # What becomes of a submission when the screener itself fails.
    when_broken: Outcome
    # Whether it counts what the commenter has sent: see ``screen_again``.
    counts: bool

    def screen(self, submission: Submission) -> Verdict | None:
        """Return a verdict, or nothing to let the next screener look."""
        ...


class BaseScreener:
    """Holds the submission when the screener breaks: nothing is lost, nothing unread is shown."""

    name = ""
    when_broken = Outcome.HOLD
    counts = False

    def verdict(
        self,
        outcome: Outcome,
        reason: Reason,
        *,
        message: str = "",
        kept: bool = True,
        **evidence: object,
    ) -> Verdict:
        """Return a verdict under this screener's name."""
        return Verdict(outcome, reason, self.name, evidence, message, kept)


def screen(submission: Submission) -> Verdict:
    """Walk the screeners in order and return the first verdict; without one, publish."""
    return _first(screeners(), submission) or Verdict(Outcome.PUBLISH)


def screen_again(submission: Submission) -> Verdict | None:
    """Ask those that count once more, where nobody else can submit as the commenter meanwhile.

    Of two submissions at once, each was screened before the other one could be counted.
    """
    return _first((one for one in screeners() if one.counts), submission)


@cache
def screeners() -> tuple[Screener, ...]:
    """Return the screeners of the site, made once."""
    return tuple(import_string(path)() for path in settings.COMMENT_SCREENERS)


def _first(asked: Iterable[Screener], submission: Submission) -> Verdict | None:
    verdicts = (_ask(screener, submission) for screener in asked)
    return next((verdict for verdict in verdicts if verdict is not None), None)


def _ask(screener: Screener, submission: Submission) -> Verdict | None:
    try:
        return screener.screen(submission)
    except Exception as error:
        logger.exception("Screener %s broke", screener.name)
        evidence = {"error": type(error).__name__}
        return Verdict(screener.when_broken, Reason.UNSCREENED, screener.name, evidence)


def _forget_screeners(*, setting: str, **kwargs: object) -> None:
    if setting == "COMMENT_SCREENERS":
        screeners.cache_clear()


setting_changed.connect(_forget_screeners, dispatch_uid="comments.screening")
