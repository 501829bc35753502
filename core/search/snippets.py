"""Build excerpts of text around the words of a query, and highlight those words."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.search.query import Term
from core.text import normalize

# Two or three lines on a desktop.
SNIPPET_LENGTH = 240
# Characters before the first mark.
_LEAD = 60
# In a long text, the best excerpt around the first marks is good enough.
_MAX_MARKS = 200
_COMBINING = "[\u0300-\u036f]*"
# All Latin, Greek, and Cyrillic letters with accents.
_ACCENTED = [*range(0xC0, 0x590), *range(0x1E00, 0x2000)]


def build_snippet(text: str, terms: Sequence[Term]) -> SafeString:
    """Return about ``SNIPPET_LENGTH`` characters of plain text as HTML, with terms in ``<mark>``.

    If the text contains none of the terms (perhaps only the title does), return its beginning.
    """
    spans = _find_spans(text, terms)
    start = _skip_partial_word(text, max(_find_best_start(spans) - _LEAD, 0))
    end = start + SNIPPET_LENGTH
    if end < len(text):
        end = max(
            text.rfind(" ", start, end), text.rfind("\n", start, end), start + SNIPPET_LENGTH // 2
        )
    pieces = _mark(text, start, end, [span for span in spans if start <= span[0] < end])
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return format_html(
        "{}{}{}", before, format_html_join("", "{}", ((piece,) for piece in pieces)), after
    )


def _find_spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    if not terms:
        return []
    marks = _compile_pattern(tuple(terms)).finditer(text)
    return [mark.span() for mark, _ in zip(marks, range(_MAX_MARKS), strict=False)]


def _find_best_start(spans: Sequence[tuple[int, int]]) -> int:
    """Return the position of the first match in the excerpt with the most matches."""
    best, most, last = 0, 0, 0
    for first, (start, _) in enumerate(spans):
        while last < len(spans) and spans[last][1] <= start + SNIPPET_LENGTH - _LEAD:
            last += 1
        if last - first > most:
            best, most = start, last - first
    return best if most else spans[0][0] if spans else 0


def _skip_partial_word(text: str, start: int) -> int:
    """Return the position after the next space, or ``start`` if no space is nearby."""
    if start == 0:
        return 0
    space = re.compile(r"\s").search(text, start, start + _LEAD // 2)
    return space.end() if space else start


def _mark(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int]]
) -> list[str | SafeString]:
    pieces: list[str | SafeString] = []
    for first, last in spans:
        pieces += [text[start:first], format_html("<mark>{}</mark>", text[first : min(last, end)])]
        start = last
    return [*pieces, text[start:end]]


@cache
def _get_accented_forms() -> dict[str, str]:
    """Return all accented forms of each plain letter."""
    forms: dict[str, str] = {}
    for code in _ACCENTED:
        letter = chr(code)
        base = normalize("NFD", letter)[0]
        if base != letter:
            forms[base] = forms.get(base, "") + letter
    return forms


def _compile_pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """Compile a pattern that matches as the search engines do.

    It matches whole words, ignoring accents and case.
    """
    longest_first = sorted(terms, key=lambda term: -sum(map(len, term.words)))
    return re.compile("|".join(_build_term_pattern(term) for term in longest_first), re.IGNORECASE)


def _build_term_pattern(term: Term) -> str:
    words = r"[\W_]+".join(_build_word_pattern(word) for word in term.words)
    ending = r"[^\W_]*" if term.is_prefix else r"(?![^\W_])"
    return rf"(?<![^\W_]){words}{ending}"


def _build_word_pattern(word: str) -> str:
    plain = (
        character for character in normalize("NFD", word) if not unicodedata.combining(character)
    )
    return "".join(_build_letter_pattern(letter) for letter in plain)


def _build_letter_pattern(letter: str) -> str:
    forms = re.escape(letter + _get_accented_forms().get(letter, ""))
    return f"[{forms}]{_COMBINING}"
