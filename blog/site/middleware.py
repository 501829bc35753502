from django.db import DatabaseError

from blog.site.current import get_current_site
from core.middleware import LanguageMiddleware


class SiteLanguageMiddleware(LanguageMiddleware):
    """Fall back to the language of the site settings if the reader's browser names no other."""

    def get_site_language(self) -> str:
        try:
            return get_current_site().language
        except DatabaseError:
            # The error page still needs a language.
            return super().get_site_language()
