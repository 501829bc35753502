"""Headers of every response, and its language."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

# Nothing here asks for a sensor, a camera or a payment, and nothing that got in shall.
_PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)


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
    """Speak the language that the reader chose, or that the browser asks for.

    What programs read (feeds, the sitemap) is in the site's language, whoever asks: it is one file.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Choose the language of the answer."""
        if _is_for_programs(request):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        else:
            super().process_request(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Say which language it is, and that others could have been asked for."""
        if _is_for_programs(request):
            response.headers.setdefault("Content-Language", settings.LANGUAGE_CODE)
            return response
        return super().process_response(request, response)


def _is_for_programs(request: HttpRequest) -> bool:
    return request.path.endswith((".xml", ".rdf", ".txt", ".json"))
