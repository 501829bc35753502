"""Load pages of comments from the database.

Loading a page takes two queries, however large the thread is. A flat page is a range of comment
numbers, counted from the first or the last comment. A threaded page is a range of the tree order;
finding its start requires only the index. If the newest comments come first, the tree starts with
the newest conversation, but each comment still precedes its replies
(``comments.threads.ordering``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import Http404

from comments.models import Comment, Thread
from comments.rendering.items import CommentItem, build_items
from comments.rendering.rows import CommentRow, fetch_rows, select_columns
from comments.threads.ordering import Order, View, order_comments
from comments.threads.pagination import get_page_count, get_page_size
from comments.threads.thread_urls import ThreadUrls
from core.compiled_queries import CompiledQuery, Parameter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from blog.models import Article
    from comments.models.comment import CommentQuerySet

# Page links on each side of the current page; the first and last pages are always linked.
_NEIGHBORS = 2
# Limit for a single request for new comments, regardless of the site's page size.
NEW_ITEMS_LIMIT = 100


@dataclass(frozen=True, slots=True)
class PageLink:
    number: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class CommentPage:
    """A page of a thread, with everything its template needs."""

    urls: ThreadUrls
    number: int
    count: int
    items: Sequence[CommentItem] = field(default=())

    @property
    def view(self) -> View:
        return self.urls.view

    @property
    def order(self) -> Order:
        return self.urls.order

    @property
    def first_number(self) -> int | None:
        """The lowest comment number on the page."""
        return min((item.comment.number for item in self.items), default=None)

    @property
    def last_number(self) -> int | None:
        """The highest comment number on the page."""
        return max((item.comment.number for item in self.items), default=None)

    @property
    def first_url(self) -> str:
        """The URL of the first page; empty on the first page."""
        return self.urls.get_page_url(1) if self.number > 1 else ""

    @property
    def previous_url(self) -> str:
        """The URL of the previous page; empty on the first page."""
        return self.urls.get_page_url(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """The URL of the next page; empty on the last page."""
        return self.urls.get_page_url(self.number + 1) if self.number < self.count else ""

    @property
    def last_url(self) -> str:
        """The URL of the last page; empty on the last page."""
        return self.urls.get_page_url(self.count) if self.number < self.count else ""

    @property
    def flat_url(self) -> str:
        return self.urls.get_layout_url(view=View.FLAT)

    @property
    def threaded_url(self) -> str:
        return self.urls.get_layout_url(view=View.THREADED)

    @property
    def oldest_url(self) -> str:
        return self.urls.get_layout_url(order=Order.OLDEST)

    @property
    def newest_url(self) -> str:
        return self.urls.get_layout_url(order=Order.NEWEST)

    @property
    def jump_url(self) -> str:
        """The action URL of the form that jumps to a comment number."""
        return f"{self.urls.base}go/"

    @property
    def pages(self) -> list[PageLink | None]:
        """Links to neighboring pages and to the first and last page; ``None`` marks a gap."""
        near = range(self.number - _NEIGHBORS, self.number + _NEIGHBORS + 1)
        listed = sorted({1, self.count, *(n for n in near if 1 <= n <= self.count)})
        links: list[PageLink | None] = []
        previous = 0
        for number in listed:
            if number > previous + 1:
                links.append(None)
            links.append(PageLink(number, self.urls.get_page_url(number), number == self.number))
            previous = number
        return links


def load_page(
    *, article: Article, thread: Thread, number: int, view: View, order: Order = Order.OLDEST
) -> CommentPage:
    """Return one page of a thread with the references of its comments, using two queries.

    Raises ``Http404`` if the thread has no such page.
    """
    count = get_page_count(thread, view)
    if not 1 <= number <= count:
        raise Http404("The thread has no such page")
    urls = ThreadUrls(article, view, order)
    comments = _load_comments(thread, number, view, order) if thread.pk else []
    return CommentPage(urls, number, count, list(build_items(urls, comments)))


def load_new_items(
    *, article: Article, thread: Thread, number: int, view: View
) -> list[CommentItem]:
    """Return up to ``NEW_ITEMS_LIMIT`` comments after ``number``, oldest first. Two queries."""
    if not thread.pk:
        return []
    rows = Comment.objects.filter(thread=thread, number__gt=number).order_by("number")
    return list(build_items(ThreadUrls(article, view), fetch_rows(rows[:NEW_ITEMS_LIMIT])))


def _load_comments(thread: Thread, number: int, view: View, order: Order) -> list[CommentRow]:
    """Return the comments on a page, in page order. One query."""
    size = get_page_size()
    skipped = (number - 1) * size
    match view, order:
        case View.FLAT, Order.OLDEST:
            first = thread.first_number + skipped
            return _FLAT[order](thread.pk, first, first + size - 1)
        case View.FLAT, _:
            last = thread.last_number - skipped
            return _FLAT[order](thread.pk, last - size + 1, last)
        case _, Order.OLDEST:
            # The inner query reads only the index, so skipped rows are never loaded.
            keys = _get_tree_rows(thread, order).values("order_key")
            from_start = Q(order_key__gte=keys[skipped : skipped + 1])
            return fetch_rows(_get_tree_rows(thread, order).filter(from_start)[:size])
        case _:
            numbers = _get_tree_rows(thread, order).values("number")
            on_page = Q(number__in=numbers[skipped : skipped + size])
            return fetch_rows(_get_tree_rows(thread, order).filter(on_page))


def _get_tree_rows(thread: Thread, order: Order) -> CommentQuerySet:
    return order_comments(Comment.objects.filter(thread=thread).numbered(), View.THREADED, order)


def _prepare_flat_page(order: Order) -> CompiledQuery[CommentRow]:
    def select(thread: Parameter, first: Parameter, last: Parameter) -> QuerySet[Comment, Any]:
        numbers = Comment.objects.filter(thread=thread, number__range=(first, last))
        return select_columns(order_comments(numbers, View.FLAT, order))

    return CompiledQuery(CommentRow._make, select)


_FLAT = {order: _prepare_flat_page(order) for order in Order}
