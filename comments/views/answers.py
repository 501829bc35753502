"""Answers to me: the comments that address mine, on any article."""

import datetime as dt
from http import HTTPStatus

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.current_user import get_current_user
from comments.models import Comment, Commenter, Reference
from comments.services import following
from comments.visitors.visitor import get_confirmed_emails
from core.paging import page_number, page_of

ANSWERS_PAGE = 20


@never_cache
@require_safe
def answers_to_me(request: HttpRequest) -> HttpResponse:
    """Show the visitor's answers, newest first, with those marked that came since the last visit.

    A visitor is somebody signed in, or a guest whose browser has confirmed an address.
    """
    mine = _commenters(request)
    if mine is None:
        return render(
            request, "comments/following/answers_unknown.html", status=HTTPStatus.FORBIDDEN
        )
    page = page_of(_answers(mine), page_number(request.GET.get("page", "1")), size=ANSWERS_PAGE)
    context = {"page": page, "new_since": _new_since(request)}
    return render(request, "comments/following/answers.html", context)


def _commenters(request: HttpRequest) -> QuerySet[Commenter] | None:
    """Return the visitor's commenters, or nothing for a stranger."""
    user = get_current_user(request)
    owned = get_confirmed_emails(request)
    if user is None and not owned:
        return None
    is_mine = Q(email__in=owned)
    return Commenter.objects.filter(is_mine | Q(user=user) if user else is_mine)


def _answers(mine: QuerySet[Commenter]) -> QuerySet[Comment]:
    to_me = Reference.objects.sure().filter(target__commenter__in=mine).order_by("target_number")
    return (
        Comment.objects.public()
        .filter(pk__in=to_me.values("source"))
        .exclude(commenter__in=mine)
        .select_related("thread__article")
        .prefetch_related(Prefetch("references", to_me, to_attr="to_me"))
        .order_by("-published_at", "-pk")
    )


def _new_since(request: HttpRequest) -> dt.datetime | None:
    user = get_current_user(request)
    emails = get_confirmed_emails(request) | (
        {user.email.lower()} if user and user.email else set()
    )
    return following.look_at_answers(email=min(emails)) if emails else None
