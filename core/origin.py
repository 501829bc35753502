"""Forged posts, stopped without a token.

The comment form stands in pages that are the same bytes for everybody, so it can't carry a token.
Browsers say themselves where a request comes from: ``Sec-Fetch-Site`` can't be set by a page, nor
can ``Origin``. A request that has neither doesn't come from a browser that others could misuse. The
order of the questions is that of F. Valsorda, "Cross-Site Request Forgery" (2025), which Go's
``net/http.CrossOriginProtection`` follows: what only reads may be asked for from anywhere, as every
link from elsewhere does, and so no view may change anything on such a request.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

_READING = {"GET", "HEAD", "OPTIONS"}


def is_cross_site(request: HttpRequest) -> bool:
    """Whether another site made the browser send this request, which may change something."""
    if request.method in _READING:
        return False
    fetch_site = request.headers.get("Sec-Fetch-Site", "")
    if fetch_site:
        return fetch_site not in {"same-origin", "none"}
    origin = request.headers.get("Origin", "")
    if not origin:
        return False
    try:
        # Behind a proxy the scheme may differ; the host is what a forger can't have.
        return urlsplit(origin).netloc.lower() != request.get_host().lower()
    except ValueError:
        return True


def same_origin_only[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Refuse forged requests with 403, in the place of Django's token check."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if is_cross_site(request):
            raise PermissionDenied("The request was sent by another site")
        return view(request, *args, **kwargs)

    return guarded
