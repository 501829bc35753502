"""Middleware that sets response headers and the response language."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

# The site uses none of these, and injected content must not use them either.
_PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)

# These contain no translated text and must work even if the database doesn't.
_WITHOUT_LANGUAGE = {"/healthz", "/readyz", "/robots.txt"}


class ResponseHeadersMiddleware:
    """Add response headers for which Django has no setting."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", _PERMISSIONS)
        return response


class LanguageMiddleware(LocaleMiddleware):
    """Use the language the reader has chosen, falling back to the browser's, then the site's.

    Feeds, sitemaps, and other files for software are always in the site's language.
    """

    def get_site_language(self) -> str:
        """Return the site's language. Subclasses can override this to use their own setting."""
        return str(settings.LANGUAGE_CODE)

    def process_request(self, request: HttpRequest) -> None:
        if request.path in _WITHOUT_LANGUAGE:
            language: str | None = settings.LANGUAGE_CODE
        else:
            language = None if _is_for_software(request) else get_requested_language(request)
        translation.activate(language or self.get_site_language())
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if _is_for_software(request):
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            return response
        return super().process_response(request, response)


def get_requested_language(request: HttpRequest) -> str | None:
    """Return the first available language among the reader's choice and the browser's preferences.

    Unlike Django's ``get_language_from_request``, return None if none of them is available.
    """
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    header = request.headers.get("Accept-Language", "")
    for code in (chosen, *(code for code, _quality in parse_accept_lang_header(header))):
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return None


def is_for_humans(request: HttpRequest) -> bool:
    """Check whether the response is a page for people to read, not a file for software."""
    return request.path not in _WITHOUT_LANGUAGE and not _is_for_software(request)


def _is_for_software(request: HttpRequest) -> bool:
    return request.path.endswith((".xml", ".rdf", ".txt", ".json"))
