"""Pages of comments as HTML, drawn once for each state of the thread."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from blog.models import Article
from comments import tree
from comments.arrivals import load_since
from comments.keys import key_of
from comments.markup import draw_comments
from comments.models import Thread
from comments.pages import CommentPage, Item, load_page
from comments.peace.folding import recommendations_on
from comments.peace.highlights import highlights
from comments.sequence import Order, View
from comments.structured_data import json_ld
from core.page_cache import get_or_render


def draw_page(
    *,
    article: Article,
    thread: Thread,
    number: int,
    view: View,
    order: Order = Order.OLDEST,
    can_reply: bool,
) -> SafeString:
    """Return one page of a thread as HTML, with its structured data at the end.

    Of the terms on which comments are taken it shows one thing: whether they are (``can_reply``).

    Two queries when the thread has changed since the page was last drawn, none otherwise. Raises
    ``Http404`` for a page that the thread doesn't have.
    """
    key = key_of(
        "comments",
        number,
        view,
        order,
        settings.COMMENTS_PER_PAGE,
        article=article,
        thread=thread,
        can_reply=can_reply,
    )
    return get_or_render(
        key,
        lambda: _draw(
            load_page(article=article, thread=thread, number=number, view=view, order=order),
            thread,
            can_reply=can_reply,
        ),
    )


def draw_since(
    *, article: Article, thread: Thread, number: int, view: View, can_reply: bool
) -> SafeString:
    """Return the next comments after a number, each in an element that says where it belongs.

    ``data-under`` is the number of the comment under which the tree shows it, 0 for none. Two
    queries when the thread has changed since they were last drawn, none otherwise.
    """
    # Whoever makes numbers up must not fill the cache: there are more of them than pages.
    if number >= thread.last_number:
        return SafeString("")
    key = key_of("since", number, view, article=article, thread=thread, can_reply=can_reply)
    return get_or_render(
        key,
        lambda: _draw_since(
            load_since(article=article, thread=thread, number=number, view=view),
            can_reply=can_reply,
        ),
    )


def _draw_since(items: Iterable[Item], *, can_reply: bool) -> SafeString:
    return format_html_join(
        "\n",
        '<div data-under="{}">{}</div>',
        (
            (tree.number_above(item.comment), draw_comments([item], can_reply=can_reply))
            for item in items
        ),
    )


def _draw(page: CommentPage, thread: Thread, *, can_reply: bool) -> SafeString:
    article = page.addresses.article
    comments = draw_comments(page.items, can_reply=can_reply)
    context: dict[str, object] = {
        "article": article,
        "thread": thread,
        "page": page,
        "comments": comments,
        "can_reply": can_reply,
        "highlights": highlights(article, thread) if page.number == 1 else None,
        "recommendations_on": recommendations_on(),
    }
    # The same above the comments and below them.
    context["views"] = render_to_string("comments/_views.html", context)
    if page.count > 1:
        context["page_links"] = render_to_string("comments/_page_links.html", context)
    # Both halves come out of the template engine or of the JSON writer, escaped.
    return mark_safe(  # noqa: S308
        render_to_string("comments/_page.html", context) + json_ld(article, thread, page)
    )
