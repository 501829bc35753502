"""Saved article pages of a TypePad blog (``--format typepad-page``): HTML or plain text.

The path may be one page or a folder of them. The pages of one article's comments may be given
together: they have the same address, so that their comments come under one article.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from interchange.decoding import detect_encoding
from interchange.saved_pages.html_page import read_html_page
from interchange.saved_pages.text_page import read_text_page
from interchange.source_records import ReadOptions, SourceItem, SourceWarning, UnreadableSource

_SUFFIXES = frozenset({".html", ".htm", ".txt"})
# The longest pages known hold some hundreds of comments in 3 MB; a larger file is something else.
_LARGEST = 64 * 1024 * 1024


def read(path: Path, options: ReadOptions) -> Iterator[SourceItem]:
    """Yield the articles of the saved pages with what had to be said of them."""
    for page in _pages(path):
        yield from _read_page(page, options)


def _pages(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    pages = sorted(page for page in path.rglob("*") if page.suffix.lower() in _SUFFIXES)
    if not pages:
        raise UnreadableSource(f"{path} holds no pages (.html, .htm or .txt).")
    return pages


def _read_page(path: Path, options: ReadOptions) -> Iterator[SourceItem]:
    encoding = detect_encoding(path, options.encoding)
    if path.stat().st_size > _LARGEST:
        raise UnreadableSource(f"{path} is too large for a saved page.")
    if encoding.note:
        yield SourceWarning(path.name, encoding.note)
    text = path.read_text(encoding=encoding.name, errors=encoding.errors)
    is_hypertext = re.match(
        r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body)\b", text, re.IGNORECASE | re.DOTALL
    )
    yield from (read_html_page if is_hypertext else read_text_page)(path.name, text, options)
