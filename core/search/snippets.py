"""The place in a text where the words stand, with the words marked."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.search.query import Term

# Two or three lines on a desktop.
SNIPPET_LENGTH = 240
# How much of it stands before the first mark.
_BEFORE = 60
# In a long text the best place among the first so many is good enough.
_MOST_MARKS = 200
_COMBINING = "[\u0300-\u036f]*"
# Latin, Greek and Cyrillic with all their accents end here.
_ACCENTED = [*range(0xC0, 0x590), *range(0x1E00, 0x2000)]


def build_snippet(text: str, terms: Sequence[Term]) -> SafeString:
    """Return about ``LENGTH`` characters of plain ``text`` as HTML, the terms in ``<mark>``.

    Where none of them stands in the text (the title may hold them) it is the beginning.
    """
    spans = _spans(text, terms)
    start = _whole_word(text, max(_best(spans) - _BEFORE, 0))
    end = start + SNIPPET_LENGTH
    if end < len(text):
        end = max(
            text.rfind(" ", start, end), text.rfind("\n", start, end), start + SNIPPET_LENGTH // 2
        )
    pieces = _pieces(text, start, end, [span for span in spans if start <= span[0] < end])
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return format_html(
        "{}{}{}", before, format_html_join("", "{}", ((one,) for one in pieces)), after
    )


def _spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    if not terms:
        return []
    marks = _pattern(tuple(terms)).finditer(text)
    return [mark.span() for mark, _ in zip(marks, range(_MOST_MARKS), strict=False)]


def _best(spans: Sequence[tuple[int, int]]) -> int:
    """Return where the snippet with the most marks has its first one."""
    best, most, last = 0, 0, 0
    for first, (start, _) in enumerate(spans):
        while last < len(spans) and spans[last][1] <= start + SNIPPET_LENGTH - _BEFORE:
            last += 1
        if last - first > most:
            best, most = start, last - first
    return best if most else spans[0][0] if spans else 0


def _whole_word(text: str, start: int) -> int:
    """Move the beginning behind the next space, unless none is near."""
    if start == 0:
        return 0
    space = re.compile(r"\s").search(text, start, start + _BEFORE // 2)
    return space.end() if space else start


def _pieces(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int]]
) -> list[str | SafeString]:
    pieces: list[str | SafeString] = []
    for first, last in spans:
        pieces += [text[start:first], format_html("<mark>{}</mark>", text[first : min(last, end)])]
        start = last
    return [*pieces, text[start:end]]


@cache
def _accents() -> dict[str, str]:
    """Return for each plain letter all its accented forms."""
    forms: dict[str, str] = {}
    for code in _ACCENTED:
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0]
        if base != letter:
            forms[base] = forms.get(base, "") + letter
    return forms


def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """Return what finds the terms as the engines do: whole words, accents and case aside."""
    longest_first = sorted(terms, key=lambda term: -sum(map(len, term.words)))
    return re.compile("|".join(_term_pattern(term) for term in longest_first), re.IGNORECASE)


def _term_pattern(term: Term) -> str:
    words = r"[\W_]+".join(_word_pattern(word) for word in term.words)
    ending = r"[^\W_]*" if term.is_prefix else r"(?![^\W_])"
    return rf"(?<![^\W_]){words}{ending}"


def _word_pattern(word: str) -> str:
    plain = (one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))
    return "".join(_letter_pattern(letter) for letter in plain)


def _letter_pattern(letter: str) -> str:
    forms = re.escape(letter + _accents().get(letter, ""))
    return f"[{forms}]{_COMBINING}"
