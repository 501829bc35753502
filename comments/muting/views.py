"""Views for muting commenters and hiding parts of comments."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.current_user import get_current_user
from comments.models import Commenter, Mute
from comments.muting.forms import HiddenPartsForm
from comments.muting.hidden_parts import get_hidden_parts, store_hidden_parts_cookie
from comments.muting.services import (
    MuteNotAllowed,
    mute_commenter,
    unmute_commenter,
    update_hidden_parts,
)
from core.origin import same_origin_only


@require_safe
@never_cache
def muted(request: HttpRequest) -> HttpResponse:
    """Show muted people and hidden parts. For guests, a script fills in the muted people."""
    user = get_current_user(request)
    people = Mute.objects.none()
    if user:
        people = Mute.objects.filter(user=user).select_related("commenter")
    context = {
        "people": people.order_by("-since", "-pk"),
        "has_account": user is not None,
        "form": HiddenPartsForm(hidden=get_hidden_parts(request)),
        "saved": "saved" in request.GET,
    }
    return render(request, "comments/muting/muted.html", context)


@require_POST
@same_origin_only
@login_required
@never_cache
def mute(request: HttpRequest, slug: str) -> HttpResponse:
    """Mute a commenter, or unmute with ``on=0``. For guests, a script does this in the browser."""
    user = get_current_user(request)
    commenter = get_object_or_404(Commenter, slug=slug)
    if user is None:
        raise Http404("Not logged in")
    if request.POST.get("on", "1") == "0":
        unmute_commenter(user=user, commenter=commenter)
    else:
        try:
            mute_commenter(user=user, commenter=commenter)
        except MuteNotAllowed:
            return render(
                request, "comments/reactions/rejected.html", {"reason": "self"}, status=403
            )
    target = request.POST.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(
        target if is_safe else reverse("comments:muted"), status=HTTPStatus.SEE_OTHER
    )


@require_POST
@same_origin_only
@never_cache
def hide_parts(request: HttpRequest) -> HttpResponse:
    """Store which parts of comments to hide: in the account or, for a guest, in a cookie."""
    form = HiddenPartsForm(request.POST)
    form.is_valid()  # Checkboxes are always valid.
    hidden = form.get_choice()
    url = f"{reverse('comments:muted')}?saved#hide-form"
    response = HttpResponseRedirect(url, status=HTTPStatus.SEE_OTHER)
    if user := get_current_user(request):
        update_hidden_parts(user=user, signatures=hidden.signatures, avatars=hidden.avatars)
    else:
        store_hidden_parts_cookie(response, hidden)
    return response
