"""Tell a moderator whose decision came too late what has changed."""

import datetime as dt

from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import Comment
from core.datetime_format import format_clock
from moderation.decisions.services.decide import AlreadyDecided
from moderation.models import Decision


def describe_conflict(
    error: AlreadyDecided, *, moderator: User, seen_version: int | None = None
) -> str:
    """Return a message that names the latest change since the version that the moderator saw.

    This is the author's edit or deletion, the moderator's own decision, or someone else's.
    ``seen_version`` is None if it is unknown.
    """
    comment, last = error.comment, error.last
    if comment.status == Comment.Status.WITHDRAWN:
        return _("%(name)s has deleted this comment.") % {"name": comment.author_name}
    is_unchanged = seen_version == comment.version
    if not is_unchanged and (edited_at := _get_edit_time(comment)):
        text = _("%(name)s edited this comment at %(when)s. Read the new text before you decide.")
        return text % {"name": comment.author_name, "when": format_clock(edited_at)}
    if last is None or (is_unchanged and last.actor_id in {None, moderator.pk}):
        return _("This doesn’t apply to %(name)s’s comment, which is now %(status)s.") % {
            "name": comment.author_name,
            "status": comment.get_status_display(),
        }
    return _describe_decision(last, moderator) % {
        "name": comment.author_name,
        "action": last.get_action_display(),
        "who": last.decided_by,
        "when": format_clock(last.decided_at),
    }


def _describe_decision(last: Decision, moderator: User) -> str:
    if last.actor_id is None:
        return _(
            "An automatic check has handled %(name)s’s comment: %(action)s by %(who)s at %(when)s."
        )
    if last.actor_id == moderator.pk:
        return _("You have already handled %(name)s’s comment: %(action)s at %(when)s.")
    return _("Someone has already handled %(name)s’s comment: %(action)s by %(who)s at %(when)s.")


def _get_edit_time(comment: Comment) -> dt.datetime | None:
    """Return when the author last edited the comment, or None if a person has decided since.

    A moderator's edit also makes a revision, but the decision is logged afterward.
    """
    revision = comment.revisions.order_by("-made_at", "-pk").first()
    if revision is None:
        return None
    by_people = comment.decisions.filter(actor__isnull=False, decided_at__gte=revision.made_at)
    return None if by_people.exists() else revision.made_at
