"""How many links a comment has, and whether it is the first one of somebody new."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings

from comments.models import Comment
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from comments.submission.services import extract_links
from moderation.models import ModerationSettings
from moderation.screeners.names import is_of_the_house

# After so many comments that a moderator or nobody objected to, somebody isn't new any more.
_NEW_UNTIL = 5
_MOST_TOLD = 10


class ManyLinks(BaseScreener):
    """More links than the site’s editors allow without a look."""

    name = "many-links"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold a comment with more links to elsewhere than the settings say."""
        links = links_elsewhere(submission.links)
        if not links or is_of_the_house(submission.commenter):
            return None
        return self.look(submission, ModerationSettings.current().most_links)

    def look(self, submission: Submission, most: int | None) -> Verdict | None:
        """Hold a comment with more than ``most`` links to elsewhere; nothing is no limit."""
        links = links_elsewhere(submission.links)
        if most is None or len(links) <= most:
            return None
        return self.verdict(
            Outcome.HOLD,
            ReasonCode.MANY_LINKS,
            count=len(links),
            marks=_marks(submission.text, links),
        )


class FirstLink(BaseScreener):
    """The first link of somebody who is new here: how most advertising begins."""

    name = "first-link"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold the first link to elsewhere among the first few comments of somebody."""
        links = links_elsewhere(submission.links)
        if not links or is_of_the_house(submission.commenter):
            return None
        if not ModerationSettings.current().hold_first_link:
            return None
        shown = Comment.objects.filter(commenter=submission.commenter).published().newest_first()
        earlier = list(shown.values_list("html", flat=True)[:_NEW_UNTIL])
        if len(earlier) == _NEW_UNTIL or any(
            links_elsewhere(extract_links(html)) for html in earlier
        ):
            return None
        return self.verdict(
            Outcome.HOLD,
            ReasonCode.FIRST_LINK,
            links=", ".join(links[:_MOST_TOLD]),
            marks=_marks(submission.text, links),
        )


def links_elsewhere(links: Sequence[str]) -> list[str]:
    """Return the links that lead to other sites."""
    here = urlsplit(settings.SITE_URL).netloc
    return [link for link in links if urlsplit(link).netloc not in {"", here}]


def _marks(text: str, links: Sequence[str]) -> list[list[int]]:
    """Return where the addresses are written in the text; behind other words they are not."""
    places = ((text.find(link), len(link)) for link in dict.fromkeys(links[:_MOST_TOLD]))
    return [[start, start + length] for start, length in places if start >= 0]
