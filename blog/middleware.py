"""The site's own language, articles that had another address before, and what takes only posts."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

from django.db import DatabaseError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)

from blog.former import COMMENT_WORDS, new_address
from blog.former_lists import new_list
from blog.site import current_site
from blog.views.errors import method_not_allowed
from core.middleware import LanguageMiddleware, is_for_humans

# How WordPress numbers articles and pages.
_NUMBER = re.compile(r"(?:^|&)p(?:age_id)?=([0-9]{1,10})(?=&|$)")


class SiteLanguageMiddleware(LanguageMiddleware):
    """Speak the language that the site's settings name where the reader asks for none."""

    def get_site_language(self) -> str:
        """Return the language of the site. No query while the site's words are kept."""
        try:
            return current_site().language
        except DatabaseError:
            # Whatever is answered then, it is that something is broken.
            return super().get_site_language()


class NotAllowedMiddleware:
    """Give an answer with 405 a page, as other errors have one: Django has no handler for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Fill the answer if it is empty; what asks whether the site lives needs none."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        return method_not_allowed(request, response) if is_for_humans(request) else response


class MovedArticleMiddleware:
    """Send readers of an old address to the article or list. Asked when nothing else answered.

    The exception is WordPress's ``/?p=123``, which looks like the home page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace a 404 by a redirect where the path is known from before."""
        is_read = request.method in {"GET", "HEAD"}
        if is_read and request.path == "/" and (moved := _moved(request, _number(request))):
            return moved
        response = self.get_response(request)
        if response.status_code != 404 or not is_read:
            return response
        moved = _moved(request, _number(request)) or _moved(request) or _moved_list(request)
        return moved or response


def _number(request: HttpRequest) -> str:
    found = _NUMBER.search(request.META.get("QUERY_STRING", ""))
    return found[1] if found else ""


def _moved(request: HttpRequest, number: str | None = None) -> HttpResponse | None:
    """Return the way to the article, with the word that names a comment. No number, no article."""
    address = None if number == "" else new_address(request.path, number or "")
    if address is None:
        return None
    words = {name: request.GET[name] for name in COMMENT_WORDS if name in request.GET}
    query = f"?{urlencode(words)}" if words else ""
    return HttpResponsePermanentRedirect(f"{address}{query}")


def _moved_list(request: HttpRequest) -> HttpResponse | None:
    address = new_list(request.path)
    return HttpResponsePermanentRedirect(address) if address else None
