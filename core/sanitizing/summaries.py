"""Short plain text for search engines, link previews, and lists."""

import re
from html import unescape

from core.sanitizing.reader import Reader, Tag, split_at_urls
from core.text import excerpt

_SPACES = re.compile("[ \t\n]+")
_QUOTE_MARKS = re.compile(r"(?:[ \t]*>)+[ \t]*")
_URL_START = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
_AFTER_HOST = re.compile(r"[/?#]")
_WORD = re.compile(r"\w")

# Without their layout, these make no sense in a line of text.
_SKIPPED = {"pre", "table", "figure", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"p", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "hr"}


def summarize(html: str, length: int) -> str:
    """Return the beginning of sanitized HTML as one line of at most ``length`` characters.

    Code, tables, headings, pictures, footnote marks, and lines with nothing but URLs are left out;
    other URLs are shortened to their host. Quotations are left out if there is other text.
    """
    reader = _SummaryReader(html, length)
    reader.read()
    reader.end_paragraph()
    return reader.summary.build()


def summarize_text(text: str, length: int) -> str:
    """Summarize plain text, in which ``>`` marks quotations. See ``summarize``."""
    if ">" not in text and not _may_have_url(text):
        return excerpt(text, length)
    summary = _Summary(length)
    for line in text.split("\n"):
        summary.add_line(line)
        if summary.is_full:
            break
    return summary.build()


class _Summary:
    """Collects lines of text until there are enough."""

    def __init__(self, length: int) -> None:
        self.length = length
        # ``excerpt`` reads a little more than it returns.
        self.missing = length + length // 4
        self.own: list[str] = []
        self.quoted: list[str] = []

    @property
    def is_full(self) -> bool:
        return self.missing <= 0

    def add_line(self, line: str, *, is_quoted: bool = False) -> None:
        marks = _QUOTE_MARKS.match(line)
        text = _shorten_urls(line[marks.end() :] if marks else line).strip()
        if text and (marks or is_quoted):
            self.quoted.append(text)
        elif text:
            self.own.append(text)
            self.missing -= len(text)

    def build(self) -> str:
        return excerpt(" ".join(self.own or self.quoted), self.length)


class _SummaryReader(Reader):
    def __init__(self, source: str, length: int) -> None:
        super().__init__(source)
        self.summary = _Summary(length)
        self.paragraph: list[str] = []
        self.quote_depth = 0
        self.skipped_depth = 0
        self.is_footnote_mark = False

    def read_text(self, source: str) -> None:
        if not self.skipped_depth and not self.is_footnote_mark:
            self.paragraph.append(_SPACES.sub(" ", unescape(source).replace("\xa0", " ")))

    def read_tag(self, tag: Tag) -> None:
        step = -1 if tag.is_end else 1
        if tag.name == "br":
            self.paragraph.append("\n")
        elif tag.name == "sup":
            is_link = self.source.startswith("<a ", self.position)
            self.is_footnote_mark = is_link and not tag.is_end
        elif tag.name in _SKIPPED:
            self.end_paragraph()
            self.skipped_depth += step
        elif tag.name in _BLOCKS:
            self.end_paragraph()
            self.quote_depth += step * (tag.name == "blockquote")

    def end_paragraph(self) -> None:
        """Store the paragraph's text, and skip the rest of the source if there is enough text."""
        for line in "".join(self.paragraph).split("\n"):
            self.summary.add_line(line, is_quoted=self.quote_depth > 0)
        self.paragraph.clear()
        if self.summary.is_full:
            self.position = len(self.source)


def _shorten_urls(line: str) -> str:
    """Replace URLs with their hosts. Return an empty string if there is no other text."""
    if not _may_have_url(line):
        return line
    pieces = list(split_at_urls(line))
    if not any(url for _, url in pieces):
        return line
    if not any(_WORD.search(text) for text, url in pieces if not url):
        return ""
    return "".join(_get_host(text) if url else text for text, url in pieces)


def _may_have_url(text: str) -> bool:
    """Check whether text may contain a URL, which is much faster than searching for one."""
    return "://" in text or "www." in text.lower()


def _get_host(url: str) -> str:
    address = _AFTER_HOST.split(_URL_START.sub("", url, count=1), maxsplit=1)[0]
    return address.rpartition("@")[2]
