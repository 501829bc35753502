"""Render a comment's text as HTML, highlighting the passages that a screener marked."""

from collections.abc import Iterable, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

type Span = tuple[int, int]


def mark_passages(text: str, marks: object) -> SafeString:
    """Return the escaped ``text`` with the marked passages wrapped in ``<mark>``.

    ``marks`` comes from a screener's evidence and should be a list of ``[start, end]`` character
    offsets. Anything else is ignored, as are offsets outside the text.
    """
    return format_html_join("", "{}", ((part,) for part in _parts(text, _spans(marks, len(text)))))


def _parts(text: str, spans: Iterable[Span]) -> Iterator[SafeString]:
    end = 0
    for start, stop in spans:
        yield format_html("{}<mark>{}</mark>", text[end:start], text[start:stop])
        end = stop
    yield format_html("{}", text[end:])


def _spans(marks: object, length: int) -> list[Span]:
    """Return the valid spans, sorted and merged where they overlap."""
    found = map(_span, marks if isinstance(marks, list) else [])
    spans: list[Span] = []
    for start, end in sorted((max(span[0], 0), min(span[1], length)) for span in found if span):
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
