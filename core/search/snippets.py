"""Build excerpts of text around the words of a query, and highlight those words."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.character_classes import build_class
from core.search.folding import IGNORED, LETTERS, UNSPACED, fold, is_unspaced
from core.search.query import Term

# Two or three lines on a desktop.
SNIPPET_LENGTH = 240
# Characters before the first mark.
_LEAD = 60
# In a long text, the best excerpt around the first marks is good enough.
_MAX_MARKS = 200
_VOWEL_SIGNS = build_class(("Mn", "Mc"))
_MARKS = f"[{IGNORED}]*"
# Ligatures. Longer ones, such as Arabic phrases, aren't marked.
_LONGEST_FORM = 3
# Marks that aren't ignored are part of a word.
_LETTER = rf"(?![{UNSPACED}])(?:[^\W_]|[{_VOWEL_SIGNS}])"
_WORD_START = f"(?<!{_LETTER})"
_WORD_END = f"(?!{_LETTER})"
_REST_OF_WORD = f"(?:{_LETTER})*"
_BETWEEN_WORDS = rf"(?:(?![{_VOWEL_SIGNS}])[\W_])*"


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


def _compile_pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """Compile a pattern that matches as the search engines do.

    It matches whole words, ignoring case, accents, and other differences that ``fold`` removes. In
    scripts without spaces, it matches anywhere.
    """
    longest_first = sorted(terms, key=lambda term: -sum(map(len, term.words)))
    return re.compile("|".join(_build_term_pattern(term) for term in longest_first), re.IGNORECASE)


def _build_term_pattern(term: Term) -> str:
    letters = fold(" ".join(term.words)).split()
    words = _BETWEEN_WORDS.join(map(_build_word_pattern, letters))
    first, last = letters[0][0], letters[-1][-1]
    before = "" if is_unspaced(first) else _WORD_START
    if is_unspaced(last):
        return f"{before}{words}"
    return f"{before}{words}{_REST_OF_WORD if term.is_prefix else _WORD_END}"


def _build_word_pattern(word: str) -> str:
    pieces, position = [], 0
    while position < len(word):
        length = next((n for n in (3, 2) if word[position : position + n] in _get_forms()), 1)
        letters = word[position : position + length]
        pattern = "".join(map(_build_letter_pattern, letters))
        if length > 1:
            pattern = f"(?:{pattern}|{_build_letter_pattern(letters)})"
        pieces.append(pattern)
        position += length
    return "".join(pieces)


def _build_letter_pattern(letters: str) -> str:
    """Return a pattern for one character that is folded to ``letters``."""
    forms = letters if len(letters) == 1 else ""
    return f"[{re.escape(forms + _get_forms().get(letters, ''))}]{_MARKS}"


@cache
def _get_forms() -> dict[str, str]:
    """Return the other characters that are folded to each letter, or to a few letters."""
    forms: dict[str, str] = {}
    for letter in map(chr, range(0x80, 0x20000)):
        # Most characters, such as ideographs, are unchanged.
        if unicodedata.decomposition(letter) or letter.lower() != letter or letter in LETTERS:
            folded = fold(letter)
            is_ligature = letter.isalpha() and len(folded) <= _LONGEST_FORM
            if len(folded) == 1 or is_ligature:
                forms[folded] = forms.get(folded, "") + letter
    return forms
