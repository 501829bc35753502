"""Counting how often articles are read, without knowing by whom.

A view is counted in the memory of its process and written down about once a minute, after an
answer has gone out: a page that is read a thousand times costs the database a handful of rows. A
process that is killed loses what it had not written; that is the price.
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
from blog.services.views import add_views

logger = logging.getLogger(__name__)

WRITTEN_EVERY = 60.0  # seconds
# Programs that say what they are; those that pretend to be a browser are counted, as everywhere.
_PROGRAM = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|fetch|preview|monitor|scan|archiv|headless|lighthouse|"
    r"facebookexternalhit|feed|python|curl|wget|java/|go-http|okhttp|libwww|http-?client",
    re.IGNORECASE,
)


class _Pending:
    """What this process has counted and not written yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[int, dt.date]] = Counter()
        self._since = time.monotonic()

    def add(self, article: int, day: dt.date) -> None:
        """Count one view."""
        with self._lock:
            self._counts[article, day] += 1

    def take(self, *, if_older_than: float) -> Counter[tuple[int, dt.date]]:
        """Return what is to be written, if it is time, and forget it."""
        with self._lock:
            if not self._counts or time.monotonic() - self._since < if_older_than:
                return Counter()
            taken, self._counts = self._counts, Counter()
            self._since = time.monotonic()
            return taken


_pending = _Pending()


def count_view(request: HttpRequest, article: Article) -> None:
    """Count that somebody reads the article, if a person does and isn't its author."""
    if settings.ARTICLE_VIEWS and _is_reader(request) and not _is_staff(request):
        _pending.add(article.pk, timezone.now().date())


def write_views(*, if_older_than: float = 0) -> None:
    """Write down what this process has counted."""
    if not (counts := _pending.take(if_older_than=if_older_than)):
        return
    try:
        add_views(counts=counts)
    except DatabaseError:
        # Numbers that are nice to have are no reason to fail, or to try for ever.
        logger.warning("%d views could not be written down", counts.total(), exc_info=True)


def listen() -> None:
    """Write views down after answers, and when the process ends. Called once, at the start."""
    request_finished.connect(_after_an_answer, dispatch_uid="blog.counting")
    atexit.register(write_views)


def _after_an_answer(**kwargs: object) -> None:
    write_views(if_older_than=WRITTEN_EVERY)


def _is_reader(request: HttpRequest) -> bool:
    headers = request.headers
    if request.method != "GET" or "prefetch" in headers.get("Sec-Purpose", ""):
        return False
    agent = headers.get("User-Agent", "")
    # Browsers of these years say that somebody went there; a page's own scripts say otherwise.
    goes_there = headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    return goes_there and "Mozilla/" in agent and not _PROGRAM.search(agent)


def _is_staff(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES and getattr(
        request.user, "is_staff", False
    )
