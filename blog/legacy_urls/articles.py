"""Find articles by legacy URL: from TypePad, WordPress, or an earlier URL on this site."""

import re
from dataclasses import dataclass
from string import whitespace

from blog.models import Article, Redirect

# Query parameters that identify a comment in the URLs of other systems; redirects keep them.
COMMENT_PARAMETERS = ("cid", "replytocom")

# Comment URLs of an article that moved within this site.
_COMMENT_URL = re.compile(r"(?P<article>.*/[0-9]{4}/[0-9]{2}/[^/]+)(?P<rest>/comments/.+)")
# Suffixes of WordPress URLs that show the same article.
_SUFFIX = re.compile(r"/(?:comment-page-[0-9]+|amp|embed|feed(?:/\w+)?|trackback)/?$")
_DATED = re.compile(
    r"/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?:[0-9]{2}/)?(?P<name>[^/]+?)(?:\.html?)?/?$"
)
# Punctuation that link detection may have included in a URL.
_TRAILING_PUNCTUATION = ")]>.,:;!?'\"’”»" + whitespace
# URLs in this site's own format; their views have already run.
_OWN_URL = re.compile(r"/[0-9]{4}/[0-9]{2}/[^/]+(?:/comments/.*)?/?")


@dataclass(frozen=True, slots=True)
class _LegacyPath:
    """A legacy path, split into the article's path and, for URLs of comments, the rest."""

    article: str
    rest: str = ""

    @property
    def spellings(self) -> set[str]:
        """The equivalent spellings of the article's path."""
        bare = self.article.rstrip("/").removesuffix(".html")
        return {self.article, bare, f"{bare}/", f"{bare}.html"} - {"", "/"}


def find_article_url(path: str, number: str = "") -> str | None:
    """Return the current URL of the article at a legacy path, or None. Runs at most two queries.

    ``number`` is the article's number in a WordPress URL (``?p=123``).
    """
    if "\0" in path:  # PostgreSQL rejects null characters
        return None
    bare = path.rstrip(_TRAILING_PUNCTUATION)
    legacy = _parse(bare)
    candidates = {f"{path}?p={number}", f"/?p={number}"} if number else {path, *legacy.spellings}
    is_own = path == bare and _OWN_URL.fullmatch(path)
    article = _find_by_redirect(path, candidates) or (None if is_own else _find_by_date(legacy))
    if article is None:
        return None
    url = article.get_absolute_url()
    return f"{url.removesuffix('.html')}{legacy.rest}" if legacy.rest else url


def _parse(path: str) -> _LegacyPath:
    if match := _COMMENT_URL.fullmatch(path):
        return _LegacyPath(f"{match['article']}.html", match["rest"])
    return _LegacyPath(_SUFFIX.sub("/", path))


def _find_by_redirect(path: str, candidates: set[str]) -> Article | None:
    redirects = Redirect.objects.filter(
        path__in=candidates, article__in=Article.objects.published()
    ).select_related("article")
    # The old paths of two articles may differ only in their suffixes.
    best = min(redirects, key=lambda redirect: redirect.path != path, default=None)
    return best.article if best else None


def _find_by_date(legacy: _LegacyPath) -> Article | None:
    """Find an article by the date and slug in the path."""
    match = _DATED.search(legacy.article)
    if match is None:
        return None
    url = int(match["year"]), int(match["month"]), match["name"]
    return Article.objects.published().at(*url).first()
