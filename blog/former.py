"""Addresses that articles had elsewhere: on TypePad, on WordPress, or here under another name."""

import re
from dataclasses import dataclass
from string import whitespace

from blog.models import Article, Redirect

# Other systems name a comment in the query of its article's address; these words are kept.
COMMENT_WORDS = ("cid", "replytocom")

# An article that moved within this site took the addresses of its comments along.
_BELOW = re.compile(r"(?P<article>.*/[0-9]{4}/[0-9]{2}/[^/]+)(?P<rest>/comments/.+)")
# What WordPress appends to an article's address, and what is the same article with it.
_ENDING = re.compile(r"/(?:comment-page-[0-9]+|amp|embed|feed(?:/\w+)?|trackback)/?$")
_DATED = re.compile(
    r"/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?:[0-9]{2}/)?(?P<name>[^/]+?)(?:\.html?)?/?$"
)
# What clings to an address that was written into a sentence.
_CLINGING = ")]>.,:;!?'\"’”»" + whitespace
# These were answered already, by a page or by the word that there is none.
_OURS = re.compile(r"/[0-9]{4}/[0-9]{2}/[^/]+(?:/comments/.*)?/?")


@dataclass(frozen=True, slots=True)
class _Old:
    """An old address: the article's part of it, and what leads on to its comments."""

    article: str
    rest: str = ""

    @property
    def forms(self) -> set[str]:
        """The ways in which the same address is written."""
        bare = self.article.rstrip("/").removesuffix(".html")
        return {self.article, bare, f"{bare}/", f"{bare}.html"} - {"", "/"}


def new_address(path: str, number: str = "") -> str | None:
    """Return where the article at an old path is now, or None. Two queries at most.

    ``number`` is the one by which WordPress asked for an article (``?p=123``).
    """
    if "\0" in path:  # PostgreSQL can't even be asked
        return None
    bare = path.rstrip(_CLINGING)
    old = _read(bare)
    asked = {f"{path}?p={number}", f"/?p={number}"} if number else {path, *old.forms}
    was_answered = path == bare and _OURS.fullmatch(path)
    article = _redirected(path, asked) or (None if was_answered else _dated(old))
    if article is None:
        return None
    address = article.get_absolute_url()
    return f"{address.removesuffix('.html')}{old.rest}" if old.rest else address


def _read(path: str) -> _Old:
    if below := _BELOW.fullmatch(path):
        return _Old(f"{below['article']}.html", below["rest"])
    return _Old(_ENDING.sub("/", path))


def _redirected(path: str, asked: set[str]) -> Article | None:
    found = Redirect.objects.filter(
        path__in=asked, article__in=Article.objects.published()
    ).select_related("article")
    # Two articles may have had addresses that differ in their endings only.
    best = min(found, key=lambda one: one.path != path, default=None)
    return best.article if best else None


def _dated(old: _Old) -> Article | None:
    """Return the article whose date and name stand in the address, whatever stands around them."""
    dated = _DATED.search(old.article)
    if dated is None:
        return None
    address = int(dated["year"]), int(dated["month"]), dated["name"]
    return Article.objects.published().at(*address).first()
