"""Email address confirmation and the account page."""

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
from comments.models import Comment, Commenter, Subscription
from comments.visitors.cookies import remember_commenter
from comments.visitors.forms import ConfirmationRequestForm, DisplayNameForm
from comments.visitors.services import email_confirmation
from comments.visitors.services.email_confirmation import LinkStatus
from comments.visitors.services.name_ownership import reserve_name
from comments.visitors.visitor import get_visitor
from core.client_address import get_client_address
from core.origin import same_origin_only

_HTTP_STATUS = {
    LinkStatus.VALID: HTTPStatus.OK,
    LinkStatus.USED: HTTPStatus.GONE,
    LinkStatus.EXPIRED: HTTPStatus.GONE,
    LinkStatus.UNKNOWN: HTTPStatus.NOT_FOUND,
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def request_confirmation(request: HttpRequest) -> HttpResponse:
    """Send a confirmation link. The response is the same for every address."""
    form = ConfirmationRequestForm(request.POST or None)
    if not form.is_valid():
        status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
        context = {"form": form}
        return render(
            request, "comments/visitors/request_confirmation.html", context, status=status
        )
    email_confirmation.request_confirmation(
        email=form.cleaned_data["email"], ip_address=get_client_address(request)
    )
    return _see_other(reverse("comments:confirmation_requested"))


@require_POST
@same_origin_only
@never_cache
def request_own_confirmation(request: HttpRequest) -> HttpResponse:
    """Send a confirmation link to the author of a comment sent from this browser."""
    requested = request.POST.get("comment", "")
    own = [pk for pk in get_visitor(request).comment_ids if str(pk) == requested]
    comment = Comment.objects.select_related("commenter").filter(pk__in=own).first()
    if comment:
        email_confirmation.request_confirmation(
            email=comment.commenter.email, ip_address=get_client_address(request)
        )
    return _see_other(reverse("comments:confirmation_requested"))


@require_http_methods(["GET", "HEAD"])
@never_cache
def confirmation_requested(request: HttpRequest) -> HttpResponse:
    """Tell visitors to check their inbox, without revealing whether an email was sent."""
    return render(request, "comments/visitors/confirmation_requested.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Redeem a confirmation link.

    A GET only asks for confirmation, because email scanners open links.
    """
    is_done = request.method == "POST"
    if is_done:
        link = email_confirmation.redeem_link(token)
    else:
        link = email_confirmation.inspect_link(token)
    context = {
        "link": link,
        "is_done": is_done,
        "is_browser_confirmed": bool(get_visitor(request).email),
    }
    status = _HTTP_STATUS[link.status]
    response = render(request, "comments/visitors/confirm.html", context, status=status)
    if is_done and link.commenters:
        remember_commenter(request, response, link.commenters[0])
    return response


@require_http_methods(["GET", "HEAD"])
@login_required
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    visitor = get_visitor(request)
    commenters = Commenter.objects.filter(user=visitor.user).order_by("since", "pk")
    public = commenters.filter(comments__in=Comment.objects.listed()).distinct()
    subscriptions = Subscription.objects.one_per_address(visitor.confirmed_emails)
    context = {"commenters": public, "by_mail": subscriptions}
    return render(request, "comments/visitors/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def change_name(request: HttpRequest) -> HttpResponse:
    """Change the name shown on the account's future comments."""
    visitor = get_visitor(request)
    if visitor.user is None:
        return redirect("account_login")
    initial = {"display_name": visitor.user.byline}
    form = DisplayNameForm(request.POST or None, visitor=visitor, initial=initial)
    if not form.is_valid():
        status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
        return render(request, "comments/visitors/change_name.html", {"form": form}, status=status)
    set_display_name(user=visitor.user, name=form.cleaned_data["display_name"])
    reserve_name(user=visitor.user)
    messages.success(request, _("Your name has been changed."))
    return _see_other(reverse("comments:account"))


def _see_other(path: str) -> HttpResponse:
    return HttpResponseRedirect(path, status=HTTPStatus.SEE_OTHER)
