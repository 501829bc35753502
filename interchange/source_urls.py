"""URLs, basenames, and default titles of articles, as in Movable Type and TypePad."""

import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from core.text import normalize

# Movable Type uses the first five words of the text for entries without a title.
_TITLE_WORDS = 5
_BASENAME_LENGTH = 150
# Characters that often follow a pasted URL.
_TRAILING = re.compile(r"(?<![\s).,;])(?<!%20)(?:%20|[\s).,;])++$")
_DATED_PATH = re.compile(
    r"/(?P<year>(?:19|20)\d{2})/(?P<month>\d{2})/(?P<name>[^/]+?)(?:\.html?)?/?$"
)


def build_basename(title: str) -> str:
    """Return the URL slug of a title: lowercase words with hyphens, at most 150 characters.

    Like Movable Type's ``dirify``, it removes accents and punctuation. It keeps the letters of
    other scripts, because the slugs of titles in these scripts would otherwise be empty.
    """
    bare = "".join(
        letter for letter in normalize("NFKD", title) if not unicodedata.combining(letter)
    )
    words = re.sub(r"[^\w\s-]", "", bare.lower())
    name = re.sub(r"[\s_-]+", "-", words).strip("-")
    return normalize("NFC", name)[:_BASENAME_LENGTH].strip("-") or "untitled"


def get_first_words(text: str) -> str:
    """Return the first five words of ``text``, for use as a title."""
    return " ".join(text.split()[:_TITLE_WORDS])


def split_url(url: str) -> SplitResult:
    """Return the parts of a URL. If the URL is invalid, all parts are empty."""
    try:
        return urlsplit(url.strip())
    except ValueError:
        return urlsplit("")


def get_path(url: str) -> str:
    """Return the path of a URL, percent-decoded, or ""."""
    return unquote(split_url(url).path)


def parse_dated_path(path: str) -> tuple[int, int, str] | None:
    """Return the year, month, and basename from a path like ``/2013/01/basename.html``, or None."""
    found = _DATED_PATH.search(path)
    if found is None or not 1 <= int(found["month"]) <= 12:
        return None
    return int(found["year"]), int(found["month"]), found["name"]


def build_page_key(year: int, month: int, basename: str) -> str:
    """Return the key of a saved page's article; it is the same for HTML and text pages."""
    return f"{year:04}/{month:02}/{basename}"


def get_path_on_host(host: str | None, url: str) -> str | None:
    """Return the path, query, and fragment of a page's URL on ``host``, or None for other URLs."""
    parts = split_url(url)
    path = _TRAILING.sub("", parts.path)
    if not host or parts.hostname != host or not path.endswith((".html", "/")):
        return None
    return urlunsplit(("", "", path, parts.query, parts.fragment))
