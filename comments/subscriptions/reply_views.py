import datetime as dt
from http import HTTPStatus

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.current_user import get_current_user
from comments.models import Comment, Commenter, Reference
from comments.subscriptions.services.subscriptions import mark_replies_read
from comments.visitors.visitor import get_confirmed_emails
from core.paging import get_page, parse_page_number

REPLIES_PER_PAGE = 20


@never_cache
@require_safe
def replies_to_me(request: HttpRequest) -> HttpResponse:
    """Show the replies to the visitor's comments, newest first.

    Replies since the last visit are marked as new. The page is for logged-in users and for guests
    who have confirmed an email address in this browser.
    """
    own_commenters = _get_own_commenters(request)
    if own_commenters is None:
        template = "comments/subscriptions/replies_login.html"
        return render(request, template, status=HTTPStatus.FORBIDDEN)
    number = parse_page_number(request.GET.get("page", "1"))
    page = get_page(_get_replies(own_commenters), number, size=REPLIES_PER_PAGE)
    context = {"page": page, "new_since": _get_new_since(request)}
    return render(request, "comments/subscriptions/replies.html", context)


def _get_own_commenters(request: HttpRequest) -> QuerySet[Commenter] | None:
    user = get_current_user(request)
    owned = get_confirmed_emails(request)
    if user is None and not owned:
        return None
    is_own = Q(email__in=owned)
    return Commenter.objects.filter(is_own | Q(user=user) if user else is_own)


def _get_replies(own_commenters: QuerySet[Commenter]) -> QuerySet[Comment]:
    references = (
        Reference.objects.confident()
        .filter(target__commenter__in=own_commenters)
        .order_by("target_number")
    )
    return (
        Comment.objects.public()
        .filter(pk__in=references.values("source"))
        .exclude(commenter__in=own_commenters)
        .select_related("thread__article")
        .prefetch_related(Prefetch("references", references, to_attr="references_to_me"))
        .order_by("-published_at", "-pk")
    )


def _get_new_since(request: HttpRequest) -> dt.datetime | None:
    user = get_current_user(request)
    emails = get_confirmed_emails(request) | (
        {user.email.lower()} if user and user.email else set()
    )
    return mark_replies_read(email=min(emails)) if emails else None
