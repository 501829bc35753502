"""Pages of a thread: which comments stand on them, and whom those address.

A flat page is a range of numbers, so its rows are found by the numbers alone. A threaded page is a
range of the tree's order; where it begins is read off the index of that order. Either takes two
queries, whatever the thread's size.

Newest first, a flat page is a range of numbers counted from the last one down. In the tree the
newest conversation comes first, and within it each comment still stands before its answers, as
people read them: that order is an index of its own (see ``comments.sequence``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import F, Q
from django.db.models.lookups import In
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from comments import tree
from comments.models import Comment, Reference, Thread
from comments.sequence import Order, View, beyond, in_order
from comments.shown import Shown, columns, shown
from core.compiled_queries import CompiledQuery, Parameter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from blog.models import Article
    from comments.models.comment import CommentQuerySet

# A comment that everybody answers names so many of them and counts the rest.
ANSWERS_NAMED = 12
# The style sheet indents no further: from here on a branch can be read on a page of its own.
READABLE_DEPTH = 12
# Page links on each side of the current one; the first and the last are always there.
_NEIGHBOURS = 2


class RefLink(NamedTuple):
    """One end of a reference, as a link.

    ``is_present`` is false for a comment that is known only by its byline, pasted by others.
    """

    number: int
    name: str
    url: str
    is_present: bool = True
    cue: str = ""


class Item(NamedTuple):
    """One comment on a page, or the stub that stands for it."""

    comment: Shown
    url: str
    reply_url: str
    depth: int = 0
    answers: Sequence[RefLink] = ()
    answered_by: Sequence[RefLink] = ()
    answered_by_more: int = 0
    # Where its answers can be read from the left again, when they stand too deep here.
    branch_url: str = ""

    @property
    def more_url(self) -> str:
        """Where a reader finds all that can be done with the comment."""
        path, mark, query = self.url.partition("?")
        return f"{path}more/{mark}{query}"

    @property
    def stub_text(self) -> str:
        """What stands in the place of a text that can't be read."""
        match self.comment.status:
            case Comment.Status.WITHDRAWN:
                return _("Withdrawn by its author.")
            case Comment.Status.HELD:
                return _("A moderator is looking at this comment.")
            case _other:
                return _("Removed by a moderator.")


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page of the thread."""

    number: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class Addresses:
    """The addresses of one thread, in one view and order; each is put together once."""

    article: Article
    view: View = View.FLAT
    order: Order = Order.OLDEST

    @cached_property
    def base(self) -> str:
        """What all addresses of the thread begin with, up to the number or the word."""
        return reverse("comments:page", args=[*self.article.url_args, 1]).removesuffix("page/1/")

    def page(self, number: int) -> str:
        """Return the address of a page; the first one is the article's own."""
        return f"{self._path(number)}{self.query}#comments"

    @cached_property
    def query(self) -> str:
        """Return what keeps view and order in an address; nothing for those that need no word."""
        words = {}
        if self.view is not View.FLAT:
            words["view"] = self.view.value
        if self.order is not Order.OLDEST:
            words["order"] = self.order.value
        return f"?{urlencode(words)}" if words else ""

    def switched(self, *, view: View | None = None, order: Order | None = None) -> str:
        """Return the address of the first page in another view or order.

        It says both, because a browser may remember others (``comments.layout``).
        """
        words = {"view": view or self.view, "order": order or self.order}
        return f"{self._path(1)}?{urlencode(words)}#comments"

    def _path(self, number: int) -> str:
        return self._first if number == 1 else f"{self.base}page/{number}/"

    @cached_property
    def _first(self) -> str:
        return self.article.get_absolute_url()


@dataclass(frozen=True, slots=True)
class CommentPage:
    """A page of a thread, with all that its template shows."""

    addresses: Addresses
    number: int
    count: int
    items: Sequence[Item] = field(default=())

    @property
    def view(self) -> View:
        """How the page is laid out."""
        return self.addresses.view

    @property
    def order(self) -> Order:
        """Where the thread begins."""
        return self.addresses.order

    @property
    def first_number(self) -> int | None:
        """The lowest number on the page."""
        return min((item.comment.number for item in self.items), default=None)

    @property
    def last_number(self) -> int | None:
        """The highest number on the page."""
        return max((item.comment.number for item in self.items), default=None)

    @property
    def first_url(self) -> str:
        """The address of the first page, or nothing on that page."""
        return self.addresses.page(1) if self.number > 1 else ""

    @property
    def previous_url(self) -> str:
        """The address of the page before, or nothing on the first."""
        return self.addresses.page(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """The address of the page after, or nothing on the last."""
        return self.addresses.page(self.number + 1) if self.number < self.count else ""

    @property
    def last_url(self) -> str:
        """The address of the last page, or nothing on that page."""
        return self.addresses.page(self.count) if self.number < self.count else ""

    @property
    def flat_url(self) -> str:
        """The address of the flat view."""
        return self.addresses.switched(view=View.FLAT)

    @property
    def threaded_url(self) -> str:
        """The address of the threaded view."""
        return self.addresses.switched(view=View.THREADED)

    @property
    def oldest_url(self) -> str:
        """The address of the thread from its beginning."""
        return self.addresses.switched(order=Order.OLDEST)

    @property
    def newest_url(self) -> str:
        """The address of the thread from its end."""
        return self.addresses.switched(order=Order.NEWEST)

    @property
    def go_url(self) -> str:
        """Where the form that goes to a number is sent."""
        return f"{self.addresses.base}go/"

    @property
    def pages(self) -> list[PageLink | None]:
        """Links to this page's neighbours and to both ends; ``None`` where some are left out."""
        near = range(self.number - _NEIGHBOURS, self.number + _NEIGHBOURS + 1)
        shown = sorted({1, self.count, *(n for n in near if 1 <= n <= self.count)})
        links: list[PageLink | None] = []
        before = 0
        for number in shown:
            if number > before + 1:
                links.append(None)
            links.append(PageLink(number, self.addresses.page(number), number == self.number))
            before = number
        return links


def page_size() -> int:
    """Return how many comments stand on a page."""
    size: int = settings.COMMENTS_PER_PAGE
    return size


def page_count(thread: Thread, view: View) -> int:
    """Return how many pages the thread has; an empty one has one."""
    places = (
        thread.numbered_count
        if view is View.THREADED
        else thread.last_number - thread.first_number + 1
    )
    return max(1, -(-places // page_size()))


def page_holding(comment: Comment, thread: Thread, view: View, order: Order = Order.OLDEST) -> int:
    """Return the page on which a numbered comment stands."""
    number = comment.number or 0
    if view is View.THREADED:
        numbered = Comment.objects.filter(thread=thread).numbered()
        before = numbered.filter(beyond(comment, view, order, backwards=True)).count()
    elif order is Order.NEWEST:
        before = thread.last_number - number
    else:
        before = number - thread.first_number
    return before // page_size() + 1


def load_page(
    *, article: Article, thread: Thread, number: int, view: View, order: Order = Order.OLDEST
) -> CommentPage:
    """Return one page of a thread, with the references of its comments. Two queries.

    Raises ``Http404`` for a page that the thread doesn't have.
    """
    count = page_count(thread, view)
    if not 1 <= number <= count:
        raise Http404("The thread has no such page")
    addresses = Addresses(article, view, order)
    comments = _comments(thread, number, view, order) if thread.pk else []
    return CommentPage(addresses, number, count, list(items(addresses, comments)))


def items(addresses: Addresses, comments: Sequence[Shown], *, depth: int = 0) -> Iterator[Item]:
    """Return comments of one thread with whom they address and who answers them. One query.

    Depths are counted from ``depth``.
    """
    here = {comment.pk: comment.number for comment in comments}
    answers, answered_by = _references(addresses, here)
    base, query = addresses.base, addresses.query
    threaded = addresses.view is View.THREADED
    for comment, following in zip_longest(comments, comments[1:]):
        answering = answered_by.get(comment.pk, [])
        goes_on = following is not None and tree.is_below(following, comment)
        yield Item(
            comment=comment,
            url=f"{base}{comment.number}/{query}",
            reply_url=f"?reply_to={comment.number}{query.replace('?', '&')}#comment-form",
            depth=comment.depth - depth if threaded else 0,
            answers=answers.get(comment.pk, []) if comment.is_readable else (),
            answered_by=answering[:ANSWERS_NAMED],
            answered_by_more=max(0, len(answering) - ANSWERS_NAMED),
            branch_url=(
                f"{base}{comment.number}/thread/"
                if threaded and goes_on and comment.depth - depth == READABLE_DEPTH
                else ""
            ),
        )


def _comments(thread: Thread, number: int, view: View, order: Order) -> list[Shown]:
    """Return the comments of a page, in its order. One query."""
    size = page_size()
    skipped = (number - 1) * size
    match view, order:
        case View.FLAT, Order.OLDEST:
            first = thread.first_number + skipped
            return _FLAT[order](thread.pk, first, first + size - 1)
        case View.FLAT, _:
            last = thread.last_number - skipped
            return _FLAT[order](thread.pk, last - size + 1, last)
        case _, Order.OLDEST:
            # The inner query walks the index alone, so that skipped rows are never read.
            keys = _in_tree(thread, order).values("order_key")
            begun = Q(order_key__gte=keys[skipped : skipped + 1])
            return shown(_in_tree(thread, order).filter(begun)[:size])
        case _:
            numbers = _in_tree(thread, order).values("number")
            these = Q(number__in=numbers[skipped : skipped + size])
            return shown(_in_tree(thread, order).filter(these))


def _in_tree(thread: Thread, order: Order) -> CommentQuerySet:
    return in_order(Comment.objects.filter(thread=thread).numbered(), View.THREADED, order)


def _flat_page(order: Order) -> CompiledQuery[Shown]:
    def rows(thread: Parameter, first: Parameter, last: Parameter) -> QuerySet[Comment, Any]:
        numbers = Comment.objects.filter(thread=thread, number__range=(first, last))
        return columns(in_order(numbers, View.FLAT, order))

    return CompiledQuery(Shown._make, rows)


_FLAT = {order: _flat_page(order) for order in Order}

type _Links = dict[int, list[RefLink]]


def _references(addresses: Addresses, here: Mapping[int, int]) -> tuple[_Links, _Links]:
    """Return, for the comments on a page, those that they address and those that address them."""
    answers: _Links = {}
    answered_by: _Links = {}
    numbers = set(here.values())
    base, query = addresses.base, addresses.query

    def url(number: int) -> str:
        return f"#c{number}" if number in numbers else f"{base}{number}/{query}"

    for row in _REFERENCES(list(here)) if here else ():
        # Left out here and not by the query: SQLite would walk all published comments of the site
        # to find the few that address these.
        if row.source_status != Comment.Status.PUBLISHED:
            continue
        number = row.target_number
        if row.source_id in here:
            name, is_present = row.target_name or row.name, row.target_id is not None
            link = RefLink(number, name, url(number), is_present, row.cue)
            answers.setdefault(row.source_id, []).append(link)
        if (target := row.target_id) is not None and target in here:
            number = row.source_number or 0
            link = RefLink(number, row.source_name, url(number), cue=row.cue)
            answered_by.setdefault(target, []).append(link)
    return answers, answered_by


class _ReferenceRow(NamedTuple):
    source_id: int
    source_status: str
    source_number: int | None
    source_name: str
    target_id: int | None
    target_number: int
    target_name: str | None
    name: str
    cue: str


def _reference_rows(here: list[Parameter]) -> QuerySet[Reference, Any]:
    return (
        Reference.objects.filter(Q(In(F("source_id"), here)) | Q(In(F("target_id"), here)))
        .order_by("source__number", "target_number")
        .values_list(
            "source_id", "source__status", "source__number", "source__author_name",
            "target_id", "target_number", "target__author_name", "name", "cue",
        )
    )  # fmt: skip


_REFERENCES = CompiledQuery(_ReferenceRow._make, _reference_rows)
