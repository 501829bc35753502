"""Asking the WSGI application for pages: time, queries, weight. Needs Django to be set up."""

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
    """A page to ask for, and how many comments are to stand on a page of a thread."""

    name: str
    path: str
    page_size: int = PAGE


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``queries`` are those of the application, without the connection's own."""

    status: str
    body: bytes
    queries: int
    seconds: float
    etag: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of the table."""

    case: Case
    cold: list[Answer]
    warm: list[Answer]

    def __str__(self) -> str:
        body = self.warm[-1].body
        return (
            f"{self.case.name:40} {_times(self.cold)} {_times(self.warm)}"
            f" {1 / _least(self.warm):7.0f}"
            f" {len(body) / 1000:7.1f} {len(gzip.compress(body, 6)) / 1000:6.1f}"
        )


HEADING = (
    f"{'':40} {'cold':>22} {'warm':>22} {'':7} {'weight':>14}\n"
    f"{'page':40} {'sql':>4} {'least':>8} {'median':>8} {'sql':>4} {'least':>8} {'median':>8}"
    f" {'req/s':>7} {'kB':>7} {'gzip':>6}"
)


def generate_content(articles: int, comments: int) -> None:
    """Write generated content, and say how fast that went."""
    started = time.perf_counter()
    generate_site(articles=articles, comments=comments)
    took = time.perf_counter() - started
    print(
        f"{articles} articles and {comments} comments made in {took:.1f} s"
        f" ({comments / took:.0f} comments/s), {connection.display_name}\n"
    )


def build_cases() -> list[Case]:
    """Return the pages, among them those of the threads with about 5,000, 1,000 and 10 comments.

    The longest thread has 5,000 comments where 20,000 were made, and half of them otherwise.
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
        Case("article, as a tree, thread of 1,000", f"{middle}?view=threaded"),
        Case("article, as a tree, thread of 5,000", f"{long}?view=threaded"),
        Case("page 26 of 5,000, as a tree", f"{pages}/26/?view=threaded"),
        Case("search, a word of every third comment", "/search/?q=harbour"),
        Case("search, two rare words", "/search/?q=archive+tides"),
    ]


def _measure(case: Case) -> Figures:
    with override_settings(COMMENTS_PER_PAGE=case.page_size):
        send_request(case.path)
        cold = []
        for _ in range(COLD_RUNS):
            cache.clear()
            cold.append(send_request(case.path))
        warm = [send_request(case.path) for _ in range(WARM_RUNS)]
        cache.clear()
    if not warm[-1].status.startswith("200"):
        raise SystemExit(f"{case.path} answered {warm[-1].status}")
    return Figures(case, cold, warm)


def send_request(path: str, *, etag: str = "") -> Answer:
    """Ask the WSGI application as a server would, for somebody who holds the answer ``etag``."""
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
    with _counted() as queries:
        started = time.perf_counter()
        response = application(environ, start_response)
        body = b"".join(response)
        seconds = time.perf_counter() - started
        response.close()
    return Answer(status, body, len(queries), seconds, headers.get("ETag", ""))


@contextmanager
def _counted() -> Iterator[list[str]]:
    queries: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        queries.append(sql)
        return execute(sql, *arguments)

    with connection.execute_wrapper(note):
        yield queries


def _least(answers: list[Answer]) -> float:
    """Return what the page itself takes; what is above that is the machine's other work."""
    return min(answer.seconds for answer in answers)


def _times(answers: list[Answer]) -> str:
    median = statistics.median(answer.seconds for answer in answers)
    return f"{answers[-1].queries:4} {_least(answers) * 1000:8.2f} {median * 1000:8.2f}"


def print_pages(cases: Sequence[Case]) -> None:
    """Measure the pages and print them, and below them what may not grow."""
    print(HEADING)
    figures = {}
    for case in cases:
        figures[case.name] = measured = _measure(case)
        print(measured)
    _print_ratios(figures)


def _print_ratios(figures: dict[str, Figures]) -> None:
    """Say what may not grow: the time of a page with the length of its thread."""
    print()
    for name, other in (
        ("article, thread of 5,000, 100 comments", "article, thread of 1,000, 100 comments"),
        ("last page of 5,000", "article, thread of 5,000, 100 comments"),
        ("article, as a tree, thread of 5,000", "article, as a tree, thread of 1,000"),
        ("page 26 of 5,000, as a tree", "article, as a tree, thread of 5,000"),
        ("article, thread of 5,000, 100 comments", "article, thread of 5,000, 10 comments"),
    ):
        ratio = _least(figures[name].cold) / _least(figures[other].cold)
        print(f"{ratio:5.2f} times the cold time of “{other}”: {name}")
    for one in figures.values():
        ratio = _least(one.cold) / _least(one.warm)
        print(f"{ratio:5.1f} times faster from the cache: {one.case.name}")
