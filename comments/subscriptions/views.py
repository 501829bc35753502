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
from comments.models import Subscription, Thread
from comments.subscriptions.forms import (
    ConfirmSubscriptionsForm,
    EmailForm,
    EmailPreferencesForm,
    NewsletterForm,
    SubscribeForm,
    get_selected_scopes,
)
from comments.subscriptions.services import subscriptions
from comments.threads.services.threads import get_or_create_thread
from comments.visitors.cookies import remember_email
from comments.visitors.visitor import get_confirmed_emails
from core.client_address import get_client_address
from core.origin import same_origin_only
from core.shared_pages import set_cache_headers

_GET_AND_POST = ["GET", "HEAD", "POST"]


@csrf_exempt
@require_http_methods(_GET_AND_POST)
def subscribe(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Show and process the form for subscribing to the comments on an article."""
    article = get_object_or_404(
        Article.objects.published().at(year, month, basename).select_related("author")
    )
    if request.method == "POST":
        return _post_subscribe(request, article)
    form = SubscribeForm(article=article, email=_get_account_email(request))
    return set_cache_headers(request, _render_subscribe(request, article, form))


@csrf_exempt
@require_http_methods(_GET_AND_POST)
def newsletter(request: HttpRequest) -> HttpResponse:
    """Show and process the form for subscribing to new articles."""
    if request.method == "POST":
        return _post_newsletter(request)
    form = NewsletterForm(email=_get_account_email(request))
    return set_cache_headers(request, _render_newsletter(request, form))


@never_cache
@require_http_methods(_GET_AND_POST)
def confirm_subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm pending subscriptions.

    A GET changes nothing, because some mail servers open all links.
    """
    try:
        address, unused = subscriptions.read_token(token)
    except subscriptions.ExpiredToken:
        return _render_private(request, "link_expired", HTTPStatus.GONE)
    except subscriptions.InvalidToken:
        return _render_private(request, "link_invalid", HTTPStatus.NOT_FOUND)
    pending = list(Subscription.objects.filter(email=address.email).pending().in_display_order())
    data = request.POST if request.method == "POST" else None
    form = ConfirmSubscriptionsForm(data, pending=pending)
    context = {"address": address, "form": form, "pending": pending}
    if not unused:
        return _render_private(request, "link_used", HTTPStatus.OK, context)
    if not form.is_valid():
        return _render_private(request, "confirm", HTTPStatus.OK, context)
    if not subscriptions.confirm_subscriptions(token=token, selected=form.get_selected()):
        return _render_private(request, "link_used", HTTPStatus.OK, context)
    active = Subscription.objects.filter(email=address.email).active().in_display_order()
    context |= {"subscriptions": active}
    response = _render_private(request, "confirmed", HTTPStatus.OK, context)
    remember_email(request, response, address.email)
    return response


@never_cache
@require_http_methods(_GET_AND_POST)
def email_preferences(request: HttpRequest, key: str) -> HttpResponse:
    """Show and change all subscriptions for an email address.

    The key proves that the visitor owns the address, because it is sent only to that address.
    """
    subscription = _get_by_key(key)
    if subscription is None:
        return _render_private(request, "link_invalid", HTTPStatus.NOT_FOUND)
    editable = list(Subscription.objects.manageable_with(subscription).in_display_order())
    data = request.POST if request.method == "POST" else None
    form = EmailPreferencesForm(data, subscriptions=editable)
    if form.is_valid():
        for one, cadence in form.get_cadences():
            subscriptions.change_cadence(subscription=one, cadence=cadence)
        path = f"{subscription.get_absolute_url()}?saved"
        return _make_private(HttpResponseRedirect(path, status=HTTPStatus.SEE_OTHER))
    context = {"form": form, "email": subscription.email, "saved": "saved" in request.GET}
    status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
    return _render_private(request, "preferences", status, context)


@never_cache
@csrf_exempt  # mail clients send this POST for users (RFC 8058); the key authorizes it
@require_http_methods(_GET_AND_POST)
def unsubscribe(request: HttpRequest, key: str) -> HttpResponse:
    """End a subscription on POST. On GET, show a button that sends the POST."""
    subscription = _get_by_key(key)
    if subscription is None:
        return _render_private(request, "link_invalid", HTTPStatus.NOT_FOUND)
    context: dict[str, object] = {"subscription": subscription}
    if request.method == "POST":
        context["ended_now"] = subscriptions.unsubscribe(subscription=subscription)
    return _render_private(request, "unsubscribe", HTTPStatus.OK, context)


@same_origin_only
def _post_subscribe(request: HttpRequest, article: Article) -> HttpResponse:
    form = SubscribeForm(request.POST, article=article, email=_get_account_email(request))
    if not form.is_valid():
        return _make_private(_render_subscribe(request, article, form, HTTPStatus.BAD_REQUEST))
    scopes = get_selected_scopes(form.cleaned_data)
    is_owner = form.address.lower() in get_confirmed_emails(request)
    if not _subscribe(request, form, scopes, get_or_create_thread(article)):
        response = _render_subscribe(request, article, form, HTTPStatus.TOO_MANY_REQUESTS)
        return _make_private(response)
    context = {"article": article, "email": form.address, "is_owner": is_owner}
    return _render_private(request, "subscribed", HTTPStatus.OK, context)


@same_origin_only
def _post_newsletter(request: HttpRequest) -> HttpResponse:
    form = NewsletterForm(request.POST, email=_get_account_email(request))
    if not form.is_valid():
        return _make_private(_render_newsletter(request, form, HTTPStatus.BAD_REQUEST))
    is_owner = form.address.lower() in get_confirmed_emails(request)
    if not _subscribe(request, form, [Subscription.Scope.ARTICLES], None):
        return _make_private(_render_newsletter(request, form, HTTPStatus.TOO_MANY_REQUESTS))
    context: dict[str, object] = {"email": form.address, "is_owner": is_owner}
    return _render_private(request, "subscribed", HTTPStatus.OK, context)


def _subscribe(
    request: HttpRequest,
    form: EmailForm,
    scopes: Sequence[Subscription.Scope],
    thread: Thread | None,
) -> bool:
    """Subscribe the address in a valid form. Return True on success.

    If there were too many requests, add an error to the form and return False. If the honeypot is
    filled in, do nothing but return True, so that bots see the same page as everyone else.
    """
    if form.cleaned_data["subject"]:
        return True
    try:
        subscriptions.subscribe(
            email=form.address,
            scopes=scopes,
            thread=thread,
            cadence=Subscription.Cadence(form.cleaned_data["cadence"]),
            is_owner=form.address.lower() in get_confirmed_emails(request),
            requested_from=get_client_address(request),
        )
    except subscriptions.TooManyRequests:
        form.add_error(None, _("Too many requests from your network. Please try again later."))
        return False
    return True


def _render_subscribe(
    request: HttpRequest,
    article: Article,
    form: SubscribeForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {"article": article, "form": form, "email": form.known_email}
    return render(request, "comments/subscriptions/subscribe.html", context, status=status)


def _render_newsletter(
    request: HttpRequest, form: NewsletterForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = {"form": form, "email": form.known_email}
    return render(request, "comments/subscriptions/newsletter.html", context, status=status)


def _get_account_email(request: HttpRequest) -> str:
    user = get_current_user(request)
    return user.email if user else ""


def _get_by_key(key: str) -> Subscription | None:
    confirmed = Subscription.objects.filter(key=key, confirmed_at__isnull=False)
    return confirmed.select_related("thread__article").first()


def _render_private(
    request: HttpRequest,
    name: str,
    status: HTTPStatus,
    context: dict[str, object] | None = None,
) -> HttpResponse:
    response = render(request, f"comments/subscriptions/{name}.html", context, status=status)
    return _make_private(response)


def _make_private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    # The page's URL contains a key, which must not be sent to other sites.
    response["Referrer-Policy"] = "same-origin"
    return response
