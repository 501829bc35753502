"""Pages of threads, and the ways to one comment."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.models import Article
from blog.reading import readable_article
from comments.layout import layout_of
from comments.markup import draw_comments
from comments.models import Comment, Reference
from comments.pages import Addresses, items, page_holding
from comments.shown import shown
from core.shared_pages import answer


@require_safe
def comment_page(
    request: HttpRequest, year: int, month: int, basename: str, page: int
) -> HttpResponse:
    """Show one page of a thread under the article's title."""
    article = readable_article(request, year, month, basename)
    response = render(request, "comments/page.html", {"article": article, "number": page})
    return answer(request, response)


@require_safe
def permalink(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Go to the page and the place of a comment, now and for ever.

    A number that is known only because others pasted its byline leads to the first of them.
    """
    article = readable_article(request, year, month, basename)
    view, order = layout_of(request)
    comment = _numbered(article, number) or _first_to_name(article, number)
    page = page_holding(comment, comment.thread, view, order)
    path, _hash, _anchor = Addresses(article, view, order).page(page).partition("#")
    return answer(request, HttpResponseRedirect(f"{path}#c{comment.number}"))


@require_safe
def go_to_number(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Send the form that asks for a number to the comment of that number."""
    article = readable_article(request, year, month, basename)
    number = request.GET.get("number", "").strip().removeprefix("#")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404("That is not a number")
    query = Addresses(article, *layout_of(request)).query
    path = reverse("comments:permalink", args=[*article.address, int(number)])
    return HttpResponseRedirect(f"{path}{query}")


@require_safe
def fragment(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Show one comment alone, for the preview beside a reference to it."""
    article = readable_article(request, year, month, basename)
    comments = shown(Comment.objects.filter(thread__article=article, number=number))
    if not comments:
        raise Http404("There is no such comment")
    found = items(Addresses(article), comments)
    return answer(request, HttpResponse(draw_comments(found, can_reply=False)))


def _numbered(article: Article, number: int) -> Comment | None:
    return (
        Comment.objects.filter(thread__article=article, number=number)
        .select_related("thread")
        .first()
    )


def _first_to_name(article: Article, number: int) -> Comment:
    reference = (
        Reference.objects.from_readable()
        .filter(source__thread__article=article, target=None, target_number=number)
        .select_related("source__thread")
        .order_by("source__number")
        .first()
    )
    if reference is None:
        raise Http404("There is no such comment")
    return reference.source
