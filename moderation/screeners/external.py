"""A screener that stands elsewhere and is asked over HTTPS, while the author waits."""

import logging
import time

from django.conf import settings
from django.core.cache import cache

from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from core.outbound.client import RequestLimits, send_request
from core.outbound.errors import OutboundError, RequestFailed
from moderation.external import NotUnderstood, Reply, message, reply, signature

logger = logging.getLogger(__name__)

_HTTPS = frozenset({"https"})
_LARGEST = 64 * 1024
# One that doesn't answer is left alone for a while: each author would wait for it, and the
# processes that serve readers with them.
_LEFT_ALONE = 30
_DOWN = "moderation.external.down"


class ExternalScreener(BaseScreener):
    """Asks the site's own screener elsewhere, last, about what nobody else has stopped.

    The comment is held when no answer comes in time, or none that can be understood.
    """

    name = "external"

    def screen(self, submission: Submission) -> Verdict | None:
        """Give the verdict that comes back."""
        if not settings.SCREENER_URL:
            return None
        try:
            answer = self._ask(message(submission))
        except (OutboundError, NotUnderstood) as error:
            logger.warning("The external screener failed: %s", error)
            return self.verdict(Outcome.HOLD, ReasonCode.UNSCREENED, error=str(error))
        if answer.outcome is None:
            return None
        reason = (
            ReasonCode.EXTERNAL if answer.outcome is Outcome.HOLD else ReasonCode.EXTERNAL_REJECTED
        )
        return self.verdict(answer.outcome, reason, note=answer.note, marks=answer.marks)

    def _ask(self, body: bytes) -> Reply:
        if cache.get(_DOWN):
            raise RequestFailed("It has not answered lately")
        moment = int(time.time())
        headers = {
            "Content-Type": "application/json",
            "Folkmoot-Signature": signature(body, secret=settings.SCREENER_SECRET, moment=moment),
        }
        limits = RequestLimits(seconds=settings.SCREENER_SECONDS, size=_LARGEST)
        try:
            answer = send_request(
                "POST",
                settings.SCREENER_URL,
                body=body,
                headers=headers,
                limits=limits,
                schemes=_HTTPS,
            )
        except OutboundError:
            cache.set(_DOWN, True, _LEFT_ALONE)  # noqa: FBT003 - what is kept
            raise
        if answer.status not in {200, 204}:
            raise NotUnderstood(f"The answer has the status {answer.status}")
        return reply(answer.body)
