"""Comment pages as HTML, cached until the thread changes."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from blog.models import Article
from comments.models import Thread
from comments.rendering.cache_keys import build_cache_key
from comments.rendering.comment_html import render_comments
from comments.rendering.comment_pages import CommentPage, load_new_items, load_page
from comments.rendering.highlights import load_highlights
from comments.rendering.items import CommentItem
from comments.rendering.recommendation_slices import are_recommendations_enabled
from comments.rendering.structured_data import render_json_ld
from comments.threads import tree
from comments.threads.ordering import Order, View
from core.page_cache import get_or_render


def render_page(
    *,
    article: Article,
    thread: Thread,
    number: int,
    view: View,
    order: Order = Order.OLDEST,
    can_reply: bool,
) -> SafeString:
    """Return one page of a thread as HTML, followed by its structured data.

    ``can_reply`` is the only part of the comment policy that the page depends on. Two queries
    if the page isn't cached, otherwise none. Raises ``Http404`` if the thread has no such page.
    """
    key = build_cache_key(
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
        lambda: _render_page(
            load_page(article=article, thread=thread, number=number, view=view, order=order),
            thread,
            can_reply=can_reply,
        ),
    )


def render_new_comments(
    *, article: Article, thread: Thread, number: int, view: View, can_reply: bool
) -> SafeString:
    """Return the comments after ``number`` as HTML, each in its own element.

    The ``data-parent`` attribute of the element is the number of the comment's parent in the
    threaded view, or 0. Two queries if the result isn't cached, otherwise none.
    """
    # Don't let made-up numbers fill the cache.
    if number >= thread.last_number:
        return SafeString("")
    key = build_cache_key("new", number, view, article=article, thread=thread, can_reply=can_reply)
    return get_or_render(
        key,
        lambda: _render_new_comments(
            load_new_items(article=article, thread=thread, number=number, view=view),
            can_reply=can_reply,
        ),
    )


def _render_new_comments(items: Iterable[CommentItem], *, can_reply: bool) -> SafeString:
    return format_html_join(
        "\n",
        '<div data-parent="{}">{}</div>',
        (
            (tree.get_displayed_parent(item.comment), render_comments([item], can_reply=can_reply))
            for item in items
        ),
    )


def _render_page(page: CommentPage, thread: Thread, *, can_reply: bool) -> SafeString:
    article = page.urls.article
    context: dict[str, object] = {
        "article": article,
        "thread": thread,
        "page": page,
        "comments": render_comments(page.items, can_reply=can_reply),
        "can_reply": can_reply,
        "highlights": load_highlights(article, thread) if page.number == 1 else None,
        "has_recommendations": are_recommendations_enabled() and bool(thread.recommended_at),
    }
    # Both appear twice, above and below the comments.
    context["layout_links"] = render_to_string("comments/rendering/_layout_links.html", context)
    if page.count > 1:
        context["page_links"] = render_to_string("comments/rendering/_page_links.html", context)
    html = render_to_string("comments/rendering/_page.html", context)
    # The template and the JSON writer have escaped both parts.
    return mark_safe(html + render_json_ld(article, thread, page))  # noqa: S308
