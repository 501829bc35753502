"""The comments of a thread that its readers, its author or a moderator point out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from blog.models import Article
from comments.keys import key_of
from comments.markup import draw_comments
from comments.models import Comment, Thread
from comments.models.comment import CommentQuerySet
from comments.pages import Addresses, Item, items
from comments.peace.folding import recommendations_on
from comments.shown import Shown, shown
from core.page_cache import get_or_render

# So many stand above the thread, of each kind.
EXCERPTS = 3
# Fewer recommendations than this say nothing.
WORTH_TELLING = 3
# The order by recommendations ends here; whoever reads on reads the thread.
MOST = 100


@dataclass(frozen=True, slots=True)
class Highlights:
    """What stands above a thread."""

    featured: Sequence[Item] = ()
    recommended: Sequence[Item] = ()

    def __bool__(self) -> bool:
        """Whether anything does."""
        return bool(self.featured or self.recommended)


def highlights(article: Article, thread: Thread) -> Highlights:
    """Return what stands above a thread. One query, or none where nothing was ever pointed out."""
    counted = thread.recommended_at is not None and recommendations_on()
    if not (counted or thread.featured_count):
        return Highlights()
    published = Comment.objects.filter(thread=thread).published()
    newest = published.filter(featured_at__isnull=False).order_by("-featured_at", "-pk")
    wanted = Q(pk__in=newest.values("pk")[:EXCERPTS])
    if counted:
        best = by_recommendations(thread).filter(recommend_count__gte=WORTH_TELLING)
        # As many more as may be featured too, and so are shown already.
        wanted |= Q(pk__in=best.values("pk")[: 2 * EXCERPTS])
    rows = _in_order(shown(published.filter(wanted)))
    featured = [row for row in rows if row.featured_at]
    others = [row for row in rows if not row.featured_at]
    base = Addresses(article).base
    return Highlights(
        [_excerpt(base, row) for row in featured[:EXCERPTS]],
        [_excerpt(base, row) for row in others[:EXCERPTS]],
    )


def by_recommendations(thread: Thread) -> CommentQuerySet:
    """Return the recommended comments of a thread, the most recommended first."""
    return (
        Comment.objects.filter(thread=thread, recommend_count__gt=0)
        .published()
        .order_by("-recommend_count", "number")
    )


def recommended_first(request: HttpRequest) -> bool:
    """Whether an address asks for the most recommended comments, and the site has any."""
    return recommendations_on() and request.GET.get("order") == "recommended"


def draw_recommended(*, article: Article, thread: Thread, can_reply: bool) -> SafeString:
    """Return the most recommended comments as HTML, best first, kept as pages are."""
    key = key_of("recommended", article=article, thread=thread, can_reply=can_reply)
    return get_or_render(key, lambda: _draw(article, thread, can_reply=can_reply))


def _draw(article: Article, thread: Thread, *, can_reply: bool) -> SafeString:
    addresses = Addresses(article)
    rows = shown(by_recommendations(thread)[:MOST])
    context = {
        "article": article,
        "thread": thread,
        "flat_url": addresses.page(1),
        "comments": draw_comments(items(addresses, rows), can_reply=can_reply),
        "has_any": bool(rows),
    }
    return render_to_string("comments/peace/_recommended.html", context)


def _in_order(rows: Sequence[Shown]) -> list[Shown]:
    return sorted(rows, key=lambda row: (-row.recommend_count, row.number))


def _excerpt(base: str, row: Shown) -> Item:
    return Item(comment=row, url=f"{base}{row.number}/", reply_url="")
