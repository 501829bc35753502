"""Screener that calls a site-specific service over HTTPS while the author waits."""

import logging
import time

from django.conf import settings
from django.core.cache import cache

from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from core.outbound.client import RequestLimits, send_request
from core.outbound.errors import OutboundError, RequestFailed
from moderation.filters.external_protocol import (
    InvalidReply,
    Reply,
    build_message,
    build_signature,
    parse_reply,
)

logger = logging.getLogger(__name__)

_HTTPS = frozenset({"https"})
_MAX_REPLY_BYTES = 64 * 1024
# After a failure, the service isn't called for a while. Otherwise, each author would wait for the
# timeout and tie up a process that serves readers.
_PAUSE_SECONDS = 30
_PAUSED_KEY = "external-screener-paused"


class ExternalScreener(BaseScreener):
    """Calls the service configured in ``SCREENER_URL``.

    Runs last, for comments that no other screener stopped. Holds the comment if the service fails,
    times out, or returns an invalid reply.
    """

    name = "external"

    def screen(self, submission: Submission) -> Verdict | None:
        """Return the service's verdict."""
        if not settings.SCREENER_URL:
            return None
        try:
            reply = self._call(build_message(submission))
        except (OutboundError, InvalidReply) as error:
            logger.warning("The external screener failed: %s", error)
            return self.verdict(Outcome.HOLD, ReasonCode.UNSCREENED, error=str(error))
        if reply.outcome is None:
            return None
        reason_code = (
            ReasonCode.EXTERNAL if reply.outcome is Outcome.HOLD else ReasonCode.EXTERNAL_REJECTED
        )
        return self.verdict(reply.outcome, reason_code, note=reply.note, marks=reply.marks)

    def _call(self, body: bytes) -> Reply:
        if cache.get(_PAUSED_KEY):
            raise RequestFailed("Not called: it failed less than 30 seconds ago")
        timestamp = int(time.time())
        signature = build_signature(body, secret=settings.SCREENER_SECRET, timestamp=timestamp)
        headers = {"Content-Type": "application/json", "Folkmoot-Signature": signature}
        limits = RequestLimits(seconds=settings.SCREENER_SECONDS, size=_MAX_REPLY_BYTES)
        try:
            response = send_request(
                "POST",
                settings.SCREENER_URL,
                body=body,
                headers=headers,
                limits=limits,
                schemes=_HTTPS,
            )
        except OutboundError:
            cache.set(_PAUSED_KEY, True, _PAUSE_SECONDS)  # noqa: FBT003 - the cached value
            raise
        if response.status not in {200, 204}:
            raise InvalidReply(f"The reply has status {response.status}")
        return parse_reply(response.body)
