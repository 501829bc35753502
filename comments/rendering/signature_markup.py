"""Where a comment's signature begins, for readers who would rather not see signatures."""

import re
from html import unescape

from comments.references.signatures import LONGEST_LINE, find_signature_start
from comments.references.vocabulary import CLOSINGS
from comments.references.words import split_name

_PARAGRAPH, _PARAGRAPH_END, _LINE_END = "<p>", "</p>", "<br>"
_TAG = re.compile(r"<[^>]*>")
_WHOLE_LINK = re.compile(r"<a [^>]*>[^<]*</a>")
# Mail programs and boards put a line of two dashes above a signature.
_DELIMITERS = {"--", "—", "––"}
# Stands for the text above the last paragraph: a name alone is a signature only below something.
_ABOVE = "…\n\n"


def mark_signature(html: str, author_name: str) -> str:
    """Return a comment's sanitised HTML with an element of the class ``signature`` around its end.

    The signature is the last paragraph or its last lines. It is put into an element only when
    that holds whole elements; what was sanitised stays as it is. A comment that is nothing but a
    signature is returned unchanged, and so is one without.
    """
    start = html.rfind(_PARAGRAPH)
    if start < 0 or not html.endswith(_PARAGRAPH_END):
        return html
    lines = html[start + len(_PARAGRAPH) : -len(_PARAGRAPH_END)].split(_LINE_END)
    first = _first_line(lines, author_name, is_alone=start == 0)
    if first is None:
        return html
    if first == 0:
        return f'{html[:start]}<div class="signature">{html[start:]}</div>'
    signature = _LINE_END.join(["", *lines[first:]])
    if "<" in _WHOLE_LINK.sub("", signature).replace(_LINE_END, ""):
        return html
    text = html[: -len(signature + _PARAGRAPH_END)]
    return f'{text}<span class="signature">{signature}</span>{_PARAGRAPH_END}'


def _first_line(lines: list[str], author_name: str, *, is_alone: bool) -> int | None:
    """Return the place of the signature's first line in the last paragraph."""
    plain = [*map(_plain, lines)]
    # Most comments end in a paragraph that nobody takes for a signature.
    if len(plain) == 1 and len(plain[0]) > LONGEST_LINE:
        return None
    first = _below_delimiter(plain)
    if first is None:
        first = _signed(plain, split_name(author_name), above="" if is_alone else _ABOVE)
    return None if is_alone and first == 0 else first


def _plain(line: str) -> str:
    return unescape(_TAG.sub("", line) if "<" in line else line).strip()


def _below_delimiter(lines: list[str]) -> int | None:
    return next((n for n, line in enumerate(lines[:-1]) if line in _DELIMITERS), None)


def _signed(lines: list[str], author: tuple[str, ...], *, above: str) -> int | None:
    text = above + "\n".join(lines)
    start = find_signature_start(text, author)
    if start == len(text):
        return None
    first = text.count("\n", len(above), start)
    while first and split_name(lines[first - 1]) in CLOSINGS:
        first -= 1
    return first
