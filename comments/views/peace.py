"""What readers do about comments and commenters: the menu, recommending, ignoring."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.visitors import get_current_user
from comments.models import Comment, Commenter, Ignoring, Recommendation
from comments.peace.folding import recommendations_on
from comments.peace.forms import HiddenPartsForm
from comments.peace.hidden import hidden_from, remember_hidden
from comments.peace.readers import reader_of, remember_reader
from comments.policies import can_ignore, can_recommend, is_own
from comments.services import ignoring, recommending
from comments.views.access import readable_comment
from comments.visitors import author_of
from core.client_address import get_client_address
from core.origin import same_origin_only


@require_safe
@never_cache
def more(request: HttpRequest, year: int, month: int, basename: str, number: int) -> HttpResponse:
    """Show all that this visitor can do with a comment."""
    comment = readable_comment(request, (year, month, basename), number)
    return render(request, "comments/peace/more.html", _menu(request, comment))


@require_POST
@same_origin_only
@never_cache
def recommend(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Recommend a comment, or with ``on=0`` no longer. Twice is as good as once."""
    _only_where_recommended()
    comment = readable_comment(request, (year, month, basename), number)
    on = request.POST.get("on", "1") != "0"
    reader = reader_of(request)
    try:
        if on:
            reader = reader.known()
            count = recommending.recommend(
                reader=reader,
                author=author_of(request),
                comment=comment,
                ip_address=get_client_address(request),
            )
        else:
            count = recommending.stop_recommending(reader=reader, comment=comment)
    except recommending.NotRecommendable:
        return _refuse(request, comment, HTTPStatus.FORBIDDEN, "own")
    except recommending.TooManyRecommended:
        return _refuse(request, comment, HTTPStatus.TOO_MANY_REQUESTS, "crowd")
    response = (
        JsonResponse({"recommended": on, "count": count})
        if _wants_json(request)
        else _back_to(request, comment)
    )
    if on and not reader.user:
        remember_reader(response, reader)
    return response


@require_safe
@never_cache
def ignored(request: HttpRequest) -> HttpResponse:
    """Show whom the visitor ignores and what is hidden; a script adds whom the browser ignores."""
    user = get_current_user(request)
    people = Ignoring.objects.none()
    if user:
        people = Ignoring.objects.filter(user=user).select_related("commenter")
    context = {
        "people": people.order_by("-since", "-pk"),
        "has_account": user is not None,
        "form": HiddenPartsForm(hidden=hidden_from(request)),
        "saved": "saved" in request.GET,
    }
    return render(request, "comments/peace/ignored.html", context)


@require_POST
@same_origin_only
@login_required
@never_cache
def ignore(request: HttpRequest, slug: str) -> HttpResponse:
    """Ignore a commenter, or with ``on=0`` no longer. Guests' browsers do that by themselves."""
    user = get_current_user(request)
    commenter = get_object_or_404(Commenter, slug=slug)
    if user is None:
        raise Http404("Nobody is signed in")
    if request.POST.get("on", "1") == "0":
        ignoring.stop_ignoring(user=user, commenter=commenter)
    else:
        try:
            ignoring.ignore(user=user, commenter=commenter)
        except ignoring.NotIgnorable:
            return render(request, "comments/peace/refused.html", {"why": "self"}, status=403)
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(
        target if ours else reverse("comments:ignored"), status=HTTPStatus.SEE_OTHER
    )


@require_POST
@same_origin_only
@never_cache
def hide(request: HttpRequest) -> HttpResponse:
    """Hide parts of comments: for an account in all its browsers, for a guest in this one."""
    form = HiddenPartsForm(request.POST)
    form.is_valid()  # Two boxes take any answer.
    hidden = form.hidden()
    address = f"{reverse('comments:ignored')}?saved#hide-form"
    response = HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
    if user := get_current_user(request):
        ignoring.hide_parts(user=user, signatures=hidden.signatures, pictures=hidden.pictures)
    else:
        remember_hidden(response, hidden)
    return response


def _menu(request: HttpRequest, comment: Comment) -> dict[str, Any]:
    author, user = author_of(request), get_current_user(request)
    mine = Recommendation.objects.filter(comment=comment).by(reader_of(request))
    return {
        "article": comment.thread.article,
        "comment": comment,
        "back_url": _permalink(request, comment),
        "recommendations_on": recommendations_on(),
        "can_recommend": can_recommend(author, comment),
        "recommended": mine.exists(),
        "has_account": user is not None,
        "can_ignore": can_ignore(user, comment.commenter) if user else not is_own(author, comment),
        "ignored": bool(user)
        and Ignoring.objects.filter(user=user, commenter=comment.commenter).exists(),
    }


def _only_where_recommended() -> None:
    if not recommendations_on():
        raise Http404("Comments are not recommended here")


def _refuse(request: HttpRequest, comment: Comment, status: HTTPStatus, why: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"refused": why}, status=status)
    context = {"why": why, "comment": comment, "back_url": _permalink(request, comment)}
    return render(request, "comments/peace/refused.html", context, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _back_to(request: HttpRequest, comment: Comment) -> HttpResponse:
    return HttpResponseRedirect(_permalink(request, comment), status=HTTPStatus.SEE_OTHER)


def _permalink(request: HttpRequest, comment: Comment) -> str:
    """Return the way back to the comment, in the layout in which it was read."""
    query = request.GET.urlencode()
    return f"{comment.get_absolute_url()}{f'?{query}' if query else ''}"
