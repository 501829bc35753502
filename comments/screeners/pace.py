"""How much comes from one commenter, one network address and one neighbourhood of addresses."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from comments.policies import decides_here
from comments.reasons import Reason
from comments.screeners.clock import clock
from comments.screening import BaseScreener, Outcome, Submission, Verdict
from core.client_networks import get_neighborhood

_YOURS = _("You have sent many comments in a short time. You can send this one from %(time)s on.")
_NETWORK = _(
    "Many comments have come from your network in a short time."
    " You can send yours from %(time)s on."
)


class Pace(BaseScreener):
    """Who sends more than anybody can mean is asked to wait, and keeps the text.

    Other names and addresses of e-mail cost a flooder nothing, so that networks are counted too.
    """

    name = "pace"
    counts = True

    def screen(self, submission: Submission) -> Verdict | None:
        """Refuse what is too much at once. Two queries, of as many rows as the limits allow."""
        if submission.editing:
            return None
        words, free_at = _YOURS, _too_many_of_commenter(submission)
        if free_at is None:
            words, free_at = _NETWORK, _too_many_of_network(submission)
        if free_at is None or decides_here(submission.facts.user, submission.thread):
            return None
        message = str(words) % {"time": clock(free_at)}
        return self.verdict(Outcome.REJECT, Reason.TOO_MANY, message=message, kept=False)


def _too_many_of_commenter(submission: Submission) -> dt.datetime | None:
    limit = settings.COMMENT_RATE_COMMENTER
    sent = Comment.objects.of_person(submission.commenter).filter(
        submitted_at__gt=timezone.now() - _window()
    )
    times = sent.newest_first().values_list("submitted_at", flat=True)[:limit]
    return _free_again(list(times), limit)


def _too_many_of_network(submission: Submission) -> dt.datetime | None:
    """Count what came from the address, and from those around it."""
    address = submission.facts.ip_address
    if address is None:
        return None
    of_one, of_all = settings.COMMENT_RATE_ADDRESS, settings.COMMENT_RATE_NETWORK
    sent = Comment.objects.filter(
        network=get_neighborhood(address), submitted_at__gt=timezone.now() - _window()
    )
    rows = sent.order_by("-submitted_at").values_list("submitted_at", "ip_address")
    newest = list(rows[: max(of_one, of_all)])
    own = [time for time, ip_address in newest if ip_address == address]
    return _free_again(own, of_one) or _free_again([time for time, _ip in newest], of_all)


def _free_again(times: Sequence[dt.datetime], limit: int) -> dt.datetime | None:
    """Return when the oldest of so many leaves the window; nothing below the limit, or without."""
    return times[limit - 1] + _window() if limit and len(times) >= limit else None


def _window() -> dt.timedelta:
    return dt.timedelta(minutes=settings.COMMENT_RATE_MINUTES)
