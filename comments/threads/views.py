"""Thread pages, permalinks, and commenter pages."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.articles.access import get_readable_article
from blog.models import Article
from comments.models import Comment, Commenter, Reference
from comments.rendering.comment_html import render_comments
from comments.rendering.items import build_items
from comments.rendering.rows import fetch_rows
from comments.threads.layout import get_layout
from comments.threads.missing_number import parse_missing_number
from comments.threads.pagination import find_page_number
from comments.threads.thread_urls import ThreadUrls
from core.paging import get_page, parse_page_number
from core.search.searching import filter_matching
from core.shared_pages import set_cache_headers

COMMENTER_PAGE_SIZE = 20


@require_safe
def comment_page(
    request: HttpRequest, year: int, month: int, basename: str, page: int
) -> HttpResponse:
    """Show one page of a thread under the article's title."""
    article = get_readable_article(request, year, month, basename)
    # The article page shows the same comments as page 1.
    canonical_path = article.get_absolute_url() if page == 1 else request.path
    context = {"article": article, "number": page, "canonical_path": canonical_path}
    response = render(request, "comments/threads/page.html", context)
    return set_cache_headers(request, response)


@require_safe
def permalink(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Redirect to a comment's page and anchor.

    If the comment isn't in the thread but other comments refer to its number, redirect to the first
    of them.
    """
    article = get_readable_article(request, year, month, basename)
    view, order = get_layout(request)
    comment = _get_numbered(article, number) or _get_first_referrer(article, number)
    if comment is None:
        raise Http404("No such comment")
    page = find_page_number(comment, comment.thread, view, order)
    path, _hash, _anchor = ThreadUrls(article, view, order).get_page_url(page).partition("#")
    if (missing := parse_missing_number(request)) is not None:
        path = f"{path}{'&' if '?' in path else '?'}missing={missing}"
    return set_cache_headers(request, HttpResponseRedirect(f"{path}#c{comment.number}"))


@require_safe
def jump_to_number(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Redirect to the comment whose number was entered in the form.

    If no comment has this number, redirect to the nearest one, on a page that says so.
    """
    article = get_readable_article(request, year, month, basename)
    number = request.GET.get("number", "").strip().removeprefix("#")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404("Not a number")
    query = ThreadUrls(article, *get_layout(request)).query
    nearest = _find_nearest(article, int(number))
    path = reverse("comments:permalink", args=[*article.url_args, nearest])
    if nearest != int(number):
        query = f"{query}{'&' if query else '?'}missing={int(number)}"
    return HttpResponseRedirect(f"{path}{query}")


@require_safe
def comment_fragment(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Return one comment as HTML, for a preview next to a link to it."""
    article = get_readable_article(request, year, month, basename)
    comments = fetch_rows(Comment.objects.filter(thread__article=article, number=number))
    if not comments:
        raise Http404("No such comment")
    items = build_items(ThreadUrls(article), comments)
    return set_cache_headers(request, HttpResponse(render_comments(items, can_reply=False)))


@require_safe
def legacy_comment(
    request: HttpRequest, year: int, month: int, basename: str, key: str
) -> HttpResponse:
    """Redirect from a comment's legacy ID to the comment, or to all comments if it is unknown."""
    article = get_readable_article(request, year, month, basename)
    comment = (
        Comment.objects.numbered()
        .filter(legacy_ids__thread__article=article, legacy_ids__key=key.lower())
        .first()
        if "\0" not in key  # PostgreSQL rejects NUL
        else None
    )
    if comment is None:
        return redirect(f"{article.get_absolute_url()}#comments")
    url = reverse("comments:permalink", args=[*article.url_args, comment.number])
    return HttpResponsePermanentRedirect(url)


@require_safe
def commenter_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a commenter's public comments, newest first, optionally limited to matches for ``q``."""
    commenter = get_object_or_404(Commenter, slug=slug)
    comments = Comment.objects.filter(commenter=commenter).listed()
    published_count = comments.count()
    if not published_count:
        # Don't reveal commenters whose first comment is still held.
        raise Http404("This commenter has no public comments")
    query = request.GET.get("q", "").replace("\0", "").strip()
    found = filter_matching(comments, query, kind="comment") if query else comments
    page = get_page(
        found.with_article().newest_first(),
        parse_page_number(request.GET.get("page", "1")),
        size=COMMENTER_PAGE_SIZE,
    )
    context = {
        "commenter": commenter,
        "page": page,
        "published_count": published_count,
        "query": query,
    }
    return set_cache_headers(request, render(request, "comments/threads/commenter.html", context))


def _get_numbered(article: Article, number: int) -> Comment | None:
    return (
        Comment.objects.filter(thread__article=article, number=number)
        .select_related("thread")
        .first()
    )


def _find_nearest(article: Article, number: int) -> int:
    """Return ``number`` or, if no comment has this number, the nearest number of a comment.

    People mistype numbers, and not every number in a thread has a comment. If a comment refers to a
    missing comment by ``number``, ``number`` is returned as well.
    """
    if _get_first_referrer(article, number):
        return number
    numbers = Comment.objects.filter(thread__article=article).values_list("number", flat=True)
    before = numbers.filter(number__lte=number).order_by("-number").first()
    after = numbers.filter(number__gte=number).order_by("number").first()
    candidates = [neighbor for neighbor in (before, after) if neighbor is not None]
    return min(candidates, key=lambda neighbor: abs(neighbor - number), default=number)


def _get_first_referrer(article: Article, number: int) -> Comment | None:
    reference = (
        Reference.objects.from_published()
        .filter(source__thread__article=article, target=None, target_number=number)
        .select_related("source__thread")
        .order_by("source__number")
        .first()
    )
    return reference.source if reference else None
