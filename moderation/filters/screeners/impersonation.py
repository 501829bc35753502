"""Screener for names that suggest that the commenter is a staff member.

Names that look exactly like a staff member's name or a reserved name are rejected by the form
(``comments.visitors.name_validation``). This screener catches names that merely contain a staff
member's name, the site's title, or a job title.
"""

from collections.abc import Iterator

from accounts.names import get_staff_names
from blog.site.current import get_current_site
from comments.models import Commenter
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from core.confusables import get_skeleton
from moderation.filters.matching.words import Words

# In the interface languages.
_TITLES = (
    "author", "admin", "administrator", "moderator", "moderation", "mod", "editor", "webmaster",
    "staff", "official", "support", "autor", "autorin", "moderatorin", "redaktion", "redakteur",
    "offiziell", "كاتب", "الكاتب", "مشرف", "المشرف", "المدير",
)  # fmt: skip
# Shorter names appear in too many others.
_MIN_LENGTH = 3


class Impersonation(BaseScreener):
    """Holds comments whose author name contains a staff name, the site's title, or a job title."""

    name = "impersonation"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold the comment if the commenter's name contains a protected one.

        Names under which the commenter already has a published comment are accepted.
        """
        commenter = submission.commenter
        if is_by_staff(submission):
            return None
        match = _find_protected_name(commenter.name)
        if not match:
            return None
        earlier = submission.get_earlier_comments().filter(author_name=commenter.name)
        if earlier.published().exists():
            return None
        return self.verdict(Outcome.HOLD, ReasonCode.IMPERSONATION, name=commenter.name, like=match)


def is_by_staff(submission: Submission) -> bool:
    """Check whether a staff member is submitting the comment from their own account."""
    user = submission.facts.visitor.user
    is_staff = user is not None and user.is_active and user.is_staff
    return is_staff and user == submission.commenter.user


def is_staff_commenter(commenter: Commenter) -> bool:
    """Check whether the commenter's account belongs to an active staff member."""
    return commenter.user is not None and commenter.user.is_active and commenter.user.is_staff


def _find_protected_name(name: str) -> str:
    """Return the first protected name contained in ``name``, or an empty string."""
    line = _normalize(name)
    return next((other for other in _protected_names() if _contains(line, _normalize(other))), "")


def _protected_names() -> Iterator[str]:
    """Yield the names of people before titles, because moderators learn more from them."""
    yield from get_staff_names()
    yield get_current_site().title
    yield from _TITLES


def _contains(line: str, other: str) -> bool:
    return len(other) >= _MIN_LENGTH and f" {other} " in f" {line} "


def _normalize(name: str) -> str:
    return " ".join(map(get_skeleton, Words.from_text(name).keys))
