"""Names that are easily taken for those of the house.

A name that looks exactly like that of somebody with a role, or like one that a commenter owns, is
rejected by the form (``comments.visitors.name_validation``). What is left are names around such
a name, and names of offices.
"""

from collections.abc import Iterator

from accounts.names import names_of_staff
from blog.site import current_site
from comments.models import Comment, Commenter
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from core.confusables import get_skeleton
from moderation.matching.words import Words

# What those are called who speak for a site, in the languages of its interface.
_OFFICES = (
    "admin", "administrator", "moderator", "moderation", "mod", "editor", "webmaster", "staff",
    "official", "support", "redaktion", "redakteur", "offiziell", "مشرف", "المشرف", "المدير",
)  # fmt: skip
# A shorter name is part of too many others.
_SHORTEST = 3


class Impersonation(BaseScreener):
    """The name holds that of somebody with a role, of the site, or of an office."""

    name = "impersonation"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold what is said under such a name until a moderator has let one comment through."""
        commenter = submission.commenter
        if is_of_the_house(commenter):
            return None
        like = _like(commenter.name)
        if not like:
            return None
        known = Comment.objects.filter(commenter=commenter, author_name=commenter.name)
        if known.published().exists():
            return None
        return self.verdict(Outcome.HOLD, ReasonCode.IMPERSONATION, name=commenter.name, like=like)


def is_of_the_house(commenter: Commenter) -> bool:
    """Whether it is somebody with a role, signed in as such."""
    return commenter.user is not None and commenter.user.is_active and commenter.user.is_staff


def _like(name: str) -> str:
    """Return whose name stands in this one, whole words only, or nothing."""
    line = _drawn(name)
    return next((other for other in _names() if _holds(line, _drawn(other))), "")


def _names() -> Iterator[str]:
    yield from _OFFICES
    yield current_site().title
    yield from names_of_staff()


def _holds(line: str, other: str) -> bool:
    return len(other) >= _SHORTEST and f" {other} " in f" {line} "


def _drawn(name: str) -> str:
    return " ".join(map(get_skeleton, Words.of(name).keys))
