import re
from collections.abc import Callable
from urllib.parse import urlencode

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)

from blog.legacy_urls.articles import COMMENT_PARAMETERS, find_article_url
from blog.legacy_urls.lists import find_list_url

# The article or page number in WordPress URLs.
_NUMBER = re.compile(r"(?:^|&)p(?:age_id)?=([0-9]{1,10})(?=&|$)")


class LegacyURLMiddleware:
    """Redirects legacy URLs of articles and lists if nothing else matches the path.

    WordPress URLs such as ``/?p=123`` are checked first, because their path is that of the home
    page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace a 404 response with a redirect if the path is a known legacy path."""
        is_safe = request.method in {"GET", "HEAD"}
        if (
            is_safe
            and request.path == "/"
            and (response := _redirect_to_article(request, _get_number(request)))
        ):
            return response
        response = self.get_response(request)
        if response.status_code != 404 or not is_safe:
            return response
        return (
            _redirect_to_article(request, _get_number(request))
            or _redirect_to_article(request)
            or _redirect_to_list(request)
            or response
        )


def _get_number(request: HttpRequest) -> str:
    match = _NUMBER.search(request.META.get("QUERY_STRING", ""))
    return match[1] if match else ""


def _redirect_to_article(request: HttpRequest, number: str | None = None) -> HttpResponse | None:
    """Redirect to the article, or return None if there is none.

    Query parameters that identify a comment are kept.
    """
    url = None if number == "" else find_article_url(request.path, number or "")
    if url is None:
        return None
    parameters = {name: request.GET[name] for name in COMMENT_PARAMETERS if name in request.GET}
    query = f"?{urlencode(parameters)}" if parameters else ""
    return HttpResponsePermanentRedirect(f"{url}{query}")


def _redirect_to_list(request: HttpRequest) -> HttpResponse | None:
    url = find_list_url(request.path)
    return HttpResponsePermanentRedirect(url) if url else None
