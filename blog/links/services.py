"""Check the links in articles and pages."""

import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from itertools import batched, islice

from django.conf import settings
from django.utils import timezone

from blog.links.internal_links import is_internal_link_valid
from blog.models import Article, CheckedLink, Page
from core.outbound.client import RequestLimits, send_request
from core.outbound.errors import DestinationRefused, OutboundError

_LINK = re.compile(r"<a\b[^<>]*?\shref=\"((?:https?://|/(?!/))[^\"]*)\"")
_LIMITS = RequestLimits(seconds=8, size=256 * 1024)
_MAX_REDIRECTS = 5
# Servers that block non-browser clients return one of these for pages that exist.
_BLOCKED_STATUSES = {401, 402, 403, 405, 406, 407, 408, 425, 429, 451, 501, 503, 999}
_BATCH = 200

# The kind of content ("article" or "page") and its primary key.
type _Owner = tuple[str, int]


def check_links(*, limit: int) -> list[CheckedLink]:
    """Check at most ``limit`` links in public articles and pages; return the broken links.

    New links come first, then the least recently checked. Deletes the results for links that are no
    longer used.
    """
    links = _collect_links()
    known = set(CheckedLink.objects.values_list("digest", flat=True))
    for unused in batched(known - links.keys(), _BATCH):
        CheckedLink.objects.filter(digest__in=unused).delete()
    new = [digest for digest in links if digest not in known]
    due = CheckedLink.objects.due().values_list("digest", flat=True)
    checked = [_check(digest, *links[digest]) for digest in islice((*new, *due), limit)]
    return [link for link in checked if link.is_broken]


def _collect_links() -> dict[str, tuple[str, _Owner]]:
    """Return all URLs, keyed by digest, each with the newest article or page that contains it."""
    links: dict[str, tuple[str, _Owner]] = {}
    for owner, html in _iterate_html():
        for url in map(unescape, _LINK.findall(html)):
            # Links to full-size pictures are part of the pictures and need no check.
            if not url.startswith(settings.MEDIA_URL):
                links.setdefault(sha256(url.encode()).hexdigest(), (url, owner))
    return links


def _iterate_html() -> Iterator[tuple[_Owner, str]]:
    articles = Article.objects.published().newest_first().values_list("pk", "html")
    pages = Page.objects.published().values_list("pk", "html")
    for kind, rows in (("article", articles), ("page", pages)):
        for pk, html in rows.iterator(_BATCH):
            yield (kind, pk), html


def _check(digest: str, url: str, owner: _Owner) -> CheckedLink:
    kind, pk = owner
    is_broken, result = check_url(url)
    link, _ = CheckedLink.objects.update_or_create(
        digest=digest,
        defaults={
            "url": url,
            "article_id": None,
            "page_id": None,
            f"{kind}_id": pk,
            "is_broken": is_broken,
            "result": result,
            "checked_at": timezone.now(),
        },
    )
    return link


def check_url(url: str) -> tuple[bool, str]:
    """Check a URL on this or another site; return whether it is broken, and the result.

    The result is an HTTP status or an error message.
    """
    path = url.removeprefix(settings.SITE_URL)
    if path.startswith("/"):
        is_valid = is_internal_link_valid(path)
        return not is_valid, "200" if is_valid else "404"
    return check_external_url(url)


def check_external_url(url: str) -> tuple[bool, str]:
    """Check a URL on another site. Return whether it is broken, and the status or error message.

    If HEAD fails, GET is tried too, because many servers answer HEAD incorrectly.
    """
    outcome = True, ""
    for method in ("HEAD", "GET"):
        try:
            response = send_request(method, url, limits=_LIMITS, redirects=_MAX_REDIRECTS)
        except DestinationRefused as error:
            return True, str(error)[:200]
        except OutboundError as error:
            outcome = outcome if outcome[1] else (True, str(error)[:200])
            continue
        is_broken = response.status >= 400 and response.status not in _BLOCKED_STATUSES
        outcome = is_broken, str(response.status)
        if not is_broken:
            break
    return outcome
