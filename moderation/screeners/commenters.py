"""What is known of the commenter."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments.models import Commenter
from comments.reasons import Reason
from comments.screening import BaseScreener, Outcome, Submission, Verdict
from moderation.models import Ban


class Bans(BaseScreener):
    """Somebody who is banned is refused, and told why and until when."""

    name = "bans"

    def screen(self, submission: Submission) -> Verdict | None:
        """Refuse a commenter whom a ban in force hits."""
        ban = (
            Ban.objects.in_force()
            .on(submission.commenter, submission.facts.ip_address)
            .order_by("-starts_at", "-pk")
            .first()
        )
        if ban is None:
            return None
        return self.verdict(Outcome.REJECT, Reason.BANNED, message=_told(ban), ban=ban.pk)


class HeldCommenters(BaseScreener):
    """A moderator wants to read everything that this commenter writes."""

    name = "held-commenters"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold what a held commenter writes."""
        if submission.commenter.trust != Commenter.Trust.HELD:
            return None
        return self.verdict(Outcome.HOLD, Reason.HELD_COMMENTER)


class Newcomers(BaseScreener):
    """Nobody has approved anything of this commenter yet."""

    name = "newcomers"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold what a newcomer writes."""
        if submission.commenter.trust != Commenter.Trust.NEWCOMER:
            return None
        return self.verdict(Outcome.HOLD, Reason.NEWCOMER)


def _told(ban: Ban) -> str:
    if ban.ends_at is None:
        return _("You can’t comment here any more. Reason: %(reason)s") % {"reason": ban.reason}
    ends = timezone.localtime(ban.ends_at)
    until = f"{date_format(ends, 'DATE_FORMAT')}, {ends:%H:%M %Z}"
    return _("You can’t comment here until %(until)s. Reason: %(reason)s") % {
        "until": until,
        "reason": ban.reason,
    }
