"""Addresses that readers and programs try, and that lead on."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from blog.site import current_site

_YEAR = 31_536_000
# They were looked at when they were saved: ``#rrggbb`` and nothing else.
_COLOURS = """\
:root {{ --accent: {site.accent}; }}
@media (prefers-color-scheme: dark) {{ :root {{ --accent: {site.accent_dark}; }} }}
"""


@require_safe
def to_feed(request: HttpRequest) -> HttpResponse:
    """Send the readers of formats that are no longer written to the Atom feed."""
    return HttpResponsePermanentRedirect(reverse("blog:feed"))


@require_safe
def to_year(request: HttpRequest, year: int) -> HttpResponse:
    """Send whoever cut the address after the year to the archives."""
    return redirect("blog:archives")


@require_safe
def to_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Send whoever wrote a month with one digit to the month."""
    if not 1 <= month <= 9:
        raise Http404("There is no such month")
    return HttpResponsePermanentRedirect(reverse("blog:month", args=[year, month]))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots where everything is, and what only people need."""
    context = {"site_url": settings.SITE_URL}
    return render(request, "blog/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Send browsers that look for the icon in its old place to the file."""
    return redirect(static("icons/favicon.ico"), permanent=True)


@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """Write the colours that the site has chosen over those of its style sheet.

    The address carries their version, so whoever asked with it need never ask again.
    """
    site = current_site()
    if not site.accent:
        raise Http404("The site has the style sheet's own colours")
    response = HttpResponse(_COLOURS.format(site=site), content_type="text/css; charset=utf-8")
    if request.GET.get("v") == site.colours_version:
        patch_cache_control(response, public=True, max_age=_YEAR, immutable=True)
    return response
