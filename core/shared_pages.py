"""Cache headers for pages that are the same bytes for all anonymous visitors.

Reverse proxies and CDNs may cache a shared page and revalidate it by its ETag. A personal page may
be cached only by the visitor's browser. The cookies of the request decide which of the two a page
is, so all these pages vary on ``Cookie``.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers


def is_anonymous(request: HttpRequest) -> bool:
    """Check that no cookie of the request changes the page (``PERSONAL_COOKIES``). No query."""
    return not any(name in request.COOKIES for name in settings.PERSONAL_COOKIES)


def set_cache_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let any cache store the page of an anonymous visitor, and only the browser all others.

    Caches must revalidate the page each time. The response is 304 while it is unchanged.
    """
    if is_anonymous(request):
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response
