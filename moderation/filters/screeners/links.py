"""Screeners for links to other sites."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings

from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from comments.submission.services import extract_links
from moderation.filters.screeners.impersonation import is_by_staff
from moderation.models import ModerationSettings

# A commenter with this many published comments may link freely.
_NEW_UNTIL = 5
_MAX_LISTED = 10


class ManyLinks(BaseScreener):
    """Holds comments with more external links than the settings allow."""

    name = "many-links"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold the comment if it has more external links than allowed."""
        links = get_external_links(submission.links)
        if not links or is_by_staff(submission):
            return None
        return self.check(submission, ModerationSettings.current().most_links)

    def check(self, submission: Submission, max_links: int | None) -> Verdict | None:
        """Hold the comment if it has more than ``max_links`` external links.

        None means no limit.
        """
        links = get_external_links(submission.links)
        if max_links is None or len(links) <= max_links:
            return None
        return self.verdict(
            Outcome.HOLD,
            ReasonCode.MANY_LINKS,
            count=len(links),
            marks=_find_spans(submission.text, links),
        )


class FirstLink(BaseScreener):
    """Holds a new commenter's first external link, since most advertising starts this way."""

    name = "first-link"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold the comment if it contains a new commenter's first external link."""
        links = get_external_links(submission.links)
        if not links or is_by_staff(submission):
            return None
        if not ModerationSettings.current().hold_first_link:
            return None
        published = submission.get_earlier_comments().published()
        earlier = list(published.newest_first().values_list("html", flat=True)[:_NEW_UNTIL])
        if len(earlier) == _NEW_UNTIL or any(
            get_external_links(extract_links(html)) for html in earlier
        ):
            return None
        return self.verdict(
            Outcome.HOLD,
            ReasonCode.FIRST_LINK,
            links=", ".join(links[:_MAX_LISTED]),
            marks=_find_spans(submission.text, links),
        )


def get_external_links(links: Sequence[str]) -> list[str]:
    """Return the links that lead to other sites."""
    own_host = urlsplit(settings.SITE_URL).netloc
    return [link for link in links if urlsplit(link).netloc not in {"", own_host}]


def _find_spans(text: str, links: Sequence[str]) -> list[list[int]]:
    """Return the offsets of the URLs that appear in the text."""
    found = ((text.find(link), len(link)) for link in dict.fromkeys(links[:_MAX_LISTED]))
    return [[start, start + length] for start, length in found if start >= 0]
