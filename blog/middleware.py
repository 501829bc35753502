"""The site's own language, and articles that had another address before."""

import re
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from blog.models import Article, Redirect
from blog.site import current_site
from core.middleware import LanguageMiddleware

# An article that moved within this site took the addresses of its comments along.
_BELOW_ARTICLE = re.compile(r"(?P<article>/[0-9]{4}/[0-9]{2}/[^/]+)(?P<rest>/comments/.+)")


class SiteLanguageMiddleware(LanguageMiddleware):
    """Speak the language that the site's settings name where the reader asks for none."""

    def site_language(self) -> str:
        """Return the language of the site. No query while the site's words are kept."""
        try:
            return current_site().language
        except DatabaseError:
            # Whatever is answered then, it is that something is broken.
            return super().site_language()


class MovedArticleMiddleware:
    """Send readers of an old address to the article. Asked only when nothing else answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace a 404 by a redirect where the path is known from before."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        address = _new_address(request.path)
        return HttpResponsePermanentRedirect(address) if address else response


def _new_address(path: str) -> str | None:
    """Return where the page at an old path is now. One query."""
    if "\0" in path:  # PostgreSQL can't even be asked
        return None
    below = _BELOW_ARTICLE.fullmatch(path)
    old = f"{below['article']}.html" if below else path
    moved = (
        Redirect.objects.filter(path=old, article__in=Article.objects.published())
        .select_related("article")
        .first()
    )
    if moved is None:
        return None
    address = moved.article.get_absolute_url()
    return f"{address.removesuffix('.html')}{below['rest']}" if below else address
