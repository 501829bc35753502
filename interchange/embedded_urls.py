"""Find and replace the URLs of links and images in HTML and Markdown."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

_IN_HTML = (
    r"""(?P<before>\b(?P<attribute>src|href)\s*=\s*(?P<quote>["']))"""
    r"""(?P<url>[^"'<>]+)(?P=quote)"""
)
_IN_MARKDOWN = r"(?P<mark>(?P<shown>!?)\[[^\[\]]*\]\()(?P<target>[^)\s]+)"
_URL = re.compile(f"{_IN_HTML}|{_IN_MARKDOWN}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EmbeddedURL:
    """A URL found in text, with HTML escapes decoded; ``is_image`` tells images from links."""

    url: str
    is_image: bool


def find_urls(text: str) -> Iterator[EmbeddedURL]:
    """Yield the URLs of links and images in ``text``, in text order."""
    yield from map(_parse, _URL.finditer(text))


def replace_urls(text: str, replacement: Callable[[EmbeddedURL], str | None]) -> str:
    """Return ``text`` with each URL replaced, unless ``replacement`` returns None for it."""
    return _URL.sub(lambda found: _replace(found, replacement(_parse(found))), text)


def _parse(found: re.Match[str]) -> EmbeddedURL:
    if found["mark"]:
        return EmbeddedURL(found["target"], is_image=bool(found["shown"]))
    return EmbeddedURL(unescape(found["url"]).strip(), is_image=found["attribute"].lower() == "src")


def _replace(found: re.Match[str], url: str | None) -> str:
    if url is None:
        return found[0]
    if found["mark"]:
        return f"{found['mark']}{url}"
    return f"{found['before']}{escape(url)}{found['quote']}"
