"""Measure the time, queries, and size of WSGI requests. Requires Django to be configured."""

import gzip
import io
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.core.cache import cache
from django.db import connection
from django.test import override_settings

from blog.models import Article
from comments.threads.ordering import View
from comments.threads.pagination import get_page_count
from config.wsgi import application
from interchange.synthetic import generate_site

PAGE = 100
COLD_RUNS = 40
WARM_RUNS = 60


@dataclass(frozen=True, slots=True)
class Case:
    """A page to request, and the comments-per-page setting to use."""

    name: str
    path: str
    page_size: int = PAGE


@dataclass(frozen=True, slots=True)
class Response:
    """A response. ``queries`` excludes the queries that set up Django's connection."""

    status: str
    body: bytes
    queries: int
    seconds: float
    etag: str = ""


@dataclass(frozen=True, slots=True)
class PageTimings:
    case: Case
    cold: list[Response]
    warm: list[Response]

    def __str__(self) -> str:
        body = self.warm[-1].body
        return (
            f"{self.case.name:40} {_format_times(self.cold)} {_format_times(self.warm)}"
            f" {1 / _get_minimum(self.warm):7.0f}"
            f" {len(body) / 1000:7.1f} {len(gzip.compress(body, 6)) / 1000:6.1f}"
        )


HEADING = (
    f"{'':40} {'cold':>22} {'warm':>22} {'':7} {'weight':>14}\n"
    f"{'page':40} {'sql':>4} {'min':>8} {'median':>8} {'sql':>4} {'min':>8} {'median':>8}"
    f" {'req/s':>7} {'kB':>7} {'gzip':>6}"
)


def generate_content(articles: int, comments: int) -> None:
    """Generate content and print the comments generated per second."""
    started = time.perf_counter()
    generate_site(articles=articles, comments=comments)
    took = time.perf_counter() - started
    print(
        f"{articles} articles and {comments} comments generated in {took:.1f} s"
        f" ({comments / took:.0f} comments/s), {connection.display_name}\n"
    )


def build_cases() -> list[Case]:
    """Return the pages to measure.

    Most of them show threads of 5,000, 1,000, or 10 comments. These sizes require at least 10,400
    generated comments.
    """
    articles = [Article.objects.get(basename=f"generated-1-{place}") for place in (1, 2, 3)]
    long, middle, short = (article.get_absolute_url() for article in articles)
    pages = long.removesuffix(".html") + "/comments/page"
    last = get_page_count(articles[0].thread, View.FLAT)
    return [
        Case("home", "/"),
        Case("article, thread of 10", short),
        Case("article, thread of 1,000, 100 comments", middle),
        Case("article, thread of 5,000, 10 comments", long, page_size=10),
        Case("article, thread of 5,000, 100 comments", long),
        Case("page 26 of 5,000", f"{pages}/26/"),
        Case("last page of 5,000", f"{pages}/{last}/"),
        Case("article, threaded, thread of 1,000", f"{middle}?view=threaded"),
        Case("article, threaded, thread of 5,000", f"{long}?view=threaded"),
        Case("page 26 of 5,000, threaded", f"{pages}/26/?view=threaded"),
        Case("search, a word of every third comment", "/search/?q=harbour"),
        Case("search, two rare words", "/search/?q=archive+tides"),
    ]


def _measure(case: Case) -> PageTimings:
    with override_settings(COMMENTS_PER_PAGE=case.page_size):
        send_request(case.path)
        cold = []
        for _ in range(COLD_RUNS):
            cache.clear()
            cold.append(send_request(case.path))
        warm = [send_request(case.path) for _ in range(WARM_RUNS)]
        cache.clear()
    if not warm[-1].status.startswith("200"):
        raise SystemExit(f"{case.path} returned {warm[-1].status}")
    return PageTimings(case, cold, warm)


def send_request(path: str, *, etag: str = "") -> Response:
    """Send a GET request to the WSGI application, with ``etag`` as ``If-None-Match`` if given."""
    status, headers = "", {}

    def start_response(line: str, pairs: Any, _error: Any = None) -> Callable[[bytes], object]:
        nonlocal status, headers
        status, headers = line, dict(pairs)
        return io.BytesIO().write

    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    environ["PATH_INFO"], _, environ["QUERY_STRING"] = path.partition("?")
    if etag:
        environ["HTTP_IF_NONE_MATCH"] = etag
    with _record_queries() as queries:
        started = time.perf_counter()
        response = application(environ, start_response)
        body = b"".join(response)
        seconds = time.perf_counter() - started
        response.close()
    return Response(status, body, len(queries), seconds, headers.get("ETag", ""))


@contextmanager
def _record_queries() -> Iterator[list[str]]:
    queries: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        queries.append(sql)
        return execute(sql, *arguments)

    with connection.execute_wrapper(note):
        yield queries


def _get_minimum(responses: list[Response]) -> float:
    """Return the shortest response time, which other processes affect least."""
    return min(response.seconds for response in responses)


def _format_times(responses: list[Response]) -> str:
    median = statistics.median(response.seconds for response in responses)
    return f"{responses[-1].queries:4} {_get_minimum(responses) * 1000:8.2f} {median * 1000:8.2f}"


def print_pages(cases: Sequence[Case]) -> None:
    """Measure the pages, and print a table of the results and the ratios between pages."""
    print(HEADING)
    timings = {}
    for case in cases:
        timings[case.name] = measured = _measure(case)
        print(measured)
    _print_ratios(timings)


def _print_ratios(timings: dict[str, PageTimings]) -> None:
    """Print ratios of response times.

    They compare the uncached times of pairs of pages, and the uncached and cached times of each
    page. A page should not take longer because its thread is longer.
    """
    print()
    for name, other in (
        ("article, thread of 5,000, 100 comments", "article, thread of 1,000, 100 comments"),
        ("last page of 5,000", "article, thread of 5,000, 100 comments"),
        ("article, threaded, thread of 5,000", "article, threaded, thread of 1,000"),
        ("page 26 of 5,000, threaded", "article, threaded, thread of 5,000"),
        ("article, thread of 5,000, 100 comments", "article, thread of 5,000, 10 comments"),
    ):
        ratio = _get_minimum(timings[name].cold) / _get_minimum(timings[other].cold)
        print(f"{ratio:5.2f} times the cold time of “{other}”: {name}")
    for timing in timings.values():
        ratio = _get_minimum(timing.cold) / _get_minimum(timing.warm)
        print(f"{ratio:5.1f} times faster from the cache: {timing.case.name}")
