"""The django-allauth adapter, for behavior that settings can't change."""

import datetime as dt
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy

from accounts.authentication import find_account
from accounts.models import User
from accounts.second_factor import redirect_to_second_factor
from core.client_address import get_client_address
from mail.services import queue_limited_mail

# Landing pages for staff after login, by permission. The dashboard also shows pending comments.
_LANDING_PAGES = {"blog.add_article": "dashboard", "comments.moderate_comment": "moderation:queue"}
_VERIFY_EMAIL = "allauth.account.stages.EmailVerificationStage"
_WRONG_PASSWORD = gettext_lazy(
    "Incorrect username, email, or password. If you haven’t confirmed your email address yet, log"
    " in by email."
)

# How long the code or link in an email is valid, in seconds.
_SECRET_LIFETIMES = {
    "account/email/login_code": app_settings.LOGIN_BY_CODE_TIMEOUT,
    "account/email/email_confirmation": app_settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
    "account/email/email_confirmation_signup": app_settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
    "account/email/password_reset_key": settings.PASSWORD_RESET_TIMEOUT,
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _WRONG_PASSWORD,
        "email_password_mismatch": _WRONG_PASSWORD,
        "incorrect_password": gettext_lazy("Incorrect password."),
        "incorrect_code": gettext_lazy("Incorrect code."),
        "duplicate_email": gettext_lazy("This email address is already part of your account."),
        "email_taken": gettext_lazy("This email address is used by another account."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.ACCOUNTS_OPEN)

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Set a random username. allauth would derive it from the private email address."""
        if not user.username:
            user.username = f"reader-{get_random_string(12).lower()}"

    def get_login_stages(self) -> list[str]:
        """Return allauth's login stages, without email verification for staff."""
        replacements = {_VERIFY_EMAIL: "accounts.login_stages.VerifyReaderEmailStage"}
        stages: list[str] = super().get_login_stages()
        return [replacements.get(stage, stage) for stage in stages]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the URL to go to after login.

        Depending on the user's permissions, this is the dashboard, the moderation queue, or the
        account page. A user restricted by ``accounts.second_factor`` has no permissions.
        """
        if request.user.is_staff:
            for permission, url_name in _LANDING_PAGES.items():
                if request.user.has_perm(permission):
                    return reverse(url_name)
        return str(super().get_login_redirect_url(request))

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Finish the login. Redirect staff who still need a second factor to the page for it."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return redirect_to_second_factor(request, response["Location"]) or response

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the client's IP address for rate limits.

        All unknown clients get the same value, so they share a limit.
        """
        return get_client_address(request) or "unknown"

    def reauthenticate(self, user: User, password: str) -> bool:
        """Check the password of a logged-in user. Wrong passwords count as failed logins.

        The hash isn't upgraded here, because that would end the user's session.
        """
        self.pre_authenticate(allauth_context.request, username=user.get_username())
        is_correct = check_password(password, user.password)
        if is_correct:
            self._rollback_login_failed_rl_usage()
        return is_correct

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return the key that counts failed logins: one per account, whichever name was entered."""
        identifiers = (credentials.get("username"), credentials.get("email"))
        account = find_account(*identifiers)
        if account:
            return f"account:{account.pk}"
        return "unknown:" + (identifiers[0] or identifiers[1] or "").lower()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the email in the outbox instead of sending it, in case the mail server is down.

        Nothing is sent to an unconfirmed address that has reached its limit. The pages don't say
        so, because they are the same for all addresses.
        """
        host = urlsplit(settings.SITE_URL).netloc
        context = _use_site_url(context) | {
            "request": None,
            "email": context.get("email", email),
            "current_site": SimpleNamespace(domain=host, name=host),
        }
        message = self.render_mail(template_prefix, email, context)
        lifetime = _SECRET_LIFETIMES.get(template_prefix)
        expires_at = timezone.now() + dt.timedelta(seconds=lifetime) if lifetime else None
        queue_limited_mail(message=message, kind=template_prefix, expires_at=expires_at)

    def format_email_subject(self, subject: str) -> Any:
        """Return the subject unchanged.

        allauth would add the site's name, but the sender already shows it.
        """
        return subject


def _use_site_url(context: dict[str, Any]) -> dict[str, Any]:
    """Return the context of an email with all URLs on ``SITE_URL``.

    allauth takes host and port from the request, where anyone who requests an email to someone else
    can choose them. ``ALLOWED_HOSTS`` doesn't check the port.
    """
    return {
        name: _move_to_site(value) if name.endswith("url") and isinstance(value, str) else value
        for name, value in context.items()
    }


def _move_to_site(url: str) -> str:
    path = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return f"{settings.SITE_URL}{path}"
