"""What is known of whoever sends a request: an account, or an address confirmed in this browser.

The cookie is set for the browser that follows the link in the letter, and for no other: of the one
that asked for the letter, nobody knows whether its owner can read the mailbox.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from accounts.visitors import get_current_user
from comments.models import Commenter

_SALT = "comments.known"
_KEPT_FOR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a request comes from, as far as that has been shown."""

    user: User | None = None
    # An address that was confirmed in this browser.
    email: str = ""

    def is_owner(self, commenter: Commenter) -> bool:
        """Whether the commenter is this person."""
        if self.user and commenter.user_id == self.user.pk:
            return True
        return bool(self.email) and commenter.email == self.email


NOBODY = Known()


def known_here(request: HttpRequest) -> Known:
    """Return what is known of a visitor. At most one query, and none for a stranger."""
    return Known(get_current_user(request), _confirmed_email(request))


def remember_confirmed(response: HttpResponse, commenter: Commenter) -> None:
    """Let this browser be known as the one of a commenter whose address was confirmed in it."""
    response.set_cookie(
        settings.KNOWN_COOKIE_NAME,
        signing.dumps(commenter.pk, salt=_SALT),
        max_age=_KEPT_FOR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _confirmed_email(request: HttpRequest) -> str:
    cookie = request.COOKIES.get(settings.KNOWN_COOKIE_NAME, "")
    if not cookie:
        return ""
    try:
        pk = int(signing.loads(cookie, salt=_SALT, max_age=_KEPT_FOR))
    except signing.BadSignature:
        return ""
    confirmed = Commenter.objects.filter(pk=pk, email_confirmed_at__isnull=False)
    return confirmed.values_list("email", flat=True).first() or ""
