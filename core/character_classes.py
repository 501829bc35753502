"""Character classes for regular expressions, which lack Unicode categories."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

# Regular expressions find characters up to here faster.
_BASIC = range(0x80, 0x10000)
# Emoji and rare scripts. Of the characters beyond, people only use ideographs.
_SUPPLEMENTARY = range(0x10000, 0x20000)


def build_class(
    categories: Iterable[str], *, without: str = "", supplementary: bool = False
) -> str:
    """Return the content of a character class: all characters in Unicode categories, as ranges.

    These are the characters of the Basic Multilingual Plane except ASCII or, on request, of the
    Supplementary Multilingual Plane. ``without`` are exceptions.
    """
    wanted, exceptions = set(categories), set(map(ord, without))
    codes = (
        code
        for first, last, category in _get_ranges(_SUPPLEMENTARY if supplementary else _BASIC)
        if category in wanted
        for code in range(first, last + 1)
        if code not in exceptions
    )
    return "".join(_format_range(first, last) for first, last in _join(codes))


@cache
def _get_ranges(codes: range) -> list[tuple[int, int, str]]:
    """Return the first and last code point of each run of characters with the same category."""
    found = []
    for category, run in groupby(codes, lambda code: unicodedata.category(chr(code))):
        same = list(run)
        found.append((same[0], same[-1], category))
    return found


def _join(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of consecutive code points."""
    first = last = -1
    for code in codes:
        if code != last + 1 or first < 0:
            if first >= 0:
                yield first, last
            first = code
        last = code
    if first >= 0:
        yield first, last


def _format_range(first: int, last: int) -> str:
    return chr(first) if first == last else f"{chr(first)}-{chr(last)}"
