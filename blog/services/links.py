"""Trying the links of articles."""

import datetime as dt
import re
from hashlib import sha256
from html import unescape
from itertools import batched, islice

from django.utils import timezone

from blog.models import Article, CheckedLink
from core.outbound import Limits, OutboundError, Refused, request

_LINK = re.compile(r"<a\b[^<>]*?\shref=\"(https?://[^\"]+)\"")
_LIMITS = Limits(seconds=8, size=256 * 1024)
_REDIRECTS = 5
# Servers that don't like to be asked without a browser say one of these of pages that are there.
_UNWILLING = {401, 402, 403, 405, 406, 407, 408, 425, 429, 451, 501, 503, 999}
# What is here longer than this is tried again.
_AGAIN = dt.timedelta(days=30)
_BATCH = 200


def check_links(*, most: int) -> list[CheckedLink]:
    """Try at most so many links of public articles; return those that are dead.

    New ones come first, then those that were tried longest ago. What no article links to any more
    is forgotten.
    """
    linked = _links_of_articles()
    since = timezone.now() - _AGAIN
    known = dict(CheckedLink.objects.order_by("checked_at").values_list("digest", "checked_at"))
    for gone in batched(known.keys() - linked.keys(), _BATCH):
        CheckedLink.objects.filter(digest__in=gone).delete()
    new = (digest for digest in linked if digest not in known)
    old = (digest for digest, moment in known.items() if moment < since and digest in linked)
    tried = [_check(digest, *linked[digest]) for digest in islice((*new, *old), most)]
    return [link for link in tried if link.is_dead]


def _links_of_articles() -> dict[str, tuple[str, int]]:
    """Return all addresses with an article that links there, by digest."""
    rows = Article.objects.published().newest_first().values_list("pk", "html").iterator(_BATCH)
    links: dict[str, tuple[str, int]] = {}
    for pk, html in rows:
        for address in map(unescape, _LINK.findall(html)):
            links.setdefault(sha256(address.encode()).hexdigest(), (address, pk))
    return links


def _check(digest: str, address: str, article: int) -> CheckedLink:
    is_dead, result = try_link(address)
    link, _ = CheckedLink.objects.update_or_create(
        digest=digest,
        defaults={
            "address": address,
            "article_id": article,
            "is_dead": is_dead,
            "result": result,
            "checked_at": timezone.now(),
        },
    )
    return link


def try_link(address: str) -> tuple[bool, str]:
    """Return whether nothing is at an address any more, and what came back from there.

    Many servers answer HEAD wrongly, so what it says is dead is asked for by GET as well.
    """
    outcome = True, ""
    for method in ("HEAD", "GET"):
        try:
            answer = request(method, address, limits=_LIMITS, redirects=_REDIRECTS)
        except Refused as error:
            return True, str(error)[:200]
        except OutboundError as error:
            outcome = outcome if outcome[1] else (True, str(error)[:200])
            continue
        outcome = answer.status >= 400 and answer.status not in _UNWILLING, str(answer.status)
        if not outcome[0]:
            break
    return outcome
