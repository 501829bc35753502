"""A thread's most recommended and featured comments."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from blog.models import Article
from comments.models import Comment, Thread
from comments.models.comment import CommentQuerySet
from comments.rendering.cache_keys import build_cache_key
from comments.rendering.comment_html import render_comments
from comments.rendering.items import CommentItem, build_items
from comments.rendering.recommendation_slices import are_recommendations_enabled
from comments.rendering.rows import CommentRow, fetch_rows
from comments.threads.thread_urls import ThreadUrls
from core.page_cache import get_or_render

# Number of highlights of each kind shown above a thread.
EXCERPTS = 3
# Fewer recommendations than this aren't meaningful.
MIN_RECOMMENDATIONS = 3
# Length of the list of most recommended comments.
MAX_RECOMMENDED = 100


@dataclass(frozen=True, slots=True)
class Highlights:
    """The excerpts shown above a thread."""

    featured: Sequence[CommentItem] = ()
    recommended: Sequence[CommentItem] = ()

    def __bool__(self) -> bool:
        return bool(self.featured or self.recommended)


def load_highlights(article: Article, thread: Thread) -> Highlights:
    """Return a thread's highlights. One query, or none if the thread can't have any highlights."""
    has_recommendations = thread.recommended_at is not None and are_recommendations_enabled()
    if not (has_recommendations or thread.featured_count):
        return Highlights()
    published = Comment.objects.filter(thread=thread).published()
    newest_featured = published.filter(featured_at__isnull=False).order_by("-featured_at", "-pk")
    wanted = Q(pk__in=newest_featured.values("pk")[:EXCERPTS])
    if has_recommendations:
        best = get_most_recommended(thread).filter(recommend_count__gte=MIN_RECOMMENDATIONS)
        # Twice as many, because some of them may also be featured.
        wanted |= Q(pk__in=best.values("pk")[: 2 * EXCERPTS])
    rows = sorted(
        fetch_rows(published.filter(wanted)), key=lambda row: (-row.recommend_count, row.number)
    )
    featured = [row for row in rows if row.featured_at]
    others = [row for row in rows if not row.featured_at]
    urls = ThreadUrls(article)
    return Highlights(
        [_build_excerpt(urls, row) for row in featured[:EXCERPTS]],
        [_build_excerpt(urls, row) for row in others[:EXCERPTS]],
    )


def get_most_recommended(thread: Thread) -> CommentQuerySet:
    """Return a thread's recommended comments, most recommended first."""
    return (
        Comment.objects.filter(thread=thread, recommend_count__gt=0)
        .published()
        .order_by("-recommend_count", "number")
    )


def is_most_recommended_requested(request: HttpRequest) -> bool:
    """Check whether the URL requests the most recommended comments and the feature is enabled."""
    return are_recommendations_enabled() and request.GET.get("order") == "recommended"


def render_most_recommended(*, article: Article, thread: Thread, can_reply: bool) -> SafeString:
    """Return the most recommended comments as HTML, cached the same way as pages."""
    key = build_cache_key("recommended", article=article, thread=thread, can_reply=can_reply)
    return get_or_render(key, lambda: _render_list(article, thread, can_reply=can_reply))


def _render_list(article: Article, thread: Thread, *, can_reply: bool) -> SafeString:
    urls = ThreadUrls(article)
    rows = fetch_rows(get_most_recommended(thread)[:MAX_RECOMMENDED])
    context = {
        "article": article,
        "thread": thread,
        "flat_url": urls.get_page_url(1),
        "comments": render_comments(build_items(urls, rows), can_reply=can_reply),
        "has_any": bool(rows),
    }
    return render_to_string("comments/rendering/_most_recommended.html", context)


def _build_excerpt(urls: ThreadUrls, row: CommentRow) -> CommentItem:
    return CommentItem(comment=row, url=urls.get_comment_url(row.number), reply_url="")
