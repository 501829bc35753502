"""Screener that enforces suspensions and warnings."""

import datetime as dt
from dataclasses import replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from core.datetime_format import format_clock
from moderation.models import Sanction
from moderation.sanctions.acknowledgments import make_acknowledgment_token


class Sanctions(BaseScreener):
    """Rejects comments by suspended commenters and by those with unacknowledged warnings."""

    name = "sanctions"

    def screen(self, submission: Submission) -> Verdict | None:
        """Reject the comment without storing it if a sanction applies. Runs one query."""
        sanctions = list(Sanction.objects.in_force().against(submission.commenter))
        suspensions = [sanction for sanction in sanctions if sanction.ends_at]
        if suspensions:
            return self._reject_suspended(
                max(suspensions, key=lambda sanction: sanction.ends_at or timezone.now())
            )
        # A warning blocks the next comment, but not edits to earlier ones.
        if not sanctions or submission.editing:
            return None
        return self._show_warning(sanctions[-1])

    def _reject_suspended(self, suspension: Sanction) -> Verdict:
        values = {
            "until": format_end_time(suspension.ends_at),
            "reason": suspension.reason,
        }
        message = gettext("You can’t comment until %(until)s. Reason: %(reason)s") % values
        return self.verdict(Outcome.REJECT, ReasonCode.SUSPENDED, message=message, is_stored=False)

    def _show_warning(self, warning: Sanction) -> Verdict:
        message = gettext("You’ve received a warning from a moderator: %(reason)s") % {
            "reason": warning.reason
        }
        verdict = self.verdict(Outcome.REJECT, ReasonCode.WARNED, message=message, is_stored=False)
        return replace(verdict, acknowledge=make_acknowledgment_token(warning))


def format_end_time(moment: dt.datetime | None) -> str:
    """Return a date, time, and time zone in the current language."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATE_FORMAT')}, {format_clock(local)}"
