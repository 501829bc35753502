"""The addresses that a text shows or links to, in HTML or Markdown, found and replaced."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

_IN_HTML = (
    r"""(?P<before>\b(?P<attribute>src|href)\s*=\s*(?P<quote>["']))"""
    r"""(?P<address>[^"'<>]+)(?P=quote)"""
)
_IN_MARKDOWN = r"(?P<mark>(?P<shown>!?)\[[^\[\]]*\]\()(?P<target>[^)\s]+)"
_ADDRESS = re.compile(f"{_IN_HTML}|{_IN_MARKDOWN}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """An address as a browser reads it. ``is_shown`` tells a picture in the text from a link."""

    address: str
    is_shown: bool


def find_addresses(text: str) -> Iterator[Address]:
    """Yield the addresses of a text in their order."""
    yield from map(_read, _ADDRESS.finditer(text))


def replace_addresses(text: str, replacement: Callable[[Address], str | None]) -> str:
    """Return the text with each address replaced by what ``replacement`` says, if anything."""
    return _ADDRESS.sub(lambda found: _replaced(found, replacement(_read(found))), text)


def _read(found: re.Match[str]) -> Address:
    if found["mark"]:
        return Address(found["target"], is_shown=bool(found["shown"]))
    return Address(unescape(found["address"]).strip(), is_shown=found["attribute"].lower() == "src")


def _replaced(found: re.Match[str], address: str | None) -> str:
    if address is None:
        return found[0]
    if found["mark"]:
        return f"{found['mark']}{address}"
    return f"{found['before']}{escape(address)}{found['quote']}"
