"""Two signed cookies that store what is known about a browser.

``visitor`` contains the IDs of the comments sent from this browser and of the commenter whose email
address was confirmed in it. This cookie affects what pages show, so pages are not shared while it
is set. ``browser`` contains a random key that tells browsers apart and the addresses confirmed for
email subscriptions. That cookie doesn't affect shared pages.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.current_user import get_current_user
from comments.models import Comment, Commenter
from core.signed_cookies import SignedCookie

VISITOR_COOKIE = SignedCookie(settings.VISITOR_COOKIE_NAME)
BROWSER_COOKIE = SignedCookie(settings.BROWSER_COOKIE_NAME)

# Cookies are limited to 4 kB.
MAX_COMMENTS = 40
MAX_EMAILS = 5


def remember_comment(request: HttpRequest, response: HttpResponse, comment: Comment) -> None:
    """Record that this browser sent a comment. Do nothing for logged-in users."""
    if get_current_user(request):
        return
    stored = _get(VISITOR_COOKIE, request)
    others = [pk for pk in stored.get("comments", []) if pk != comment.pk]
    VISITOR_COOKIE.set(response, stored | {"comments": [*others, comment.pk][-MAX_COMMENTS:]})


def remember_commenter(request: HttpRequest, response: HttpResponse, commenter: Commenter) -> None:
    """Record that the commenter's email address was confirmed in this browser.

    Call this only for the browser that opened the link in the email. Requesting the email doesn't
    prove access to the mailbox.
    """
    VISITOR_COOKIE.set(response, _get(VISITOR_COOKIE, request) | {"commenter": commenter.pk})


def remember_email(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Record that a subscription for this address was confirmed in this browser."""
    stored = _get(BROWSER_COOKIE, request)
    others = [other for other in stored.get("emails", []) if other != email]
    BROWSER_COOKIE.set(response, stored | {"emails": [*others, email][-MAX_EMAILS:]})


def remember_browser_key(request: HttpRequest, response: HttpResponse, key: str) -> None:
    """Store the key that identifies this browser."""
    BROWSER_COOKIE.set(response, _get(BROWSER_COOKIE, request) | {"key": key})


def _get(cookie: SignedCookie, request: HttpRequest) -> dict[str, Any]:
    stored: dict[str, Any] = cookie.get(request, default={})
    return stored
