"""Views for recommending comments and for the comment menu."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from comments.models import Comment, Mute, Recommendation
from comments.policies import can_mute, can_recommend, is_own
from comments.reactions.services import (
    RecommendationNotAllowed,
    TooManyRecommendations,
    recommend_comment,
    unrecommend_comment,
)
from comments.rendering.recommendation_slices import are_recommendations_enabled
from comments.threads.access import get_readable_comment
from comments.visitors.cookies import remember_browser_key
from comments.visitors.visitor import get_visitor
from core.client_address import get_client_address
from core.origin import same_origin_only


@require_safe
@never_cache
def comment_menu(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Show the actions available to the visitor for a comment."""
    comment = get_readable_comment(request, (year, month, basename), number)
    return render(request, "comments/reactions/menu.html", _build_menu_context(request, comment))


@require_POST
@same_origin_only
@never_cache
def recommend(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Recommend a comment, or undo the recommendation with ``on=0``. Idempotent."""
    if not are_recommendations_enabled():
        raise Http404("Recommendations are disabled")
    comment = get_readable_comment(request, (year, month, basename), number)
    visitor = get_visitor(request)
    on = request.POST.get("on", "1") != "0"
    try:
        if on:
            visitor = visitor.with_browser_key()
            count = recommend_comment(
                visitor=visitor, comment=comment, ip_address=get_client_address(request)
            )
        else:
            count = unrecommend_comment(visitor=visitor, comment=comment)
    except RecommendationNotAllowed:
        return _reject(request, comment, HTTPStatus.FORBIDDEN, "own-comment")
    except TooManyRecommendations:
        reason = "too-many-accounts" if visitor.user else "too-many-guests"
        return _reject(request, comment, HTTPStatus.TOO_MANY_REQUESTS, reason)
    response = (
        JsonResponse({"recommended": on, "count": count})
        if _wants_json(request)
        else HttpResponseRedirect(_get_back_url(request, comment), status=HTTPStatus.SEE_OTHER)
    )
    if on and not visitor.user:
        remember_browser_key(request, response, visitor.browser_key)
    return response


def _build_menu_context(request: HttpRequest, comment: Comment) -> dict[str, Any]:
    visitor = get_visitor(request)
    user = visitor.user
    own_recommendation = Recommendation.objects.filter(comment=comment).by(visitor)
    return {
        "article": comment.thread.article,
        "comment": comment,
        "back_url": _get_back_url(request, comment),
        "recommendations_on": are_recommendations_enabled(),
        "can_recommend": can_recommend(visitor, comment),
        "recommended": own_recommendation.exists(),
        "has_account": user is not None,
        "can_mute": can_mute(user, comment.commenter) if user else not is_own(visitor, comment),
        "is_muted": bool(user)
        and Mute.objects.filter(user=user, commenter=comment.commenter).exists(),
    }


def _reject(
    request: HttpRequest, comment: Comment, status: HTTPStatus, reason: str
) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"rejection": reason}, status=status)
    context = {"reason": reason, "comment": comment, "back_url": _get_back_url(request, comment)}
    return render(request, "comments/reactions/rejected.html", context, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _get_back_url(request: HttpRequest, comment: Comment) -> str:
    """Return the URL of the comment in the reader's current layout."""
    query = request.GET.urlencode()
    return f"{comment.get_absolute_url()}{f'?{query}' if query else ''}"
