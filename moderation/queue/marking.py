"""A comment's text as HTML, with the passages marked at which a screener stopped."""

from collections.abc import Iterable, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

type Span = tuple[int, int]


def marked(text: str, marks: object) -> SafeString:
    """Return ``text``, escaped, with its ``marks`` in ``<mark>``.

    Marks are pairs of offsets, as a screener left them in its evidence; what is no such pair, or
    stands outside of the text, is left out.
    """
    return format_html_join("", "{}", ((part,) for part in _parts(text, _spans(marks, len(text)))))


def _parts(text: str, spans: Iterable[Span]) -> Iterator[SafeString]:
    end = 0
    for start, stop in spans:
        yield format_html("{}<mark>{}</mark>", text[end:start], text[start:stop])
        end = stop
    yield format_html("{}", text[end:])


def _spans(marks: object, length: int) -> list[Span]:
    """Return what can be marked, in order and without overlaps."""
    found = map(_span, marks if isinstance(marks, list) else [])
    spans: list[Span] = []
    for start, end in sorted((max(one[0], 0), min(one[1], length)) for one in found if one):
        if start >= end:
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans


def _span(mark: object) -> Span | None:
    match mark:
        case [int(start), int(end)]:
            return start, end
    return None
