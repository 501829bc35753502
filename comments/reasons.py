"""Why a comment was held or refused, in the words that its author is told."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """A code that is stored, and its public wording.

    A screener from elsewhere may use further codes; ``wording`` has words for those too.
    """

    NEWCOMER = "newcomer", _("First comments are read by a moderator before they appear.")
    HELD_COMMENTER = "held_commenter", _("A moderator reads your comments before they appear.")
    BANNED = "banned", _("You can’t comment here at present.")
    MUTED = "muted", _("You can’t comment here for a time.")
    WARNED = "warned", _("A moderator has warned you.")
    THREAD_CLOSED = "thread_closed", _("The comments on this article are closed.")
    THREAD_HELD = (
        "thread_held",
        _("A moderator reads every comment on this article before it appears."),
    )
    LATE = "late", _("A moderator reads late comments on this article before they appear.")
    COOL_DOWN = (
        "cool_down",
        _("This thread is cooling down: a moderator reads every comment before it appears."),
    )
    SLOW_MODE = "slow_mode", _("This thread is in slow mode.")
    TOO_MANY = "too_many", _("Many comments have come in a short time.")
    EMPTY = "empty", _("Nothing can be read in this comment.")
    ODD_SHAPE = (
        "odd_shape",
        _("This comment has an unusual form; a moderator looks at it before it appears."),
    )
    TOO_FAST = (
        "too_fast",
        _("This was sent as fast as programs write; a moderator reads it before it appears."),
    )
    DUPLICATE = (
        "duplicate",
        _("Much the same has been said here lately; a moderator reads this before it appears."),
    )
    HONEYPOT = "honeypot", _("This looked like an automatic message.")
    DECIDED = "decided", _("A moderator has read this comment and decided against it.")
    REPORTED = "reported", _("Readers have reported this comment; a moderator is looking at it.")
    WATCHED = "watched", _("A moderator reads this comment before it appears.")
    BLOCKED = (
        "blocked",
        _("This comment can’t be taken: it holds words or links that this site doesn’t allow."),
    )
    MANY_LINKS = "many_links", _("Comments with so many links are read by a moderator first.")
    FIRST_LINK = "first_link", _("A first comment with a link is read by a moderator first.")
    LANGUAGE = (
        "language",
        _("This seems to be in another language than the talk; a moderator reads it first."),
    )
    AKISMET = "akismet", _("This looked like an advertisement; a moderator looks at it.")
    EXTERNAL = "external", _("A moderator reads this comment before it appears.")
    EXTERNAL_REFUSED = "external_refused", _("This comment can’t be taken as it is written.")
    IMPERSONATION = (
        "impersonation",
        _("This name is easily taken for another’s; a moderator reads the comment first."),
    )
    LIKE_SPAM = (
        "like_spam",
        _("This looks like advertising. A moderator can still let it appear."),
    )
    UNSCREENED = "unscreened", _("A moderator reads this comment before it appears.")


def wording(code: str) -> str:
    """Return what the author of a comment is told for a reason's code."""
    try:
        return str(Reason(code).label)
    except ValueError:
        return str(Reason.UNSCREENED.label)
