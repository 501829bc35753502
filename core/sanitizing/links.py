"""Validate URLs, find them in text, and find the pages of embedded players."""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_WEB = re.compile(r"(?i:https?)://(?P<host>[^/?#\\@]+)(?:[/?#][^\\]*)?\Z")
_MAIL = re.compile(r"(?i:mailto):[^@\s/\\]+@[^@\s/\\]+\Z")
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s\[\]()<>\"'`{}|^%:]+)(?::[0-9]{1,5})?\Z")
_PATH = re.compile(r"/(?![/\\])[^\\]*\Z")
# Longer URLs are rejected: nobody reads them, and they slow down later parsers.
_MAX_LENGTH = 4000

# These are not allowed in a URL, or some software treats them as the end of one.
_PERCENT_ENCODED = {ord(c): f"%{ord(c):02X}" for c in "\"'<>`{}|^"}
# "&copy;" inside a URL is a parameter and a semicolon, not a copyright sign.
_LOOKS_LIKE_ENTITY = re.compile(r"&(#?\w+);")

_URL_IN_TEXT = re.compile(
    r"(?<![A-Za-z0-9_@/.-])(?:https?://|www\.)[^\s<>\"“”„«»「」『』。，、]+", re.IGNORECASE
)
_URL_WITH_DOMAIN = re.compile(
    r"(?:https?://)?[^\s/?#:@.]+(?:\.[^\s/?#:@.]+)+(?::\d+)?(?=[/?#]|\Z)", re.IGNORECASE
)
_TRAILING_PUNCTUATION = ".,;:!?'’‘…*_~`|"
_BRACKETS = {")": "(", "]": "[", "}": "{"}

# Maps the URL of an embedded player to the page of its video.
_PLAYERS = (
    (
        re.compile(
            r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/videoseries\?.*?\blist=([\w-]+)"
        ),
        "https://www.youtube.com/playlist?list={}",
    ),
    (
        re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,})"),
        "https://www.youtube.com/watch?v={}",
    ),
    (re.compile(r"https?://player\.vimeo\.com/video/(\d+)"), "https://vimeo.com/{}"),
    (re.compile(r"https?://vimeo\.com/moogaloop\.swf\?.*?\bclip_id=(\d+)"), "https://vimeo.com/{}"),
    (
        re.compile(r"https?://(?:www\.)?dailymotion\.com/embed/video/(\w+)"),
        "https://www.dailymotion.com/video/{}",
    ),
)
_MEDIA_URL = re.compile(
    r"""\b(?:src|data|value)\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""", re.IGNORECASE
)


def get_safe_url(value: str) -> str:
    """Return the http, https, or mailto URL that ``value`` stands for, or an empty string.

    Quotation marks added by word processors are removed, and ``www.`` gets a scheme. Relative URLs,
    other schemes, and URLs with a username are rejected.
    """
    url = _INVISIBLE.sub("", value.strip(" \t\n\r\"'“”„‘’″")).translate(_PERCENT_ENCODED)
    url = _LOOKS_LIKE_ENTITY.sub(r"&\1%3B", url)
    if url[:4].lower() == "www.":
        url = f"http://{url}"
    if len(url) > _MAX_LENGTH:
        return ""
    web = _WEB.match(url)
    if web:
        return url if _HOST.match(web["host"]) else ""
    return url if _MAIL.match(url) else ""


def get_safe_or_local_url(value: str) -> str:
    """Like ``get_safe_url``, but accept paths on this site, and give ``//host`` a scheme."""
    url = value.strip()
    if url.startswith("//"):
        return get_safe_url(f"https:{url}")
    if _PATH.match(url) and len(url) <= _MAX_LENGTH:
        path = _INVISIBLE.sub("%20", url).translate(_PERCENT_ENCODED)
        return _LOOKS_LIKE_ENTITY.sub(r"&\1%3B", path)
    return get_safe_url(url)


def get_file_name(url: str) -> str:
    """Return the file name at the end of a URL, or an empty string if there is none."""
    last = unquote(urlsplit(url).path.rpartition("/")[2])
    return last if "." in last else ""


def get_player_page(player_url: str) -> str:
    """Return the URL of the page for the video in an embedded player.

    For a player from an unknown site, return its own URL; for an unusable URL, an empty string.
    """
    url = get_safe_or_local_url(player_url)
    if url.startswith("/"):
        return ""
    for pattern, page in _PLAYERS:
        if found := pattern.match(url):
            return page.format(found[1])
    return url


def find_media_url(markup: str) -> str:
    """Return the first URL in the content of an ``object``, ``video``, or ``audio`` element."""
    found = _MEDIA_URL.search(markup)
    if not found:
        return ""
    url = html.unescape(found[1])
    return get_safe_url(f"https:{url}" if url.startswith("//") else url)


def build_comment_link(url: str) -> str:
    """Return the opening tag of a link in a comment. ``url`` must be safe."""
    return f'<a href="{html.escape(url)}" rel="nofollow ugc noopener">'


def build_article_link(url: str) -> str:
    """Return the opening tag of a link in an article. ``url`` must be safe."""
    return f'<a href="{html.escape(url)}">'


def split_comment_links(text: str) -> Iterator[tuple[str, str]]:
    """Split text at its URLs into pairs of text and its link's opening tag, which may be empty.

    Punctuation after a URL stays outside the link, as does a closing bracket whose opening bracket
    precedes the URL.
    """
    return ((piece, build_comment_link(url) if url else "") for piece, url in _split(text))


def split_article_links(text: str) -> Iterator[tuple[str, str]]:
    """Like ``split_comment_links``, but for links in an article."""
    return ((piece, build_article_link(url) if url else "") for piece, url in _split(text))


def _split(text: str) -> Iterator[tuple[str, str]]:
    done = 0
    for found in _URL_IN_TEXT.finditer(text):
        piece = _strip_trailing(found[0])
        url = get_safe_url(piece) if _URL_WITH_DOMAIN.match(piece) else ""
        if not url:
            continue
        if found.start() > done:
            yield text[done : found.start()], ""
        yield piece, url
        done = found.start() + len(piece)
    if done < len(text):
        yield text[done:], ""


def _strip_trailing(candidate: str) -> str:
    """Remove trailing characters that belong to the sentence around the URL."""
    surplus = {
        end: candidate.count(end) - candidate.count(start) for end, start in _BRACKETS.items()
    }
    end = len(candidate)
    while end:
        last = candidate[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _TRAILING_PUNCTUATION:
            break
        end -= 1
    return candidate[:end]
