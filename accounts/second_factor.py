"""The second factor for staff: an authenticator code, a passkey, or a security key.

If ``STAFF_SECOND_FACTOR`` is set, ``request.user`` has no staff permissions until the session has
used a second factor. An account with a second factor can never log in with a password alone.
"""

from collections.abc import Callable
from functools import partial

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.models import AnyUser, User

_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
_CACHE_ATTRIBUTE = "_session_user"


def has_second_factor(user: User) -> bool:
    """Check whether the account has a second factor, using one query."""
    return bool(is_mfa_enabled(user, _FACTORS))


def has_used_second_factor(request: HttpRequest, user: User) -> bool:
    """Check whether a second factor has been used in this session, without a query."""
    records = get_authentication_records(request, user)
    return any(record["method"] == "mfa" for record in records)


def get_session_user(request: HttpRequest) -> AnyUser:
    """Return the session's user, restricted if the session lacks a required second factor.

    The user is cached on the request.
    """
    user: AnyUser | None = request.__dict__.get(_CACHE_ATTRIBUTE)
    if user is None:
        user = _apply_restrictions(request, get_user(request))
        request.__dict__[_CACHE_ATTRIBUTE] = user
    return user


class SessionUserMiddleware(AuthenticationMiddleware):
    """Set ``request.user``, restricted if the session lacks a required second factor."""

    def process_request(self, request: HttpRequest) -> None:
        """Set ``request.user`` and ``request.auser``. No query is made until they are used."""
        super().process_request(request)
        request.user = SimpleLazyObject(partial(get_session_user, request))  # type: ignore[assignment]
        request.auser = partial(sync_to_async(get_session_user), request)


def restrict_after_login(*, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Restrict the user, if necessary, for the rest of the request that logs them in."""
    restricted = _apply_restrictions(request, user)
    if restricted is not user:
        request.user = restricted


def redirect_to_second_factor(request: HttpRequest, target: str) -> HttpResponse | None:
    """Redirect restricted staff to a page where they can set up or use a second factor.

    After using it, they continue to ``target``. Return None for all other users.
    """
    user = request.user
    if not isinstance(user, User) or not user.is_restricted_staff:
        return None
    if not has_second_factor(user):
        text = _("This site requires two-factor authentication for staff. Set it up here.")
        messages.warning(request, text)
        return redirect("mfa_index")
    return redirect_to_login(target, reverse("mfa_reauthenticate"))


class SecondFactorMiddleware:
    """Redirect restricted staff from the admin to a page for their second factor.

    The admin's login and logout pages are exempt.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_SECOND_FACTOR and _is_admin_path(request.path):
            response = redirect_to_second_factor(request, request.get_full_path())
            return response or self.get_response(request)
        return self.get_response(request)


def _apply_restrictions[AnyUserT: AnyUser](request: HttpRequest, user: AnyUserT) -> AnyUserT | User:
    """Return the user, or a restricted copy if the session lacks a required second factor.

    This takes one query if the session has used a second factor.
    """
    if not settings.STAFF_SECOND_FACTOR or not isinstance(user, User):
        return user
    # A second factor that has since been removed from the account no longer counts.
    if has_used_second_factor(request, user) and has_second_factor(user):
        return user
    return user.restrict()


def _is_admin_path(path: str) -> bool:
    exempt = {reverse("admin:login"), reverse("admin:logout")}
    return path.startswith(reverse("admin:index")) and path not in exempt
