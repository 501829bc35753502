"""The second factor of those who write and moderate: a code, a passkey or a security key.

With the setting ``STAFF_SECOND_FACTOR`` nobody enters the admin without it. A password alone never
opens an account that has one, wherever it is typed.
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
    """Whether the account is guarded by more than a password. One query."""
    return bool(is_mfa_enabled(user, _FACTORS))


def has_shown_it(request: HttpRequest, user: User) -> bool:
    """Whether the second factor was used in this session. No query."""
    records = get_authentication_records(request, user)
    return any(record["method"] == "mfa" for record in records)


class SecondFactorMiddleware:
    """Keeps those who have not shown a second factor out of the admin, where the site asks for it.

    Whoever has none is led to where one is set up, and whoever has not used it to where it is asked
    for. Signing in and out stays open to all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or lead elsewhere."""
        if settings.STAFF_SECOND_FACTOR and _is_inside(request.path):
            user = get_current_user(request)
            # The admin has its own answer for whoever has no business there.
            if user and user.is_staff:
                return _lead_on(request, user) or self.get_response(request)
        return self.get_response(request)


def _is_inside(path: str) -> bool:
    doors = {reverse("admin:login"), reverse("admin:logout")}
    return path.startswith(reverse("admin:index")) and path not in doors


def _lead_on(request: HttpRequest, user: User) -> HttpResponse | None:
    if not has_second_factor(user):
        messages.warning(
            request, _("This site asks for a second factor before you go in. Set one up here.")
        )
        return redirect("mfa_index")
    if not has_shown_it(request, user):
        return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
    return None
