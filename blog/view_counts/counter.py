"""Count article views without identifying visitors.

Each process counts views in memory and writes them about once a minute, after a response, so a
thousand views of a page cost only a few database writes. A process that is killed loses up to a
minute of counts.
"""

import atexit
import datetime as dt
import logging
import re
import threading
import time
from collections import Counter

from django.conf import settings
from django.core.signals import request_finished
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

from blog.models import Article
from blog.view_counts.services import add_view_counts

logger = logging.getLogger(__name__)

FLUSH_INTERVAL = 60.0  # seconds
# Matches bots that identify themselves. Other bots are counted like browsers.
_BOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|fetch|preview|monitor|scan|archiv|headless|lighthouse|"
    r"facebookexternalhit|feed|python|curl|wget|java/|go-http|okhttp|libwww|http-?client",
    re.IGNORECASE,
)


class _Pending:
    """The views that this process has counted but not written to the database yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[int, dt.date]] = Counter()
        self._since = time.monotonic()

    def add(self, article: int, day: dt.date) -> None:
        with self._lock:
            self._counts[article, day] += 1

    def pop(self, *, if_older_than: float) -> Counter[tuple[int, dt.date]]:
        """Return the counts and reset them.

        Returns no counts if the last reset was less than ``if_older_than`` seconds ago.
        """
        with self._lock:
            if not self._counts or time.monotonic() - self._since < if_older_than:
                return Counter()
            counts, self._counts = self._counts, Counter()
            self._since = time.monotonic()
            return counts


_pending = _Pending()


def count_view(request: HttpRequest, article: Article) -> None:
    """Count a view unless the request comes from a bot or a staff member."""
    if settings.ARTICLE_VIEWS and _is_reader(request) and not _is_staff(request):
        _pending.add(article.pk, timezone.localdate())


def flush_view_counts(*, if_older_than: float = 0) -> None:
    """Write this process's counts to the database.

    Does nothing if the last write was less than ``if_older_than`` seconds ago.
    """
    if not (counts := _pending.pop(if_older_than=if_older_than)):
        return
    try:
        add_view_counts(counts=counts)
    except DatabaseError:
        # View counts are not important enough to fail a request or retry the write.
        logger.warning("%d article views could not be saved", counts.total(), exc_info=True)


def connect_flushing() -> None:
    """Write the counts after responses and at exit from now on. Must be called once, at startup."""
    request_finished.connect(_flush_after_response, dispatch_uid="blog.view_counts.counter")
    atexit.register(flush_view_counts)


def _flush_after_response(**kwargs: object) -> None:
    flush_view_counts(if_older_than=FLUSH_INTERVAL)


def _is_reader(request: HttpRequest) -> bool:
    headers = request.headers
    if request.method != "GET" or "prefetch" in headers.get("Sec-Purpose", ""):
        return False
    agent = headers.get("User-Agent", "")
    # Browsers send "navigate" for page loads and other modes for requests by scripts.
    is_navigation = headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    return is_navigation and "Mozilla/" in agent and not _BOT.search(agent)


def _is_staff(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES and getattr(
        request.user, "is_staff", False
    )
