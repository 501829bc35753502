"""Pages of threads, and the ways to one comment."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.articles.access import get_readable_article
from blog.models import Article
from comments.layout import layout_of
from comments.markup import draw_comments
from comments.models import Comment, Reference
from comments.pages import Addresses, items, page_holding
from comments.shown import shown
from core.shared_pages import set_cache_headers


@require_safe
def comment_page(
    request: HttpRequest, year: int, month: int, basename: str, page: int
) -> HttpResponse:
    """Show one page of a thread under the article's title."""
    article = get_readable_article(request, year, month, basename)
    response = render(request, "comments/page.html", {"article": article, "number": page})
    return set_cache_headers(request, response)


@require_safe
def permalink(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Go to the page and the place of a comment, now and for ever.

    A number that is known only because others pasted its byline leads to the first of them.
    """
    article = get_readable_article(request, year, month, basename)
    view, order = layout_of(request)
    comment = _numbered(article, number) or _first_to_name(article, number)
    if comment is None:
        raise Http404("There is no such comment")
    page = page_holding(comment, comment.thread, view, order)
    path, _hash, _anchor = Addresses(article, view, order).page(page).partition("#")
    return set_cache_headers(request, HttpResponseRedirect(f"{path}#c{comment.number}"))


@require_safe
def go_to_number(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Send the form that asks for a number to the comment of that number, or to the nearest."""
    article = get_readable_article(request, year, month, basename)
    number = request.GET.get("number", "").strip().removeprefix("#")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404("That is not a number")
    query = Addresses(article, *layout_of(request)).query
    path = reverse("comments:permalink", args=[*article.address, _nearest(article, int(number))])
    return HttpResponseRedirect(f"{path}{query}")


@require_safe
def fragment(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Show one comment alone, for the preview beside a reference to it."""
    article = get_readable_article(request, year, month, basename)
    comments = shown(Comment.objects.filter(thread__article=article, number=number))
    if not comments:
        raise Http404("There is no such comment")
    found = items(Addresses(article), comments)
    return set_cache_headers(request, HttpResponse(draw_comments(found, can_reply=False)))


def _numbered(article: Article, number: int) -> Comment | None:
    return (
        Comment.objects.filter(thread__article=article, number=number)
        .select_related("thread")
        .first()
    )


def _nearest(article: Article, number: int) -> int:
    """Return a number that leads to a comment: this one, or whichever is nearest to it.

    The form is filled in by hand, with a slip, or with what a thread has lost or never had.
    """
    if _first_to_name(article, number):
        return number
    numbers = Comment.objects.filter(thread__article=article).values_list("number", flat=True)
    before = numbers.filter(number__lte=number).order_by("-number").first()
    after = numbers.filter(number__gte=number).order_by("number").first()
    there = [one for one in (before, after) if one is not None]
    return min(there, key=lambda one: abs(one - number), default=number)


def _first_to_name(article: Article, number: int) -> Comment | None:
    reference = (
        Reference.objects.from_readable()
        .filter(source__thread__article=article, target=None, target_number=number)
        .select_related("source__thread")
        .order_by("source__number")
        .first()
    )
    return reference.source if reference else None
