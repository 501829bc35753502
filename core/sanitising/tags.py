"""Finding tags in text that need not be HTML at all.

A browser's parser makes a tag of nearly anything, and a tree parser is slow on hostile input, so
both policies read their source here: a tag is what is written like one, everything else is text.
Nothing rests on this for safety, because what is found is written anew and then sanitised.
"""

import html
import re
from dataclasses import dataclass, field

# A tag is looked for in so many characters and no further, which keeps hostile input linear.
LONGEST_TAG = 8192

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:_.-]*+)(?=[\s/>])"
    r"(?P<attributes>(?:[^<>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[=\"'])*+)>"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"(?P<a>[^\"]*+)\"|'(?P<b>[^']*+)'|(?P<c>[^\s>]++)))?"
)
_END = re.compile(r"</([A-Za-z][A-Za-z0-9:_.-]*+)[^<>]*+>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as it stands in the source, from ``start`` to ``end``; ``name`` in lower case."""

    name: str
    closing: bool
    source: str
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)


def next_tag(source: str, start: int) -> Tag | None:
    """Return the first tag at or after ``start``, or None when only text is left."""
    start = source.find("<", start)
    while start >= 0:
        found = _TAG.match(source, start, start + LONGEST_TAG)
        if found:
            return _tag(found)
        start = source.find("<", start + 1)
    return None


def last_ends(source: str) -> dict[str, int]:
    """Return where each tag name is closed for the last time, by lower-case name."""
    return {found[1].lower(): found.start() for found in _END.finditer(source)}


def unescape(text: str) -> str:
    """Resolve the character references that end in a semicolon, and no others.

    HTML also knows ``&copy`` without one, which spoils "?a=1&copy=2" in what people type.
    """
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _tag(found: re.Match[str]) -> Tag:
    return Tag(
        name=found["name"].lower(),
        closing=bool(found["end"]),
        source=found[0],
        start=found.start(),
        end=found.end(),
        attributes=_attributes(found["attributes"]),
    )


def _attributes(source: str) -> dict[str, str]:
    """Read the attributes; of two with the same name the first one counts, as in a browser."""
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(source):
        value = found["a"] or found["b"] or found["c"] or ""
        attributes.setdefault(found["name"].lower(), unescape(value))
    return attributes
