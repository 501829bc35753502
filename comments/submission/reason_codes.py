"""Reason codes for verdicts, with explanations for authors."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReasonCode(TextChoices):
    """The reason for holding or rejecting a comment.

    The code is stored; the label is the explanation for the author. Screeners in other apps may
    use additional codes.
    """

    NEWCOMER = (
        "newcomer",
        _("New here? A moderator reviews your first comments before they appear."),
    )
    PREMODERATED = "premoderated", _("A moderator reviews your comments before they appear.")
    BANNED = "banned", _("You can’t comment here at the moment.")
    SUSPENDED = "suspended", _("You can’t comment here for a while.")
    WARNED = "warned", _("You’ve received a warning from a moderator.")
    THREAD_CLOSED = "thread_closed", _("Comments on this article are closed.")
    ALL_MODERATED = (
        "all_moderated",
        _("A moderator reviews all comments on this article before they appear."),
    )
    OLD_ARTICLE = (
        "old_article",
        _("This article is older, so a moderator reviews new comments before they appear."),
    )
    COOLDOWN = (
        "cooldown",
        _("This discussion is in a cool-down, so a moderator reviews new comments first."),
    )
    SLOW_MODE = "slow_mode", _("This discussion is in slow mode.")
    RATE_LIMITED = "rate_limited", _("Too many comments were posted in a short time.")
    EMPTY = "empty", _("Your comment has no visible text.")
    UNUSUAL_FORMATTING = (
        "unusual_formatting",
        _("Your comment has unusual formatting, so a moderator reviews it first."),
    )
    TOO_FAST = (
        "too_fast",
        _("Your comment was posted unusually fast, so a moderator reviews it first."),
    )
    DUPLICATE = (
        "duplicate",
        _("Your comment is very similar to a recent one, so a moderator reviews it first."),
    )
    HONEYPOT = "honeypot", _("Your comment looked like an automated message.")
    MODERATOR_DECISION = "moderator_decision", _("A moderator rejected this comment.")
    REPORTED = "reported", _("Readers reported this comment, so a moderator is reviewing it.")
    WORD_LIST = "word_list", _("A moderator reviews this comment before it appears.")
    BLOCKED = "blocked", _("Your comment contains words or links that aren’t allowed here.")
    MANY_LINKS = "many_links", _("A moderator reviews comments with many links first.")
    FIRST_LINK = "first_link", _("First comments that contain links are reviewed by a moderator.")
    LANGUAGE = (
        "language",
        _(
            "Your comment seems to be in a different language than the discussion, so a moderator"
            " reviews it first."
        ),
    )
    AKISMET = "akismet", _("Your comment looked like advertising, so a moderator reviews it first.")
    EXTERNAL = "external", _("A moderator reviews this comment before it appears.")
    EXTERNAL_REJECTED = "external_rejected", _("This comment can’t be accepted as written.")
    IMPERSONATION = (
        "impersonation",
        _("This name is very similar to another commenter’s, so a moderator reviews it first."),
    )
    SPAM_FILTER = (
        "spam_filter",
        _("Your comment looks like advertising. A moderator can still approve it."),
    )
    UNSCREENED = "unscreened", _("A moderator reviews this comment before it appears.")


def get_reason_label(code: str) -> str:
    """Return the explanation of a code for the comment's author."""
    try:
        return str(ReasonCode(code).label)
    except ValueError:
        return str(ReasonCode.UNSCREENED.label)
