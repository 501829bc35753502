"""Mark the signature in a comment's HTML so that readers can hide it."""

import re
from html import unescape

from comments.references.signatures import MAX_LINE_LENGTH, find_signature_start
from comments.references.vocabulary import CLOSINGS
from comments.references.words import split_name

_PARAGRAPH, _PARAGRAPH_END, _LINE_END = "<p>", "</p>", "<br>"
_TAG = re.compile(r"<[^<>]*>")
_WHOLE_LINK = re.compile(r"<a [^<>]*>[^<]*</a>")
# Mail programs and forums put two dashes above a signature.
_DELIMITERS = {"--", "—", "––"}
# Represents the text above the last paragraph: a name by itself is a signature only below text.
_ABOVE = "…\n\n"


def mark_signature(html: str, author_name: str) -> str:
    """Wrap the signature in a comment's HTML in an element with the class ``signature``.

    The signature is the last paragraph or the last lines of that paragraph. It is wrapped only if
    it consists of complete elements; the sanitized markup itself never changes. Comments that have
    no signature or consist only of a signature are returned unchanged.
    """
    start = html.rfind(_PARAGRAPH)
    if start < 0 or not html.endswith(_PARAGRAPH_END):
        return html
    lines = html[start + len(_PARAGRAPH) : -len(_PARAGRAPH_END)].split(_LINE_END)
    first = _find_first_line(lines, author_name, is_alone=start == 0)
    if first is None:
        return html
    if first == 0:
        return f'{html[:start]}<div class="signature">{html[start:]}</div>'
    signature = _LINE_END.join(["", *lines[first:]])
    if "<" in _WHOLE_LINK.sub("", signature).replace(_LINE_END, ""):
        return html
    text = html[: -len(signature + _PARAGRAPH_END)]
    return f'{text}<span class="signature">{signature}</span>{_PARAGRAPH_END}'


def _find_first_line(lines: list[str], author_name: str, *, is_alone: bool) -> int | None:
    """Return the index of the signature's first line in the last paragraph."""
    plain = [*map(_strip_tags, lines)]
    # Most comments end with a long paragraph. Skip them early.
    if len(plain) == 1 and len(plain[0]) > MAX_LINE_LENGTH:
        return None
    first = _find_below_delimiter(plain)
    if first is None:
        first = _find_signed_line(plain, split_name(author_name), above="" if is_alone else _ABOVE)
    return None if is_alone and first == 0 else first


def _strip_tags(line: str) -> str:
    return unescape(_TAG.sub("", line) if "<" in line else line).strip()


def _find_below_delimiter(lines: list[str]) -> int | None:
    return next((n for n, line in enumerate(lines[:-1]) if line in _DELIMITERS), None)


def _find_signed_line(lines: list[str], author: tuple[str, ...], *, above: str) -> int | None:
    text = above + "\n".join(lines)
    start = find_signature_start(text, author)
    if start == len(text):
        return None
    first = text.count("\n", len(above), start)
    while first and split_name(lines[first - 1]) in CLOSINGS:
        first -= 1
    return first
