"""Showing who one is: the letter that confirms an address, the name of an account."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.services import set_display_name
from accounts.visitors import get_current_user
from comments.following.proof import owned_addresses
from comments.identity.forms import AskForm, NameForm
from comments.identity.known import known_here, remember_confirmed
from comments.models import Comment, Commenter, Subscription
from comments.services import identity
from comments.visitors import author_of
from core.client_address import get_client_address
from core.origin import same_origin_only

_STATUS = {
    identity.Link.GOOD: HTTPStatus.OK,
    identity.Link.USED: HTTPStatus.GONE,
    identity.Link.EXPIRED: HTTPStatus.GONE,
    identity.Link.UNKNOWN: HTTPStatus.NOT_FOUND,
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask_confirmation(request: HttpRequest) -> HttpResponse:
    """Ask for the letter by typing the address. The answer is the same whoever's address it is."""
    form = AskForm(request.POST or None)
    if not form.is_valid():
        status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
        return render(request, "comments/identity/ask.html", {"form": form}, status=status)
    identity.ask_for_confirmation(
        email=form.cleaned_data["email"], ip_address=get_client_address(request)
    )
    return _see_other(reverse("comments:confirmation_asked"))


@require_POST
@same_origin_only
@never_cache
def ask_for_mine(request: HttpRequest) -> HttpResponse:
    """Ask for the letter by pressing a button below a comment that this browser has sent."""
    asked = request.POST.get("comment", "")
    own = [pk for pk in author_of(request).comment_ids if str(pk) == asked]
    comment = Comment.objects.select_related("commenter").filter(pk__in=own).first()
    if comment:
        identity.ask_for_confirmation(
            email=comment.commenter.email, ip_address=get_client_address(request)
        )
    return _see_other(reverse("comments:confirmation_asked"))


@require_http_methods(["GET", "HEAD"])
@never_cache
def confirmation_asked(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way, if there is anybody to write to."""
    return render(request, "comments/identity/asked.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Follow the link of a letter: GET asks, because programs look into letters, POST confirms."""
    done = request.method == "POST"
    state = identity.confirm(token) if done else identity.look_at(token)
    context = {"state": state, "done": done, "known": bool(known_here(request).email)}
    status = _STATUS[state.link]
    response = render(request, "comments/identity/confirm.html", context, status=status)
    if done and state.commenters:
        remember_confirmed(response, state.commenters[0])
    return response


@require_http_methods(["GET", "HEAD"])
@login_required
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Show somebody who is signed in what they have here."""
    commenters = Commenter.objects.filter(user=get_current_user(request)).order_by("since", "pk")
    spoken = commenters.filter(comments__in=Comment.objects.listed()).distinct()
    by_mail = Subscription.objects.one_per_address(owned_addresses(request))
    context = {"commenters": spoken, "by_mail": by_mail}
    return render(request, "comments/identity/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def change_name(request: HttpRequest) -> HttpResponse:
    """Change the name under which an account speaks from now on."""
    known = known_here(request)
    if known.user is None:
        return redirect("account_login")
    initial = {"display_name": known.user.byline}
    form = NameForm(request.POST or None, known=known, initial=initial)
    if not form.is_valid():
        status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
        return render(request, "comments/identity/name.html", {"form": form}, status=status)
    set_display_name(user=known.user, name=form.cleaned_data["display_name"])
    identity.keep_name(user=known.user)
    messages.success(request, _("You speak under this name from now on."))
    return _see_other(reverse("comments:account"))


def _see_other(path: str) -> HttpResponse:
    return HttpResponseRedirect(path, status=HTTPStatus.SEE_OTHER)
