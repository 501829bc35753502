import difflib
import re
from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Words with their trailing whitespace, so that joining the parts restores the text.
_WORD = re.compile(r"\s+|[^\s]+\s*")
# Lines, or the HTML blocks within them.
_PASSAGE = re.compile(r".*?(?:\n+|</(?:p|li|h[2-6]|blockquote|figure|pre|tr|dd)>\s*|\Z)", re.DOTALL)
# Comparison time grows with the product of the lengths. Longer parts are compared by passage, and
# passages that are still too long are replaced as a whole.
_MAX_WORDS = 600


def render_diff(before: str, after: str) -> SafeString:
    """Compare two strings word by word and return HTML with ``<ins>`` and ``<del>`` elements.

    Both strings are escaped.
    """
    parts = _render_parts(_WORD.findall(before), _WORD.findall(after))
    return format_html_join("", "{}", ((part,) for part in parts))


def _render_parts(before: Sequence[str], after: Sequence[str]) -> Iterator[SafeString]:
    start = _count_common(before, after)
    end = _count_common(before[start:][::-1], after[start:][::-1])
    yield _render_text("{}", after[:start])
    yield from _render_changes(before[start : len(before) - end], after[start : len(after) - end])
    yield _render_text("{}", after[len(after) - end :])


def _count_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two lists have in common at the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _render_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[SafeString]:
    if max(len(before), len(after)) > _MAX_WORDS:
        yield from _render_passages(_split_passages(before), _split_passages(after))
        return
    for kind, old, new in _opcodes(before, after):
        if kind == "equal":
            yield _render_text("{}", new)
        else:
            yield from _render_replaced(old, new)


def _render_passages(before: Sequence[str], after: Sequence[str]) -> Iterator[SafeString]:
    """Compare ``before`` and ``after`` by passage, and each replaced passage word by word."""
    if max(len(before), len(after)) > _MAX_WORDS:
        yield from _render_replaced(before, after)
        return
    for kind, old, new in _opcodes(before, after):
        one, other = _WORD.findall("".join(old)), _WORD.findall("".join(new))
        if kind == "equal":
            yield _render_text("{}", new)
        elif max(len(one), len(other)) > _MAX_WORDS:
            yield from _render_replaced(old, new)
        else:
            yield from _render_changes(one, other)


def _split_passages(words: Sequence[str]) -> list[str]:
    return [passage for passage in _PASSAGE.findall("".join(words)) if passage]


def _opcodes(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        yield kind, before[i:i_end], after[j:j_end]


def _render_replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[SafeString]:
    yield _render_text("<del>{}</del>", before)
    yield _render_text("<ins>{}</ins>", after)


def _render_text(form: str, words: Sequence[str]) -> SafeString:
    return format_html(form if words else "{}", "".join(words))
