"""Recognize browsers in which an account has logged in before.

Failed logins from elsewhere lock an account only in other browsers, so strangers can't lock out its
owner. The signed cookie contains a random device key and a hash for each account. The hash depends
on the account's password, so changing the password revokes the cookies in all other browsers.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.stagekit import unstash_login
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.authentication import find_account
from accounts.models import User
from core.signed_cookies import SignedCookie

_COOKIE = SignedCookie("device")
# Browsers rarely have more; cookies are limited to 4 kB.
_MAX_ACCOUNTS = 5
_REQUEST_ATTRIBUTE = "_device_user"
# The fields for an account in the forms for logging in, signing up, and requesting emails.
_ACCOUNT_FIELDS = ("login", "username", "email")


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A browser in which the account has logged in before."""

    account_pk: int
    key: str


def find_known_device(request: HttpRequest) -> KnownDevice | None:
    """Return the device if the account that the request is about has logged in on it before.

    No query is made for browsers without the cookie.
    """
    key, proofs = _read(request)
    user = _find_requested_account(request) if key else None
    if user is None:
        return None
    expected = _create_proof(user, key)
    if not any(constant_time_compare(proof, expected) for proof in proofs):
        return None
    return KnownDevice(user.pk, key)


def mark_known_device(*, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Make the middleware store the user's login or new password in a cookie.

    A receiver of signals from Django and allauth.
    """
    request.__dict__[_REQUEST_ATTRIBUTE] = user


class KnownDeviceMiddleware:
    """Set the cookie when a user has logged in or changed their password."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = request.__dict__.get(_REQUEST_ATTRIBUTE)
        if user is not None:
            _remember(request, response, user)
        return response


def _remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    key, proofs = _read(request)
    key = key or secrets.token_urlsafe(16)
    proof = _create_proof(user, key)
    others = [other for other in proofs if other != proof]
    _COOKIE.set(response, {"key": key, "accounts": [*others, proof][-_MAX_ACCOUNTS:]})


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    stored: dict[str, Any] = _COOKIE.get(request, default={})
    return stored.get("key", ""), stored.get("accounts", [])


def _create_proof(user: User, key: str) -> str:
    value = f"{user.pk}:{key}:{user.password}"
    return salted_hmac("accounts.known_devices", value, algorithm="sha256").hexdigest()[:32]


def _find_requested_account(request: HttpRequest) -> User | None:
    """Return the account that the visitor uses, or that they are trying to log in to."""
    if isinstance(request.user, User):
        return request.user
    if account := find_account(*(request.POST.get(name) for name in _ACCOUNT_FIELDS)):
        return account
    login = unstash_login(request, peek=True)
    user = login.user if login else None
    return user if isinstance(user, User) else None
