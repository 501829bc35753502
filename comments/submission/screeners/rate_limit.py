import datetime as dt

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from comments.policies import can_moderate_thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screeners.retry_time import format_retry_time
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from core.client_networks import get_first_address, get_subscriber, get_wide_network
from core.limits import Limit

_COMMENTER_MESSAGE = _(
    "You’ve posted many comments in a short time. You can post this one after %(time)s."
)
_NETWORK_MESSAGE = _(
    "Many comments were posted from your network in a short time."
    " You can post yours after %(time)s."
)


class RateLimit(BaseScreener):
    """Limits comments per commenter, per IPv4 address or IPv6 /64, and per IPv4 /24 or IPv6 /48.

    Addresses and networks are limited because a flooder can use a new name and email address for
    each comment.
    """

    name = "rate-limit"
    is_rate_limit = True

    def screen(self, submission: Submission) -> Verdict | None:
        """Reject a comment that exceeds a limit; the author gets the text back and can retry.

        Two queries, neither of which fetches more rows than the limit.
        """
        if submission.editing:
            return None
        message, retry_at = _COMMENTER_MESSAGE, _check_commenter(submission)
        if retry_at is None:
            message, retry_at = _NETWORK_MESSAGE, _check_network(submission)
        if retry_at is None or can_moderate_thread(
            submission.facts.visitor.user, submission.thread
        ):
            return None
        return self.verdict(
            Outcome.REJECT,
            ReasonCode.RATE_LIMITED,
            message=str(message) % {"time": format_retry_time(retry_at)},
            is_stored=False,
        )


def _check_commenter(submission: Submission) -> dt.datetime | None:
    limit = _build_limit(settings.COMMENT_RATE_COMMENTER)
    return limit.get_next_allowed(Comment.objects.by_commenter(submission.commenter))


def _check_network(submission: Submission) -> dt.datetime | None:
    """Return when the client's address and network may post again, or None if now. One query."""
    address = submission.facts.ip_address
    per_address = _build_limit(settings.COMMENT_RATE_ADDRESS)
    per_network = _build_limit(settings.COMMENT_RATE_NETWORK)
    rows = per_network.get_recent(
        Comment.objects.filter(network=get_first_address(get_wide_network(address)))
    )
    newest = list(
        rows.values_list("submitted_at", "ip_address")[: max(per_address.count, per_network.count)]
    )
    subscriber = get_subscriber(address)
    from_subscriber = [time for time, other in newest if get_subscriber(other) == subscriber]
    return per_address.compute_next_allowed(from_subscriber) or per_network.compute_next_allowed(
        [time for time, _ip_address in newest]
    )


def _build_limit(count: int) -> Limit:
    return Limit(count, dt.timedelta(minutes=settings.COMMENT_RATE_MINUTES), "submitted_at")
