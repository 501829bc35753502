"""What was changed in a text, word by word, as HTML."""

import difflib
import re
from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Words with the space behind them, so that the texts come out as they were.
_WORD = re.compile(r"\s+|[^\s]+\s*")
# Lines, and blocks of HTML where a line holds several.
_PASSAGE = re.compile(r".*?(?:\n+|</(?:p|li|h[2-6]|blockquote|figure|pre|tr|dd)>\s*|\Z)", re.DOTALL)
# Two stretches that share less than this are told apart by passages, and what is still longer as
# wholes; finding what little they have in common would take time that grows with the product of
# their lengths.
_MOST = 600


def render_diff(before: str, after: str) -> SafeString:
    """Return ``after`` with what is new in ``<ins>``, and what went from ``before`` in ``<del>``.

    Both are escaped. Words are the smallest thing that is compared.
    """
    parts = _parts(_WORD.findall(before), _WORD.findall(after))
    return format_html_join("", "{}", ((part,) for part in parts))


def _parts(before: Sequence[str], after: Sequence[str]) -> Iterator[SafeString]:
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    yield _text("{}", after[:start])
    yield from _changes(before[start : len(before) - end], after[start : len(after) - end])
    yield _text("{}", after[len(after) - end :])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[SafeString]:
    if max(len(before), len(after)) > _MOST:
        yield from _passages(_passages_of(before), _passages_of(after))
        return
    for kind, old, new in _opcodes(before, after):
        if kind == "equal":
            yield _text("{}", new)
        else:
            yield from _replaced(old, new)


def _passages(before: Sequence[str], after: Sequence[str]) -> Iterator[SafeString]:
    """Compare by passages, and those that took the place of others by words."""
    if max(len(before), len(after)) > _MOST:
        yield from _replaced(before, after)
        return
    for kind, old, new in _opcodes(before, after):
        one, other = _WORD.findall("".join(old)), _WORD.findall("".join(new))
        if kind == "equal":
            yield _text("{}", new)
        elif max(len(one), len(other)) > _MOST:
            yield from _replaced(old, new)
        else:
            yield from _changes(one, other)


def _passages_of(words: Sequence[str]) -> list[str]:
    return [passage for passage in _PASSAGE.findall("".join(words)) if passage]


def _opcodes(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        yield kind, before[i:i_end], after[j:j_end]


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[SafeString]:
    yield _text("<del>{}</del>", before)
    yield _text("<ins>{}</ins>", after)


def _text(form: str, words: Sequence[str]) -> SafeString:
    return format_html(form if words else "{}", "".join(words))
