"""What readers ask for who have a page of comments open, and those who come back."""

from dataclasses import asdict
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts.visitors import get_current_user
from blog.articles.access import get_readable_article
from comments.arrivals import next_new
from comments.branches import load_branch
from comments.drawing import draw_since
from comments.layout import layout_of
from comments.markup import draw_comments
from comments.models import Comment, Thread
from comments.modes import terms_of
from comments.pages import Addresses, page_holding
from comments.services.reading import mark_read
from comments.services.threads import thread_of
from comments.state import state_of
from comments.visitors import author_of
from core.origin import same_origin_only
from core.paging import parse_page_number
from core.shared_pages import set_cache_headers

# No comment has a longer number.
_DIGITS = 9


@require_safe
def state(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Tell where a thread stands. Asked every few seconds by everybody who has a page open."""
    now = state_of(year, month, basename)
    response = JsonResponse(asdict(now))
    response["ETag"] = f'"{now.version}"'
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


@require_safe
def since(request: HttpRequest, year: int, month: int, basename: str, number: int) -> HttpResponse:
    """Show the next comments after a number, for a page that is open."""
    if number >= 10**_DIGITS:
        raise Http404("No comment has so large a number")
    article = get_readable_article(request, year, month, basename)
    thread = getattr(article, "thread", None) or Thread(article=article)
    view, _order = layout_of(request)
    drawn = draw_since(
        article=article,
        thread=thread,
        number=number,
        view=view,
        can_reply=terms_of(thread).offers_form,
    )
    return set_cache_headers(request, HttpResponse(drawn))


@require_safe
def next_unread(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Go to the next comment of others above ``since``, after ``after`` or before ``before``.

    Where there is none, nothing happens: a browser that gets 204 stays where it is.
    """
    article = get_readable_article(request, year, month, basename)
    thread = getattr(article, "thread", None) or Thread(article=article)
    after, before = _number(request, "after"), _number(request, "before")
    view, order = layout_of(request)
    comment = next_new(
        thread=thread,
        since=_number(request, "since") or 0,
        reader=author_of(request),
        view=view,
        order=order,
        beside=after if before is None else before,
        backwards=before is not None,
    )
    if comment is None:
        return set_cache_headers(request, HttpResponse(status=HTTPStatus.NO_CONTENT))
    page = Addresses(article, view, order).page(page_holding(comment, thread, view, order))
    place = f"{page.partition('#')[0]}#c{comment.number}"
    return set_cache_headers(request, HttpResponseRedirect(place))


@require_POST
@same_origin_only
def seen(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Note how far somebody with an account has read; ``again`` makes all of it old.

    A script is answered with nothing, a form with the page that it came from.
    """
    article = get_readable_article(request, year, month, basename)
    user, number = get_current_user(request), _posted_number(request)
    if user is None:
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    again = "again" in request.POST
    mark_read(reader=user, thread=thread_of(article), number=number, again=again)
    if again:
        return HttpResponseRedirect(
            f"{article.get_absolute_url()}#comments", status=HTTPStatus.SEE_OTHER
        )
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_safe
def branch(request: HttpRequest, year: int, month: int, basename: str, number: int) -> HttpResponse:
    """Show a comment and all the answers below it."""
    article = get_readable_article(request, year, month, basename)
    root = (
        Comment.objects.filter(thread__article=article, number=number)
        .select_related("thread")
        .first()
    )
    if root is None:
        raise Http404("There is no such comment")
    root.thread.article = article
    page = load_branch(
        article=article, root=root, number=parse_page_number(request.GET.get("page", "1"))
    )
    comments = draw_comments(page.items, can_reply=terms_of(root.thread).offers_form)
    context = {"article": article, "page": page, "comments": comments}
    return set_cache_headers(request, render(request, "comments/branch.html", context))


def _number(request: HttpRequest, name: str) -> int | None:
    word = request.GET.get(name, "")
    return int(word) if word.isascii() and word.isdigit() and len(word) <= _DIGITS else None


def _posted_number(request: HttpRequest) -> int:
    word = request.POST.get("number", "")
    return int(word) if word.isascii() and word.isdigit() and len(word) <= _DIGITS else 0
