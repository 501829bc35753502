"""Who reads: an account, or a browser that keeps a key which we signed.

The key says nothing of whoever holds it, no page depends on it, and a browser gets it with the
first thing that it sends.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from accounts.visitors import get_current_user

_SALT = "comments.reader"
_KEPT_FOR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Reader:
    """A visitor as somebody who can do a thing once. Guests have no ``user``."""

    user: User | None = None
    key: str = ""

    def __bool__(self) -> bool:
        """Whether this reader can be told from others."""
        return bool(self.user or self.key)

    def known(self) -> Reader:
        """Return a reader who can be told from others, with a new key if need be."""
        return self or replace(self, key=secrets.token_hex(16))


def reader_of(request: HttpRequest) -> Reader:
    """Return who is reading. No query for a guest."""
    return Reader(get_current_user(request), _key(request))


def remember_reader(response: HttpResponse, reader: Reader) -> None:
    """Let this browser keep the reader's key, if there is one."""
    if not reader.key:
        return
    response.set_cookie(
        settings.READER_COOKIE_NAME,
        signing.dumps(reader.key, salt=_SALT),
        max_age=_KEPT_FOR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _key(request: HttpRequest) -> str:
    cookie = request.COOKIES.get(settings.READER_COOKIE_NAME, "")
    try:
        return str(signing.loads(cookie, salt=_SALT, max_age=_KEPT_FOR)) if cookie else ""
    except signing.BadSignature:
        return ""
