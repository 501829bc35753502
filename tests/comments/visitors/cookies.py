"""Cookies for test clients."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from comments.models import Commenter
from comments.visitors.cookies import VISITOR_COOKIE


def set_visitor_cookie(client: Client, **claims: Any) -> None:
    """Set the cookie as this site signs it, for example with ``comments=[12]``."""
    response = HttpResponse()
    VISITOR_COOKIE.set(response, claims)
    client.cookies.update(response.cookies)


def recognize(client: Client, commenter: Commenter) -> None:
    """Set the cookie as if the commenter's address had been confirmed in this browser."""
    Commenter.objects.filter(pk=commenter.pk).update(email_confirmed_at=timezone.now())
    set_visitor_cookie(client, commenter=commenter.pk)
