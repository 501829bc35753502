"""What is known of the commenter."""

import datetime as dt
from dataclasses import replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments.models import Commenter, Thread
from comments.reasons import Reason
from comments.screening import BaseScreener, Outcome, Submission, Verdict
from moderation.approvals import approvals_of
from moderation.models import Ban, Measure
from moderation.warnings import make_token, told


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


class Measures(BaseScreener):
    """Somebody who is muted is refused for that time; a warning has to be read first."""

    name = "measures"

    def screen(self, submission: Submission) -> Verdict | None:
        """Give the text back, with why. One query."""
        measures = list(Measure.objects.in_force().on(submission.commenter))
        mutes = [one for one in measures if one.ends_at]
        if mutes:
            return self._refuse_muted(max(mutes, key=lambda mute: mute.ends_at or timezone.now()))
        # What stands already is not the next comment.
        if not measures or submission.editing:
            return None
        return self._show_warning(measures[-1])

    def _refuse_muted(self, mute: Measure) -> Verdict:
        words = {"until": _moment(mute.ends_at), "reason": told(mute.decision)}
        message = _("You can’t comment here until %(until)s. Reason: %(reason)s") % words
        return self.verdict(Outcome.REJECT, Reason.MUTED, message=message, kept=False)

    def _show_warning(self, warning: Measure) -> Verdict:
        message = _("A moderator has warned you: %(reason)s") % {"reason": told(warning.decision)}
        verdict = self.verdict(Outcome.REJECT, Reason.WARNED, message=message, kept=False)
        return replace(verdict, acknowledge=make_token(warning))


class HeldCommenters(BaseScreener):
    """A moderator wants to read everything that this commenter writes."""

    name = "held-commenters"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold what a held commenter writes."""
        if submission.commenter.trust != Commenter.Trust.HELD:
            return None
        return self.verdict(Outcome.HOLD, Reason.HELD_COMMENTER)


class Newcomers(BaseScreener):
    """Too little of this commenter has been approved yet, in a thread that asks for it."""

    name = "newcomers"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold what a newcomer writes, where newcomers are held."""
        commenter, terms = submission.commenter, submission.terms
        if terms.mode != Thread.Mode.NEWCOMERS or commenter.trust != Commenter.Trust.NEWCOMER:
            return None
        approved = approvals_of(commenter, at_most=terms.approvals)
        if approved >= terms.approvals:
            return None
        return self.verdict(Outcome.HOLD, Reason.NEWCOMER, approved=approved)


def _told(ban: Ban) -> str:
    if ban.ends_at is None:
        return _("You can’t comment here any more. Reason: %(reason)s") % {"reason": ban.reason}
    return _("You can’t comment here until %(until)s. Reason: %(reason)s") % {
        "until": _moment(ban.ends_at),
        "reason": ban.reason,
    }


def _moment(moment: dt.datetime | None) -> str:
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M %Z}"
