"""Find tags in text that may not be HTML at all.

Browser parsers turn almost anything into a tag, and tree parsers are slow on hostile input. Here,
only well-formed tags count as tags, and everything else is text. Safety doesn't depend on this: the
tags are rewritten and then sanitized (``core.sanitizing.policy``).
"""

import html
import re
from dataclasses import dataclass, field

# The search for a tag's end stops after this many characters, which keeps hostile input linear.
MAX_TAG_LENGTH = 8192

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:_.-]*+)(?=[\s/>])"
    r"(?P<attributes>(?:[^<>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[=\"'])*+)>"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"(?P<a>[^\"]*+)\"|'(?P<b>[^']*+)'|(?P<c>[^\s>]++)))?"
)
_END_TAG = re.compile(r"</([A-Za-z][A-Za-z0-9:_.-]*+)[^<>]*+>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in the source, from ``start`` to ``end``. ``name`` is in lower case."""

    name: str
    is_end: bool
    source: str
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)


def find_tag(source: str, start: int) -> Tag | None:
    """Return the first tag at or after ``start``, or None if only text remains."""
    start = source.find("<", start)
    while start >= 0:
        found = _TAG.match(source, start, start + MAX_TAG_LENGTH)
        if found:
            return _build_tag(found)
        start = source.find("<", start + 1)
    return None


def find_last_end_tags(source: str) -> dict[str, int]:
    """Return the position of the last end tag for each name, keyed by lower-case name."""
    return {found[1].lower(): found.start() for found in _END_TAG.finditer(source)}


def unescape(text: str) -> str:
    """Resolve only the character references that end in a semicolon.

    HTML also recognizes ``&copy`` without one, which would corrupt a typed "?a=1&copy=2".
    """
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _build_tag(found: re.Match[str]) -> Tag:
    return Tag(
        name=found["name"].lower(),
        is_end=bool(found["end"]),
        source=found[0],
        start=found.start(),
        end=found.end(),
        attributes=_parse_attributes(found["attributes"]),
    )


def _parse_attributes(source: str) -> dict[str, str]:
    """Parse attributes. If a name is repeated, the first one counts, as in a browser."""
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(source):
        value = found["a"] or found["b"] or found["c"] or ""
        attributes.setdefault(found["name"].lower(), unescape(value))
    return attributes
