from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from blog.site.current import get_current_site
from core.middleware import LanguageMiddleware, is_for_humans


class SiteLanguageMiddleware(LanguageMiddleware):
    """Uses the site's language unless the reader's browser requests another."""

    def get_site_language(self) -> str:
        try:
            return get_current_site().language
        except DatabaseError:
            # The error page still needs a language.
            return super().get_site_language()


class SiteTimeZoneMiddleware:
    """Activates the site's time zone, in which people read and enter times.

    Feeds and other files for software don't depend on it, because they contain times in UTC.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_for_humans(request):
            return self.get_response(request)
        try:
            zone = get_current_site().zone
        except DatabaseError:
            # The error page doesn't need a time zone.
            zone = None
        with timezone.override(zone):
            return self.get_response(request)
