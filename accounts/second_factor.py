"""The second factor for staff: an authenticator code, a passkey, or a security key.

The ``STAFF_SECOND_FACTOR`` setting requires it for the admin. An account with a second factor can
never log in with a password alone.
"""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.current_user import get_current_user
from accounts.models import User

_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(user: User) -> bool:
    """Check whether the account has a second factor. One query."""
    return bool(is_mfa_enabled(user, _FACTORS))


def has_used_second_factor(request: HttpRequest, user: User) -> bool:
    """Check whether a second factor has been used in this session. No query."""
    records = get_authentication_records(request, user)
    return any(record["method"] == "mfa" for record in records)


class SecondFactorMiddleware:
    """Require a second factor for the admin if ``STAFF_SECOND_FACTOR`` is set.

    Staff without one are redirected to the setup page. Staff who have not used theirs in this
    session are redirected to the form that asks for it. Login and logout are exempt.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_SECOND_FACTOR and _is_admin_path(request.path):
            user = get_current_user(request)
            # The admin itself rejects users who are not staff.
            if user and user.is_staff:
                return _redirect_to_second_factor(request, user) or self.get_response(request)
        return self.get_response(request)


def _is_admin_path(path: str) -> bool:
    exempt = {reverse("admin:login"), reverse("admin:logout")}
    return path.startswith(reverse("admin:index")) and path not in exempt


def _redirect_to_second_factor(request: HttpRequest, user: User) -> HttpResponse | None:
    if not has_second_factor(user):
        messages.warning(
            request, _("This site requires two-factor authentication for staff. Set it up here.")
        )
        return redirect("mfa_index")
    if not has_used_second_factor(request, user):
        return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
    return None
