import datetime as dt
from http import HTTPStatus

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.current_user import get_current_user
from comments.models import Comment, Commenter, Reference, Subscription
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
        return render(request, "comments/subscriptions/replies_login.html")
    return _render_replies(request, own_commenters, new_since=_get_new_since(request))


@never_cache
@require_safe
def replies_to_subscriber(request: HttpRequest, key: str) -> HttpResponse:
    """Show the replies to a subscriber's comments, for visitors who come from an email.

    The key is sent only to the subscriber's address. Nothing is marked as read, because some mail
    servers open all links.
    """
    subscription = Subscription.objects.filter(key=key, confirmed_at__isnull=False).first()
    if subscription is None:
        template = "comments/subscriptions/link_invalid.html"
        return render(request, template, status=HTTPStatus.NOT_FOUND)
    is_own = Q(email=subscription.email) | Q(pk=subscription.commenter_id)
    response = _render_replies(request, Commenter.objects.filter(is_own))
    # The URL is a secret that linked sites must not learn.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _render_replies(
    request: HttpRequest,
    own_commenters: QuerySet[Commenter],
    *,
    new_since: dt.datetime | None = None,
) -> HttpResponse:
    number = parse_page_number(request.GET.get("page", "1"))
    page = get_page(_get_replies(own_commenters), number, size=REPLIES_PER_PAGE)
    context = {"page": page, "new_since": new_since}
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
