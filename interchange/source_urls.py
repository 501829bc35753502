"""Titles, basenames and addresses of articles, as Movable Type and TypePad made them."""

import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

# Movable Type took five words of the text where an entry had no title.
_TITLE_WORDS = 5
# TypePad cut longer ones; a file system and an address bar would too.
_LONGEST_BASENAME = 150
# What was copied into an address together with it.
_CLINGING = re.compile(r"(?:%20|[\s).,;])+$")
_DATED_PATH = re.compile(
    r"/(?P<year>(?:19|20)\d{2})/(?P<month>\d{2})/(?P<name>[^/]+?)(?:\.html?)?/?$"
)


def build_basename(title: str) -> str:
    """Return a title as it stands in an address: lower case, ASCII where it can be, with hyphens.

    Movable Type's ``dirify`` did the same: accents are dropped, and so are signs and punctuation.
    Letters of other scripts stay, because nothing would be left of such a title.
    """
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", title)
        if not unicodedata.combining(letter)
    )
    words = re.sub(r"[^\w\s-]", "", bare.lower())
    name = re.sub(r"[\s_-]+", "-", words).strip("-")
    return unicodedata.normalize("NFC", name)[:_LONGEST_BASENAME].strip("-") or "untitled"


def get_first_words(text: str) -> str:
    """Return the words that stand in for a missing title."""
    return " ".join(text.split()[:_TITLE_WORDS])


def split_url(url: str) -> SplitResult:
    """Return the parts of an address, all of them empty where it is none."""
    try:
        return urlsplit(url.strip())
    except ValueError:
        return urlsplit("")


def get_path(url: str) -> str:
    """Return the path of an address, from the slash, with its letters readable, or ""."""
    return unquote(split_url(url).path)


def parse_dated_path(path: str) -> tuple[int, int, str] | None:
    """Return year, month and basename of a path that ends like ``/2013/01/basename.html``."""
    found = _DATED_PATH.search(path)
    if found is None or not 1 <= int(found["month"]) <= 12:
        return None
    return int(found["year"]), int(found["month"]), found["name"]


def build_page_key(year: int, month: int, basename: str) -> str:
    """Return what names a saved page's article, whichever way the page was saved."""
    return f"{year:04}/{month:02}/{basename}"


def get_path_on_host(host: str | None, address: str) -> str | None:
    """Return a page's address as path, query and fragment if it lies on ``host``, else None."""
    parts = split_url(address)
    path = _CLINGING.sub("", parts.path)
    if not host or parts.hostname != host or not path.endswith((".html", "/")):
        return None
    return urlunsplit(("", "", path, parts.query, parts.fragment))
