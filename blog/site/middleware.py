from django.db import DatabaseError

from blog.site.current import get_current_site
from core.middleware import LanguageMiddleware


class SiteLanguageMiddleware(LanguageMiddleware):
    """Uses the site's language unless the reader's browser requests another."""

    def get_site_language(self) -> str:
        try:
            return get_current_site().language
        except DatabaseError:
            # The error page still needs a language.
            return super().get_site_language()
