"""What isn't public yet, for those who were given its secret address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from blog.previews import previewed


@require_safe
@never_cache
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is written as it would look. An address that is wrong or too old looks missing."""
    written = previewed(token)
    if written is None:
        raise Http404("No preview matches the given query.")
    response = render(request, "blog/preview.html", {"written": written})
    response["X-Robots-Tag"] = "noindex, nofollow"
    # The address is the secret: no page that is linked from here may learn it.
    response["Referrer-Policy"] = "no-referrer"
    return response
