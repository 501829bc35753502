"""Plain text of formatted text, for emails."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from core.sanitizing.reader import PlainTextReader, Tag

_NOT_COMPARED = re.compile(r"^(?:mailto:|https?://)?(?:www\.)?|/$", re.IGNORECASE)


def build_mail_text(html: str, base_url: str) -> str:
    """Convert sanitized HTML to plain text that stands alone.

    As in ``plain_text``, but with the targets of links in angle brackets, the alt texts of pictures
    in square brackets, and the numbers of numbered lists. ``base_url`` completes local links; links
    within the page have no target.
    """
    reader = _MailTextReader(html, base_url)
    reader.read()
    reader.end_paragraph()
    return "".join(reader.out)


@dataclass(slots=True)
class _Link:
    """An open link: its target, and the position of its text in the paragraph."""

    url: str
    start: int


class _MailTextReader(PlainTextReader):
    def __init__(self, source: str, base_url: str) -> None:
        super().__init__(source)
        self.base_url = base_url
        self.link: _Link | None = None
        # The next number of each open list; None for lists without numbers.
        self.numbers: list[int | None] = []

    def read_tag(self, tag: Tag) -> None:
        if tag.name == "a":
            self._end_link()
            if not tag.is_end:
                self._start_link(tag.get_value("href"))
        elif tag.name == "img":
            if alt := tag.get_value("alt"):
                self.paragraph.append(f"[{alt}]")
        else:
            super().read_tag(tag)

    def read_block(self, tag: Tag) -> None:
        if tag.name in {"ol", "ul"}:
            self._read_list(tag)
        super().read_block(tag)

    def build_item_mark(self, tag: Tag) -> str:
        if not self.numbers or self.numbers[-1] is None:
            return super().build_item_mark(tag)
        number = _parse_number(tag.get_value("value"), self.numbers[-1])
        self.numbers[-1] = number + 1
        return f"{number}. "

    def end_paragraph(self) -> None:
        self._end_link()
        super().end_paragraph()

    def _read_list(self, tag: Tag) -> None:
        if not tag.is_end:
            is_numbered = tag.name == "ol"
            self.numbers.append(_parse_number(tag.get_value("start"), 1) if is_numbered else None)
        elif self.numbers:
            self.numbers.pop()

    def _start_link(self, href: str) -> None:
        if href and not href.startswith("#"):
            self.link = _Link(urljoin(self.base_url, href), len(self.paragraph))

    def _end_link(self) -> None:
        """Write the target of the open link, unless it is the same as the link's text."""
        link, self.link = self.link, None
        if link is None:
            return
        text = "".join(self.paragraph[link.start :]).strip()
        if _get_comparable(text) != _get_comparable(link.url):
            self.paragraph.append(f" <{link.url}>" if text else f"<{link.url}>")


def _get_comparable(url: str) -> str:
    return _NOT_COMPARED.sub("", url)


def _parse_number(value: str, default: int) -> int:
    return int(value) if value.isascii() and value.isdigit() else default
