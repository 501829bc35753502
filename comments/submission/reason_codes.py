"""Reason codes for verdicts and automatic decisions, with their wording."""

from enum import StrEnum
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ReasonCode(StrEnum):
    """A reason for holding or rejecting a comment.

    Codes are stored in the database, so don't change them. ``label`` is the text for moderators and
    for the public log, and ``author_text`` is the text for the comment's author. Screeners in other
    apps may use additional codes.
    """

    label: str | Promise
    author_text: str | Promise

    def __new__(cls, code: str, label: str | Promise, author_text: str | Promise) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.author_text = author_text
        return member

    NEWCOMER = (
        "newcomer",
        _("Comment by a new commenter"),
        _(
            "New here, or using another browser? A moderator reviews your first comments before"
            " they appear."
        ),
    )
    PREMODERATED = (
        "premoderated",
        _("The commenter is pre-moderated"),
        _("A moderator reviews your comments before they appear."),
    )
    EDITED = (
        "edited",
        _("The approved text was changed substantially"),
        _("A moderator approved the earlier text, so the new one is reviewed before it appears."),
    )
    BANNED = "banned", _("A ban applies"), _("You can’t comment here at the moment.")
    SUSPENDED = (
        "suspended",
        _("The commenter is suspended"),
        _("You can’t comment here for a while."),
    )
    WARNED = (
        "warned",
        _("The commenter hasn’t acknowledged a warning"),
        _("You’ve received a warning from a moderator."),
    )
    THREAD_CLOSED = (
        "thread_closed",
        _("Comments on the article are closed"),
        _("Comments on this article are closed."),
    )
    ALL_MODERATED = (
        "all_moderated",
        _("All comments on the article are moderated"),
        _("A moderator reviews all comments on this article before they appear."),
    )
    OLD_ARTICLE = (
        "old_article",
        _("Comment on an older article"),
        _(
            "This article isn’t new anymore, so a moderator reviews new comments before they"
            " appear."
        ),
    )
    COOLDOWN = (
        "cooldown",
        _("Discussion in cool-down"),
        _("This discussion is in a cool-down, so a moderator reviews new comments first."),
    )
    SLOW_MODE = (
        "slow_mode",
        _("Discussion in slow mode"),
        _("This discussion is in slow mode."),
    )
    RATE_LIMITED = (
        "rate_limited",
        _("Too many comments in a short time"),
        _("Too many comments were posted in a short time."),
    )
    EMPTY = "empty", _("No visible text"), _("Your comment has no visible text.")
    UNUSUAL_FORMATTING = (
        "unusual_formatting",
        _("The text is formatted unusually"),
        _("Your comment has unusual formatting, so a moderator reviews it first."),
    )
    TOO_FAST = (
        "too_fast",
        _("Posted unusually fast"),
        _("Your comment was posted unusually fast, so a moderator reviews it first."),
    )
    DUPLICATE = (
        "duplicate",
        _("Very similar to a recent comment"),
        _("Your comment is very similar to a recent one, so a moderator reviews it first."),
    )
    HONEYPOT = (
        "honeypot",
        _("The hidden field was filled in"),
        _("Your comment looked like an automated message."),
    )
    MODERATOR_DECISION = (
        "moderator_decision",
        _("Rejected by a moderator"),
        _("A moderator rejected this comment."),
    )
    REPORTED = (
        "reported",
        _("Reported by readers"),
        _("Readers reported this comment, so a moderator is reviewing it."),
    )
    WORD_LIST = (
        "word_list",
        _("Matches a word or domain list"),
        _("A moderator reviews this comment before it appears."),
    )
    BLOCKED = (
        "blocked",
        _("Contains blocked words or links"),
        _("Your comment contains words or links that aren’t allowed here."),
    )
    MANY_LINKS = (
        "many_links",
        _("More links than allowed"),
        _("A moderator reviews comments with many links before they appear."),
    )
    FIRST_LINK = (
        "first_link",
        _("A new commenter’s first link"),
        _("A moderator reviews a new commenter’s first links before they appear."),
    )
    LANGUAGE = (
        "language",
        _("Not in the discussion’s language"),
        _(
            "Your comment seems to be in a different language than the discussion, so a moderator"
            " reviews it first."
        ),
    )
    AKISMET = (
        "akismet",
        _("Looks like spam to Akismet"),
        _("Your comment looked like advertising, so a moderator reviews it first."),
    )
    EXTERNAL = (
        "external",
        _("Held by the external check"),
        _("A moderator reviews this comment before it appears."),
    )
    EXTERNAL_REJECTED = (
        "external_rejected",
        _("Rejected by the external check"),
        _("This comment can’t be accepted as written."),
    )
    IMPERSONATION = (
        "impersonation",
        _("The name suggests a member of the site’s staff"),
        _("This name is very similar to another commenter’s, so a moderator reviews it first."),
    )
    SPAM_FILTER = (
        "spam_filter",
        _("Looks like spam to the spam filter"),
        _("Your comment looks like advertising. A moderator can still approve it."),
    )
    UNSCREENED = (
        "unscreened",
        _("Held by an automatic check"),
        _("A moderator reviews this comment before it appears."),
    )


_BY_VALUE = {code.value: code for code in ReasonCode}


def get_reason_label(code: str) -> str:
    """Return a reason code's text for moderators, or the code itself if it is unknown."""
    known = _BY_VALUE.get(code)
    return str(known.label) if known else code


def get_author_text(code: str) -> str:
    """Return a reason code's text for the author, or a generic one if the code is unknown."""
    return str(_BY_VALUE.get(code, ReasonCode.UNSCREENED).author_text)
