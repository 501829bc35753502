"""The screening pipeline for new comments and edits.

``COMMENT_SCREENERS`` lists the screeners by dotted path, in order, like ``MIDDLEWARE``. The first
verdict wins; a submission without a verdict is published. Screeners never write to the database.
Other apps add screeners through the setting.
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

from comments.submission.reason_codes import ReasonCode, get_author_text
from comments.threads.comment_policy import EffectivePolicy
from comments.visitors.visitor import ANONYMOUS_VISITOR, Visitor

if TYPE_CHECKING:
    from comments.models import Comment, Commenter, Thread
    from comments.models.comment import CommentQuerySet

logger = logging.getLogger(__name__)


class Outcome(StrEnum):
    """The result of screening."""

    PUBLISH = "publish"
    HOLD = "hold"
    REJECT = "reject"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """Information about the request in which a comment or an edit was submitted."""

    ip_address: str | None = None
    user_agent: str = ""
    visitor: Visitor = ANONYMOUS_VISITOR
    # The content of a hidden field. Only bots fill it in.
    honeypot: str = ""
    # Seconds from opening the form to submitting a new comment. None without JavaScript.
    open_for: float | None = None
    # A random key that the form's script sends again if the same form is sent again.
    form_key: str = ""
    # The token of a message that the author has acknowledged; see ``Verdict.acknowledge``.
    acknowledged: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """A new comment or an edit, as screeners see it.

    body: The text as typed.
    html: The sanitized markup.
    text: The text without markup.
    links: The URLs in the text, in text order.
    editing: The existing comment if this is an edit.
    is_recognized: Whether the visitor has shown to be the commenter. If not, they may be someone
        else who has entered the same name and email address.
    policy: The thread's current comment policy.
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
    policy: EffectivePolicy = field(default_factory=EffectivePolicy)
    is_recognized: bool = True

    @property
    def trust(self) -> str:
        """The commenter's trust level, except that only a recognized visitor can be trusted."""
        trust = self.commenter.trust
        is_unproven = trust == self.commenter.Trust.TRUSTED and not self.is_recognized
        return self.commenter.Trust.NEWCOMER if is_unproven else trust

    def get_earlier_comments(self) -> "CommentQuerySet":
        """Return the commenter's comments; if not recognized, only those from this browser."""
        earlier = self.commenter.comments.all()
        if not self.is_recognized:
            earlier = earlier.filter(pk__in=self.facts.visitor.comment_ids)
        return earlier


@dataclass(frozen=True, slots=True)
class Verdict:
    """A screener's decision.

    reason_code: A ``ReasonCode``, or a code from another app's screener.
    evidence: Details for moderators. The values must be JSON-serializable.
    message: The text for the author; defaults to the reason code's ``author_text``.
    is_stored: Whether a rejected comment is stored for moderators. If not, the author gets the text
        back.
    acknowledge: A token that the author sends back to confirm that they have read the message.
    """

    outcome: Outcome
    reason_code: str = ""
    screener: str = ""
    evidence: Mapping[str, object] = field(default_factory=dict)
    message: str = ""
    is_stored: bool = True
    acknowledge: str = ""

    def get_message(self) -> str:
        """Return the text for the author."""
        return self.message or get_author_text(self.reason_code)


class Screener(Protocol):
    """The interface of a screener, which is an automatic check of new comments and edits."""

    # Stored with decisions.
    name: str
    # The outcome if the screener raises an exception.
    outcome_on_error: Outcome
    # Whether the result depends on the commenter's other submissions: see ``recheck_rate_limits``.
    is_rate_limit: bool

    def screen(self, submission: Submission) -> Verdict | None:
        """Return a verdict, or None to leave the decision to the next screener."""
        ...


class BaseScreener:
    """Base class for screeners. If a screener fails, the submission is held for moderation."""

    name = ""
    outcome_on_error = Outcome.HOLD
    is_rate_limit = False

    def verdict(
        self,
        outcome: Outcome,
        reason_code: ReasonCode,
        *,
        message: str = "",
        is_stored: bool = True,
        **evidence: object,
    ) -> Verdict:
        """Return a verdict with the name of this screener."""
        return Verdict(outcome, reason_code, self.name, evidence, message, is_stored)


def screen(submission: Submission) -> Verdict:
    """Return the first verdict from the site's screeners, or a verdict to publish."""
    return _get_first_verdict(get_screeners(), submission) or Verdict(Outcome.PUBLISH)


def recheck_rate_limits(submission: Submission) -> Verdict | None:
    """Check the rate limits again while the commenter's row is locked.

    Without this second check, two concurrent submissions could both pass, because each would be
    screened before the other is stored.
    """
    return _get_first_verdict(
        (screener for screener in get_screeners() if screener.is_rate_limit), submission
    )


@cache
def get_screeners() -> tuple[Screener, ...]:
    """Return the site's screeners in execution order."""
    return tuple(import_string(path)() for path in settings.COMMENT_SCREENERS)


def _get_first_verdict(screeners: Iterable[Screener], submission: Submission) -> Verdict | None:
    verdicts = (_run(screener, submission) for screener in screeners)
    return next((verdict for verdict in verdicts if verdict is not None), None)


def _run(screener: Screener, submission: Submission) -> Verdict | None:
    try:
        return screener.screen(submission)
    except Exception as error:
        logger.exception("Screener %s failed", screener.name)
        evidence = {"error": type(error).__name__}
        return Verdict(screener.outcome_on_error, ReasonCode.UNSCREENED, screener.name, evidence)


def _clear_screeners(*, setting: str, **kwargs: object) -> None:
    if setting == "COMMENT_SCREENERS":
        get_screeners.cache_clear()


setting_changed.connect(_clear_screeners, dispatch_uid="comments.submission.screening")
