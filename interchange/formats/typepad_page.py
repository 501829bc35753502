"""Reader for saved article pages of a TypePad blog, as HTML or text (``--format typepad-page``).

The import path is a page or a folder of pages. An article's comments can be spread over several
pages; these have the same article URL, so all of the comments are imported into one thread.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from interchange.decoding import detect_encoding
from interchange.saved_pages.html_page import read_html_page
from interchange.saved_pages.text_page import read_text_page
from interchange.source_records import ReadOptions, SourceItem, SourceWarning, UnreadableSource

_SUFFIXES = frozenset({".html", ".htm", ".txt"})
# The largest known pages are 3 MB.
_MAX_SIZE = 64 * 1024 * 1024


def read(path: Path, options: ReadOptions) -> Iterator[SourceItem]:
    """Yield the articles of the saved pages and warnings about them.

    Raises UnreadableSource if a page is truncated or isn't a single article's page.
    """
    for page in _pages(path):
        yield from _read_page(page, options)


def _pages(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    pages = sorted(page for page in path.rglob("*") if page.suffix.lower() in _SUFFIXES)
    if not pages:
        raise UnreadableSource(f"{path} contains no pages (.html, .htm or .txt).")
    return pages


def _read_page(path: Path, options: ReadOptions) -> Iterator[SourceItem]:
    encoding = detect_encoding(path, options.encoding)
    if path.stat().st_size > _MAX_SIZE:
        raise UnreadableSource(f"{path} is too large for a saved page.")
    if encoding.note:
        yield SourceWarning(path.name, encoding.note)
    text = path.read_text(encoding=encoding.name, errors=encoding.errors)
    is_html = re.match(
        r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body)\b", text, re.IGNORECASE | re.DOTALL
    )
    yield from (read_html_page if is_html else read_text_page)(path.name, text, options)
