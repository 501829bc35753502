"""Headers of every response, and its language."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

# Nothing here asks for a sensor, a camera or a payment, and nothing that got in shall.
_PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)

# What is answered there is in no language, and must be answered when nothing else can be.
_WITHOUT_WORDS = {"/healthz", "/readyz", "/robots.txt"}


class ResponseHeadersMiddleware:
    """Add what Django has no setting for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and complete the response."""
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", _PERMISSIONS)
        return response


class LanguageMiddleware(LocaleMiddleware):
    """Speak the language that the reader chose, or that the browser asks for, or the site's.

    What programs read (feeds, the sitemap) is in the site's language, whoever asks: it is one file.
    """

    def get_site_language(self) -> str:
        """Return the language of the site. A room above may know better."""
        return str(settings.LANGUAGE_CODE)

    def process_request(self, request: HttpRequest) -> None:
        """Choose the language of the answer."""
        if request.path in _WITHOUT_WORDS:
            language: str | None = settings.LANGUAGE_CODE
        else:
            language = None if _is_for_programs(request) else get_requested_language(request)
        translation.activate(language or self.get_site_language())
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Say which language it is, and that others could have been asked for."""
        if _is_for_programs(request):
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            return response
        return super().process_response(request, response)


def get_requested_language(request: HttpRequest) -> str | None:
    """Return the first language that is here of those that the reader chose or the browser asks.

    Django's own function answers with ``LANGUAGE_CODE`` where nothing fits, and doesn't say so.
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
    """Whether somebody may read what is answered here, or programs alone."""
    return request.path not in _WITHOUT_WORDS and not _is_for_programs(request)


def _is_for_programs(request: HttpRequest) -> bool:
    return request.path.endswith((".xml", ".rdf", ".txt", ".json"))
