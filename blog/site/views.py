from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from blog.site.current import get_current_site

_YEAR = 31_536_000  # seconds
# Both values were validated on save: ``#rrggbb``.
_COLORS_CSS = """\
:root {{ --accent: {site.accent}; }}
@media (prefers-color-scheme: dark) {{ :root {{ --accent: {site.accent_dark}; }} }}
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"site_url": settings.SITE_URL}
    return render(
        request, "blog/site/robots.txt", context, content_type="text/plain; charset=utf-8"
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Redirect the conventional icon path to the static file."""
    return redirect(static("icons/favicon.ico"), permanent=True)


@require_safe
def colors(request: HttpRequest) -> HttpResponse:
    """Return a style sheet that overrides the accent colors with those from the site settings.

    Pages include the version in the link, so responses for the current version never expire.
    """
    site = get_current_site()
    if not site.accent:
        raise Http404("The site uses the default colors")
    response = HttpResponse(_COLORS_CSS.format(site=site), content_type="text/css; charset=utf-8")
    if request.GET.get("v") == site.colors_version:
        patch_cache_control(response, public=True, max_age=_YEAR, immutable=True)
    return response
