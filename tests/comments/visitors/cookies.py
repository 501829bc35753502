"""Cookies for test clients."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from comments.visitors.cookies import VISITOR_COOKIE


def set_visitor_cookie(client: Client, **claims: Any) -> None:
    """Set the cookie as this site signs it, for example with ``comments=[12]``."""
    response = HttpResponse()
    VISITOR_COOKIE.set(response, claims)
    client.cookies.update(response.cookies)
