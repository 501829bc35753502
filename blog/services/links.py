"""Trying the links of articles and pages."""

import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from itertools import batched, islice

from django.conf import settings
from django.utils import timezone

from blog.models import Article, CheckedLink, Page
from blog.own_addresses import leads_somewhere
from core.outbound.client import RequestLimits, send_request
from core.outbound.errors import DestinationRefused, OutboundError

_LINK = re.compile(r"<a\b[^<>]*?\shref=\"((?:https?://|/(?!/))[^\"]*)\"")
_LIMITS = RequestLimits(seconds=8, size=256 * 1024)
_REDIRECTS = 5
# Servers that don't like to be asked without a browser say one of these of pages that are there.
_UNWILLING = {401, 402, 403, 405, 406, 407, 408, 425, 429, 451, 501, 503, 999}
_BATCH = 200

# What links: the name of its kind, and its key.
type _Owner = tuple[str, int]


def check_links(*, most: int) -> list[CheckedLink]:
    """Try at most so many links of public articles and pages; return those that are dead.

    New ones come first, then those that were tried longest ago. What nothing links to any more is
    forgotten.
    """
    linked = _links()
    known = set(CheckedLink.objects.values_list("digest", flat=True))
    for gone in batched(known - linked.keys(), _BATCH):
        CheckedLink.objects.filter(digest__in=gone).delete()
    new = [digest for digest in linked if digest not in known]
    due = CheckedLink.objects.due().values_list("digest", flat=True)
    tried = [_check(digest, *linked[digest]) for digest in islice((*new, *due), most)]
    return [link for link in tried if link.is_dead]


def _links() -> dict[str, tuple[str, _Owner]]:
    """Return all addresses by digest, each with the newest of what links there."""
    links: dict[str, tuple[str, _Owner]] = {}
    for owner, html in _texts():
        for address in map(unescape, _LINK.findall(html)):
            # A link to a picture's whole size is looked after with the picture.
            if not address.startswith(settings.MEDIA_URL):
                links.setdefault(sha256(address.encode()).hexdigest(), (address, owner))
    return links


def _texts() -> Iterator[tuple[_Owner, str]]:
    articles = Article.objects.published().newest_first().values_list("pk", "html")
    pages = Page.objects.published().values_list("pk", "html")
    for kind, rows in (("article", articles), ("page", pages)):
        for pk, html in rows.iterator(_BATCH):
            yield (kind, pk), html


def _check(digest: str, address: str, owner: _Owner) -> CheckedLink:
    kind, pk = owner
    is_dead, result = try_address(address)
    link, _ = CheckedLink.objects.update_or_create(
        digest=digest,
        defaults={
            "address": address,
            "article_id": None,
            "page_id": None,
            f"{kind}_id": pk,
            "is_dead": is_dead,
            "result": result,
            "checked_at": timezone.now(),
        },
    )
    return link


def try_address(address: str) -> tuple[bool, str]:
    """Return whether nothing is at an address, here or elsewhere, and what came back from there."""
    own = address.removeprefix(settings.SITE_URL)
    if own.startswith("/"):
        is_there = leads_somewhere(own)
        return not is_there, "200" if is_there else "404"
    return try_link(address)


def try_link(address: str) -> tuple[bool, str]:
    """Return whether nothing is at another site's address any more, and what came back from there.

    Many servers answer HEAD wrongly, so what it says is dead is asked for by GET as well.
    """
    outcome = True, ""
    for method in ("HEAD", "GET"):
        try:
            answer = send_request(method, address, limits=_LIMITS, redirects=_REDIRECTS)
        except DestinationRefused as error:
            return True, str(error)[:200]
        except OutboundError as error:
            outcome = outcome if outcome[1] else (True, str(error)[:200])
            continue
        outcome = answer.status >= 400 and answer.status not in _UNWILLING, str(answer.status)
        if not outcome[0]:
            break
    return outcome
