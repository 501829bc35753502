"""How sign-in behaves on this site."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.client_address import get_client_address

logger = logging.getLogger(__name__)

# Where those who may do something begin with it; who writes and moderates finds both at the desk.
_WORK = {"blog.add_article": "dashboard", "comments.moderate_comment": "moderation:queue"}
_VERIFY_EMAIL = "allauth.account.stages.EmailVerificationStage"
_WRONG_PASSWORD = gettext_lazy("This isn’t the password of an account with that name or address.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in for readers, if the site takes them, and for those who write and moderate."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _WRONG_PASSWORD,
        "email_password_mismatch": _WRONG_PASSWORD,
        "incorrect_password": gettext_lazy("This isn’t your password."),
        "incorrect_code": gettext_lazy("This isn’t the code."),
        "duplicate_email": gettext_lazy("This e-mail address belongs to your account already."),
        "email_taken": gettext_lazy("This e-mail address belongs to another account."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether readers may make accounts of their own; anybody may comment as a guest."""
        return bool(settings.ACCOUNTS_OPEN)

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Give a reader a user name that says nothing; allauth would take it from the address."""
        if not user.username:
            user.username = f"reader-{get_random_string(12).lower()}"

    def get_login_stages(self) -> list[str]:
        """Return allauth's own stages, where staff need not confirm an address."""
        ours = {_VERIFY_EMAIL: "accounts.stages.ReadersConfirmTheirAddress"}
        stages: list[str] = super().get_login_stages()
        return [ours.get(stage, stage) for stage in stages]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead whoever asked for no page to their work here: the desk, the queue, their account.

        Where a second factor is asked for, the door of the admin asks.
        """
        if request.user.is_staff:
            for permission, place in _WORK.items():
                if request.user.has_perm(permission):
                    return reverse(place)
        return str(super().get_login_redirect_url(request))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that limits are counted for."""
        address = get_client_address(request)
        if address is None:
            raise PermissionDenied("The client's address can't be told")
        return address

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter; where the mail server is down, say so instead of failing."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError):
            logger.exception("The letter %s was not sent", template_prefix)
            messages.error(
                allauth_context.request,
                _("Our letter could not be sent just now. Ask for another one in a few minutes."),
            )

    def format_email_subject(self, subject: str) -> Any:
        """Leave the subject alone: the sender says which site it is."""
        return subject
