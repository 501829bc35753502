"""Following by mail: asking for it, confirming it, changing it, ending it."""

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.current_user import get_current_user
from blog.models import Article
from comments.following.forms import (
    AddressForm,
    CadencesForm,
    ConfirmForm,
    FollowForm,
    NewsletterForm,
    wanted_scopes,
)
from comments.models import Subscription, Thread
from comments.services import following
from comments.services.threads import thread_of
from comments.visitors.cookies import remember_email
from comments.visitors.visitor import get_confirmed_emails
from core.client_address import client_address
from core.origin import same_origin_only
from core.shared_pages import answer

_GET_AND_POST = ["GET", "HEAD", "POST"]


@csrf_exempt
@require_http_methods(_GET_AND_POST)
def follow(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Offer to follow a thread, and take up the offer."""
    article = get_object_or_404(
        Article.objects.published().at(year, month, basename).select_related("author")
    )
    if request.method == "POST":
        return _take(request, article)
    form = FollowForm(article=article, email=_account_email(request))
    return answer(request, _offer(request, article, form))


@csrf_exempt
@require_http_methods(_GET_AND_POST)
def newsletter(request: HttpRequest) -> HttpResponse:
    """Offer to write about new articles, and take up the offer."""
    if request.method == "POST":
        return _take_newsletter(request)
    form = NewsletterForm(email=_account_email(request))
    return answer(request, _offer_newsletter(request, form))


@never_cache
@require_http_methods(_GET_AND_POST)
def confirm_following(request: HttpRequest, token: str) -> HttpResponse:
    """Follow the link of our question. What only looks into the mail changes nothing by that."""
    try:
        address, unused = following.read_token(token)
    except following.LinkExpired:
        return _page(request, "link_expired", HTTPStatus.GONE)
    except following.NotALink:
        return _page(request, "link_unknown", HTTPStatus.NOT_FOUND)
    pending = list(Subscription.objects.filter(email=address.email).pending().in_order())
    form = ConfirmForm(request.POST if request.method == "POST" else None, pending=pending)
    context = {"address": address, "form": form, "pending": pending}
    if not unused:
        return _page(request, "link_used", HTTPStatus.OK, context)
    if not form.is_valid():
        return _page(request, "confirm", HTTPStatus.OK, context)
    if not following.confirm(token=token, wanted=form.wanted()):
        return _page(request, "link_used", HTTPStatus.OK, context)
    active = Subscription.objects.filter(email=address.email).active().in_order()
    response = _page(request, "confirmed", HTTPStatus.OK, context | {"following": active})
    remember_email(request, response, address.email)
    return response


@never_cache
@require_http_methods(_GET_AND_POST)
def settings_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show what goes to an address, and change it. The key has gone to that address only."""
    subscription = _by_key(key)
    if subscription is None:
        return _page(request, "link_unknown", HTTPStatus.NOT_FOUND)
    beside = list(Subscription.objects.beside(subscription).in_order())
    form = CadencesForm(request.POST if request.method == "POST" else None, following=beside)
    if form.is_valid():
        for one, cadence in form.chosen():
            following.change_cadence(subscription=one, cadence=cadence)
        path = f"{subscription.get_absolute_url()}?saved"
        return _private(HttpResponseRedirect(path, status=HTTPStatus.SEE_OTHER))
    context = {"form": form, "email": subscription.email, "saved": "saved" in request.GET}
    status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
    return _page(request, "settings", status, context)


@never_cache
@csrf_exempt  # mail programs press this button for their readers (RFC 8058); the key is the proof
@require_http_methods(_GET_AND_POST)
def unfollow(request: HttpRequest, key: str) -> HttpResponse:
    """End a subscription by one POST. A GET only asks."""
    subscription = _by_key(key)
    if subscription is None:
        return _page(request, "link_unknown", HTTPStatus.NOT_FOUND)
    context: dict[str, object] = {"subscription": subscription}
    if request.method == "POST":
        context["ended_now"] = following.unfollow(subscription=subscription)
    return _page(request, "unfollow", HTTPStatus.OK, context)


@same_origin_only
def _take(request: HttpRequest, article: Article) -> HttpResponse:
    form = FollowForm(request.POST, article=article, email=_account_email(request))
    if not form.is_valid():
        return _private(_offer(request, article, form, HTTPStatus.BAD_REQUEST))
    scopes = wanted_scopes(form.cleaned_data)
    is_owner = form.address.lower() in get_confirmed_emails(request)
    if not _follow(request, form, scopes, thread_of(article)):
        return _private(_offer(request, article, form, HTTPStatus.TOO_MANY_REQUESTS))
    context = {"article": article, "email": form.address, "is_owner": is_owner}
    return _page(request, "followed", HTTPStatus.OK, context)


@same_origin_only
def _take_newsletter(request: HttpRequest) -> HttpResponse:
    form = NewsletterForm(request.POST, email=_account_email(request))
    if not form.is_valid():
        return _private(_offer_newsletter(request, form, HTTPStatus.BAD_REQUEST))
    is_owner = form.address.lower() in get_confirmed_emails(request)
    if not _follow(request, form, [Subscription.Scope.ARTICLES], None):
        return _private(_offer_newsletter(request, form, HTTPStatus.TOO_MANY_REQUESTS))
    context: dict[str, object] = {"email": form.address, "is_owner": is_owner}
    return _page(request, "followed", HTTPStatus.OK, context)


def _follow(
    request: HttpRequest,
    form: AddressForm,
    scopes: Sequence[Subscription.Scope],
    thread: Thread | None,
) -> bool:
    """Follow as a valid form says; return false, with an error on the form, where others did.

    What filled in the hidden field is a program; it is told what everybody is told.
    """
    if form.cleaned_data["subject"]:
        return True
    try:
        following.follow(
            email=form.address,
            scopes=scopes,
            thread=thread,
            cadence=Subscription.Cadence(form.cleaned_data["cadence"]),
            is_owner=form.address.lower() in get_confirmed_emails(request),
            asked_from=client_address(request),
        )
    except following.TooManyAsked:
        form.add_error(None, _("Too many addresses were given from your network. Try later."))
        return False
    return True


def _offer(
    request: HttpRequest,
    article: Article,
    form: FollowForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {"article": article, "form": form, "email": form.known_email}
    return render(request, "comments/following/follow.html", context, status=status)


def _offer_newsletter(
    request: HttpRequest, form: NewsletterForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = {"form": form, "email": form.known_email}
    return render(request, "comments/following/newsletter.html", context, status=status)


def _account_email(request: HttpRequest) -> str:
    user = get_current_user(request)
    return user.email if user else ""


def _by_key(key: str) -> Subscription | None:
    confirmed = Subscription.objects.filter(key=key, confirmed_at__isnull=False)
    return confirmed.select_related("thread__article").first()


def _page(
    request: HttpRequest,
    name: str,
    status: HTTPStatus,
    context: dict[str, object] | None = None,
) -> HttpResponse:
    response = render(request, f"comments/following/{name}.html", context, status=status)
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    # The address of the page is a key; it must not reach another site.
    response["Referrer-Policy"] = "same-origin"
    return response
