"""Views for live updates and unread comments."""

from dataclasses import asdict
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts.current_user import get_current_user
from blog.articles.access import get_readable_article
from comments.models import Comment, Thread
from comments.rendering.branch_pages import load_branch_page
from comments.rendering.cached_html import render_new_comments
from comments.rendering.comment_html import render_comments
from comments.threads.comment_policy import get_effective_policy
from comments.threads.layout import get_layout
from comments.threads.pagination import find_page_number
from comments.threads.poll_state import get_poll_state
from comments.threads.services.read_marks import mark_read
from comments.threads.services.threads import get_or_create_thread
from comments.threads.thread_urls import ThreadUrls
from comments.threads.unread import find_next_unread
from comments.visitors.visitor import get_visitor
from core.origin import same_origin_only
from core.paging import parse_page_number
from core.shared_pages import set_cache_headers

# Longer than any comment number.
_MAX_DIGITS = 9


@require_safe
def poll_state(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Return the state of a thread as JSON. Open pages request it every few seconds."""
    current = get_poll_state(year, month, basename)
    response = JsonResponse(asdict(current))
    response["ETag"] = f'"{current.version}"'
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


@require_safe
def new_comments(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Return the comments after ``number`` as HTML to be inserted into an open page."""
    if number >= 10**_MAX_DIGITS:
        raise Http404("Number too large")
    article = get_readable_article(request, year, month, basename)
    thread = getattr(article, "thread", None) or Thread(article=article)
    view, _order = get_layout(request)
    html = render_new_comments(
        article=article,
        thread=thread,
        number=number,
        view=view,
        can_reply=get_effective_policy(thread).offers_form,
    )
    return set_cache_headers(request, HttpResponse(html))


@require_safe
def next_unread(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Redirect to the next unread comment.

    Query parameters: comments with numbers above ``since`` are unread; the search goes forward from
    ``after`` or backward from ``before``. If there is no such comment, the response is 204, which
    leaves the browser where it is.
    """
    article = get_readable_article(request, year, month, basename)
    thread = getattr(article, "thread", None) or Thread(article=article)
    after, before = _parse_number(request, "after"), _parse_number(request, "before")
    view, order = get_layout(request)
    comment = find_next_unread(
        thread=thread,
        since=_parse_number(request, "since") or 0,
        visitor=get_visitor(request),
        view=view,
        order=order,
        start=after if before is None else before,
        backwards=before is not None,
    )
    if comment is None:
        return set_cache_headers(request, HttpResponse(status=HTTPStatus.NO_CONTENT))
    page = find_page_number(comment, thread, view, order)
    path, _hash, _anchor = ThreadUrls(article, view, order).get_page_url(page).partition("#")
    return set_cache_headers(request, HttpResponseRedirect(f"{path}#c{comment.number}"))


@require_POST
@same_origin_only
def mark_thread_read(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Store how far a user has read in a thread; ``all_read`` marks all comments as read.

    If ``all_read`` is set, which only a form does, the response redirects to the article page. For
    scripts, the response is a 204.
    """
    article = get_readable_article(request, year, month, basename)
    user, number = get_current_user(request), _parse_posted_number(request)
    if user is None:
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    all_read = "all_read" in request.POST
    mark_read(reader=user, thread=get_or_create_thread(article), number=number, all_read=all_read)
    if all_read:
        return HttpResponseRedirect(
            f"{article.get_absolute_url()}#comments", status=HTTPStatus.SEE_OTHER
        )
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_safe
def branch_page(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Show a comment and all replies below it."""
    article = get_readable_article(request, year, month, basename)
    root = (
        Comment.objects.filter(thread__article=article, number=number)
        .select_related("thread")
        .first()
    )
    if root is None:
        raise Http404("No such comment")
    root.thread.article = article
    page = load_branch_page(
        article=article, root=root, number=parse_page_number(request.GET.get("page", "1"))
    )
    comments = render_comments(page.items, can_reply=get_effective_policy(root.thread).offers_form)
    context = {"article": article, "page": page, "comments": comments}
    return set_cache_headers(request, render(request, "comments/threads/branch.html", context))


def _parse_number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= _MAX_DIGITS else None


def _parse_posted_number(request: HttpRequest) -> int:
    value = request.POST.get("number", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= _MAX_DIGITS else 0
