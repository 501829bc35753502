"""Pages that are the same bytes for everybody, and those that are not.

A shared page may be held by a reverse proxy or a CDN, which asks again with the page's ETag; a
personal one may not be held by anybody but its reader. Which of the two a page is depends on the
cookies that came with the request, so every such page says that it varies with them.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers


def is_anonymous(request: HttpRequest) -> bool:
    """Whether nothing tells this visitor from any other. Asks no database.

    The setting ``PERSONAL_COOKIES`` names the cookies that change what a page shows.
    """
    return not any(name in request.COOKIES for name in settings.PERSONAL_COOKIES)


def set_cache_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let anybody hold the page when the visitor is anonymous, and only the reader otherwise.

    A held page is asked for again at each use; while it is unchanged, 304 is the whole answer.
    """
    if is_anonymous(request):
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response
