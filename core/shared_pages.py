"""Cache headers for pages that are byte-for-byte identical for all anonymous visitors.

Reverse proxies and CDNs may cache a shared page and revalidate it by its ETag. A personal page may
be cached only by the visitor's browser. The cookies in the request determine whether a page is
shared or personal, so all of these responses vary on ``Cookie``.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers


def is_anonymous(request: HttpRequest) -> bool:
    """Check that the request has none of the ``PERSONAL_COOKIES``, without a database query."""
    return not any(name in request.COOKIES for name in settings.PERSONAL_COOKIES)


def set_cache_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let any cache store pages for anonymous visitors, and only the browser store other pages.

    Caches must revalidate a page each time. As long as the page is unchanged, the response is a
    304.
    """
    if is_anonymous(request):
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response
