"""What is known of the commenter."""

import datetime as dt
from dataclasses import replace

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comments.models import Commenter, Thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from moderation.approvals import approvals_of
from moderation.models import Ban, Measure
from moderation.warnings import make_token, told

Kind = Ban.Kind
_FOR_GOOD = {
    Kind.COMMENTER: _("You can’t comment here any more. Reason: %(reason)s"),
    Kind.EMAIL: _("This e-mail address can’t be used here any more. Reason: %(reason)s"),
    Kind.DOMAIN: _("E-mail addresses at %(value)s can’t be used here. Reason: %(reason)s"),
    Kind.ADDRESS: _("No comments are taken from your network. Reason: %(reason)s"),
    Kind.NAME: _("This name can’t be used here. Reason: %(reason)s"),
    Kind.LINK: _("Comments can’t link to %(value)s. Reason: %(reason)s"),
}
_FOR_A_TIME = {
    Kind.COMMENTER: _("You can’t comment here until %(until)s. Reason: %(reason)s"),
    Kind.EMAIL: _("This e-mail address can’t be used here until %(until)s. Reason: %(reason)s"),
    Kind.DOMAIN: _(
        "E-mail addresses at %(value)s can’t be used here until %(until)s. Reason: %(reason)s"
    ),
    Kind.ADDRESS: _("No comments are taken from your network until %(until)s. Reason: %(reason)s"),
    Kind.NAME: _("This name can’t be used here until %(until)s. Reason: %(reason)s"),
    Kind.LINK: _("Comments can’t link to %(value)s until %(until)s. Reason: %(reason)s"),
}


class Bans(BaseScreener):
    """Somebody who is banned is refused, and told why and until when."""

    name = "bans"

    def screen(self, submission: Submission) -> Verdict | None:
        """Refuse a commenter whom a ban in force hits; of several, tell the one that ends last.

        One query, whatever the number of bans. Those who work here are not hit by what is meant
        for others.
        """
        commenter, facts = submission.commenter, submission.facts
        if facts.visitor.user and facts.visitor.user.is_staff:
            return None
        bans = Ban.objects.in_force().on(commenter, facts.ip_address, submission.links)
        ban = bans.order_by(F("ends_at").desc(nulls_first=True), "-pk").first()
        if ban is None:
            return None
        return self.verdict(Outcome.REJECT, ReasonCode.BANNED, message=_told(ban), ban=ban.pk)


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
        message = gettext("You can’t comment here until %(until)s. Reason: %(reason)s") % words
        return self.verdict(Outcome.REJECT, ReasonCode.SUSPENDED, message=message, is_stored=False)

    def _show_warning(self, warning: Measure) -> Verdict:
        message = gettext("A moderator has warned you: %(reason)s") % {
            "reason": told(warning.decision)
        }
        verdict = self.verdict(Outcome.REJECT, ReasonCode.WARNED, message=message, is_stored=False)
        return replace(verdict, acknowledge=make_token(warning))


class HeldCommenters(BaseScreener):
    """A moderator wants to read everything that this commenter writes."""

    name = "held-commenters"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold what a held commenter writes."""
        if submission.commenter.trust != Commenter.Trust.HELD:
            return None
        return self.verdict(Outcome.HOLD, ReasonCode.PREMODERATED)


class Newcomers(BaseScreener):
    """Too little of this commenter has been approved yet, in a thread that asks for it."""

    name = "newcomers"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold what a newcomer writes, where newcomers are held."""
        commenter, terms = submission.commenter, submission.policy
        if terms.mode != Thread.Mode.NEWCOMERS or commenter.trust != Commenter.Trust.NEWCOMER:
            return None
        approved = approvals_of(commenter, at_most=terms.approvals)
        if approved >= terms.approvals:
            return None
        return self.verdict(Outcome.HOLD, ReasonCode.NEWCOMER, approved=approved)


def _told(ban: Ban) -> str:
    """Return what is banned, until when, and why: nobody is kept out without being told."""
    words = {"value": ban.value, "reason": ban.reason}
    if ban.ends_at is None:
        return str(_FOR_GOOD[Kind(ban.kind)]) % words
    return str(_FOR_A_TIME[Kind(ban.kind)]) % (words | {"until": _moment(ban.ends_at)})


def _moment(moment: dt.datetime | None) -> str:
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M %Z}"
