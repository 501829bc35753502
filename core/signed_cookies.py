"""Signed cookies that hold a small JSON value."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.signing import b64_decode, b64_encode
from django.http import HttpRequest, HttpResponse

ONE_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class SignedCookie:
    """A cookie that only this site can write.

    The signature covers the cookie's name, so a value is not accepted in a cookie with another
    name. The value is not encrypted.

        OWN_COMMENTS = SignedCookie("mine")

        OWN_COMMENTS.set(response, [12, 15])
        OWN_COMMENTS.get(request, default=[])
    """

    name: str
    # In seconds. The server rejects older cookies, too.
    max_age: int = ONE_YEAR

    def get(self, request: HttpRequest, default: Any = None) -> Any:
        """Return the value, or ``default`` if the cookie is missing, forged, or expired."""
        signed = request.get_signed_cookie(self.name, default=None, max_age=self.max_age)
        return json.loads(b64_decode(signed.encode())) if signed else default

    def set(self, response: HttpResponse, value: Any) -> None:
        """Set the cookie to a JSON-serializable value. Scripts in the browser can't read it."""
        response.set_signed_cookie(
            self.name,
            b64_encode(json.dumps(value, separators=(",", ":")).encode()).decode(),
            max_age=self.max_age,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )

    def delete(self, response: HttpResponse) -> None:
        """Tell the browser to delete the cookie."""
        response.delete_cookie(self.name, samesite="Lax")
