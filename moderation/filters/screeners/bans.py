"""Screener that enforces bans."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from moderation.filters.screeners.sanctions import format_end_time
from moderation.models import Ban

Kind = Ban.Kind
_PERMANENT = {
    Kind.COMMENTER: _("You’ve been banned from commenting. Reason: %(reason)s"),
    Kind.EMAIL: _("This email address has been banned. Reason: %(reason)s"),
    Kind.DOMAIN: _("Email addresses at %(value)s are banned. Reason: %(reason)s"),
    Kind.NETWORK: _("Your network has been banned. Reason: %(reason)s"),
    Kind.NAME: _("This name has been banned. Reason: %(reason)s"),
    Kind.LINK: _("Links to %(value)s aren’t allowed. Reason: %(reason)s"),
}
_TEMPORARY = {
    Kind.COMMENTER: _("You’ve been banned from commenting until %(until)s. Reason: %(reason)s"),
    Kind.EMAIL: _("This email address has been banned until %(until)s. Reason: %(reason)s"),
    Kind.DOMAIN: _("Email addresses at %(value)s are banned until %(until)s. Reason: %(reason)s"),
    Kind.NETWORK: _("Your network has been banned until %(until)s. Reason: %(reason)s"),
    Kind.NAME: _("This name has been banned until %(until)s. Reason: %(reason)s"),
    Kind.LINK: _("Links to %(value)s aren’t allowed until %(until)s. Reason: %(reason)s"),
}


class Bans(BaseScreener):
    """Rejects comments by banned commenters and tells them why and for how long."""

    name = "bans"

    def screen(self, submission: Submission) -> Verdict | None:
        """Reject the comment if a ban applies; if several do, report the one that ends last.

        Runs one query, regardless of the number of bans. Staff members are exempt.
        """
        commenter, facts = submission.commenter, submission.facts
        if facts.visitor.user and facts.visitor.user.is_staff:
            return None
        bans = Ban.objects.in_force().matching(commenter, facts.ip_address, submission.links)
        ban = bans.order_by(F("ends_at").desc(nulls_first=True), "-pk").first()
        if ban is None:
            return None
        return self.verdict(
            Outcome.REJECT, ReasonCode.BANNED, message=_build_message(ban), ban=ban.pk
        )


def _build_message(ban: Ban) -> str:
    values = {"value": ban.value, "reason": ban.reason}
    if ban.ends_at is None:
        return str(_PERMANENT[Kind(ban.kind)]) % values
    return str(_TEMPORARY[Kind(ban.kind)]) % (values | {"until": format_end_time(ban.ends_at)})
