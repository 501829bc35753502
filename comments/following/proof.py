"""Which addresses a visitor has shown to own.

The cookie is set for the browser in which the link of our question was used, and for no other. Who
has confirmed an address in another way (``comments.identity``) needn't be asked.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.email_addresses import has_confirmed_email
from comments.identity.known import known_here

_COOKIE = "addresses"
_SALT = "comments.following.addresses"
_KEPT_FOR = 365 * 24 * 60 * 60
# People have a few addresses, and a cookie has little room.
_AT_MOST = 5


def owned_addresses(request: HttpRequest) -> set[str]:
    """Return the addresses that the visitor owns, in lower case. No query for a stranger."""
    owned = set(_remembered(request))
    known = known_here(request)
    if known.email:
        owned.add(known.email)
    if known.user and has_confirmed_email(known.user):
        owned.add(known.user.email.lower())
    return owned


def remember_owned(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Let this browser be known as the one of an address's owner."""
    others = [other for other in _remembered(request) if other != email]
    response.set_cookie(
        _COOKIE,
        signing.dumps([*others, email][-_AT_MOST:], salt=_SALT, compress=True),
        max_age=_KEPT_FOR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _remembered(request: HttpRequest) -> list[str]:
    cookie = request.COOKIES.get(_COOKIE, "")
    try:
        return list(signing.loads(cookie, salt=_SALT, max_age=_KEPT_FOR)) if cookie else []
    except signing.BadSignature:
        return []
