"""Parser for the Movable Type Import Format: entries with their headers and sections.

Separators are lines of dashes. Most exporters don't escape such lines within an article or comment,
so a line of dashes counts as a separator only if the next lines can follow a separator. Movable
Type itself escapes such lines with a tab after the dashes, which is supported as well.

Source: https://www.movabletype.org/documentation/appendices/import-export-format.html, and, for
details that this page omits, Movable Type's own ``lib/MT/ImportExport.pm``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from interchange.decoding import LineReader
from interchange.source_records import UnreadableSource

ENTRY_END = "--------"
SECTION_END = "-----"
_ESCAPED = {f"{ENTRY_END}\t": ENTRY_END, f"{SECTION_END}\t": SECTION_END}

_HEADER_KEYS = frozenset(
    {
        "ALLOW COMMENTS", "ALLOW PING", "ALLOW PINGS", "AUTHOR", "AUTHOR EMAIL", "AUTHOR URL",
        "BASENAME", "CATEGORY", "CONVERT BREAKS", "DATE", "IMAGE", "NO ENTRY", "PRIMARY CATEGORY",
        "STATUS", "TAGS", "TITLE", "UNIQUE URL",
    }
)  # fmt: skip
_TEXT_LABELS = frozenset({"BODY", "EXTENDED BODY", "EXCERPT", "KEYWORDS"})
COMMENT = "COMMENT"
PING = "PING"
_REPLY_LABELS = frozenset({COMMENT, PING})
_REPLY_KEYS = frozenset({"AUTHOR", "EMAIL", "IP", "URL", "DATE", "TITLE", "BLOG NAME"})
_PAIR = re.compile(r"([A-Z][A-Z ]*):\s*(.*)$")
# Movable Type writes up to two empty sections; more separators in a row are part of a text.
_MAX_EMPTY_SECTIONS = 4
_OLD_BODY_KEY = "START BODY"


@dataclass(slots=True)
class Section:
    """One section of an entry. Only comments and pings have ``headers``."""

    label: str
    line: int
    text: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """One entry of an export. ``headers`` is a list because a key can be repeated."""

    line: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    is_closed: bool = False


def parse_entries(lines: LineReader) -> Iterator[Entry]:
    """Yield the entries of an export. Raises UnreadableSource if it is invalid or truncated."""
    closes_entries = not _skip_leading_separator(lines)
    first = True
    while (following := next(lines.peek_lines(), None)) is not None:
        if _get_key(following) not in _HEADER_KEYS and _get_label(following) is None:
            _skip_blank_lines(lines)
            raise UnreadableSource(
                f"line {lines.number + 1} is not the start of an entry of a Movable Type export."
            )
        entry = _parse_entry(lines)
        if not entry.is_closed and not first and closes_entries:
            raise UnreadableSource(
                f"the file ends in line {lines.number} without the eight dashes that end an entry."
                " It may be truncated."
            )
        first = False
        yield entry


def _skip_leading_separator(lines: LineReader) -> bool:
    """Skip a leading separator: Squarespace writes separators before entries, not after them."""
    if next(lines.peek_lines(), None) != ENTRY_END:
        return False
    _skip_blank_lines(lines)
    lines.read_line()
    return True


def _skip_blank_lines(lines: LineReader) -> None:
    while (line := lines.read_line()) is not None:
        if line.strip():
            lines.unread_line(line)
            return


def _parse_entry(lines: LineReader) -> Entry:
    _skip_blank_lines(lines)
    entry = Entry(line=lines.number + 1)
    if _parse_headers(lines, entry):
        return entry
    while (line := lines.read_line()) is not None:
        if line == ENTRY_END:
            entry.is_closed = True
            return entry
        if line.strip() and line != SECTION_END:
            lines.unread_line(line)
            if _parse_section(lines, entry):
                return entry
    return entry


def _parse_headers(lines: LineReader, entry: Entry) -> bool:
    """Parse an entry's headers and return whether the entry ends after them."""
    while (line := lines.read_line()) is not None:
        if line == ENTRY_END:
            entry.is_closed = True
            return True
        if line == SECTION_END:
            return False
        if _get_label(line):
            lines.unread_line(line)
            return False
        if _get_key(line) == _OLD_BODY_KEY:
            return _parse_text(lines, entry, Section("BODY", lines.number))
        if found := _PAIR.match(line):
            entry.headers.append((found[1], found[2].strip()))
    raise _build_cut_off_error(lines, entry.line)


def _parse_section(lines: LineReader, entry: Entry) -> bool:
    line = lines.read_line() or ""
    label = _get_label(line)
    section = Section(label or "BODY", lines.number)
    if label is None:
        lines.unread_line(line)
    elif label in _REPLY_LABELS:
        _parse_reply_headers(lines, section)
    elif value := line.partition(":")[2].strip():
        section.text = value
    return _parse_text(lines, entry, section)


def _parse_reply_headers(lines: LineReader, section: Section) -> None:
    """Parse the headers of a comment or ping. A repeated key is part of the text, not a header."""
    while (line := lines.read_line()) is not None:
        found = _PAIR.match(line)
        if found and found[1] in _REPLY_KEYS and found[1] not in section.headers:
            section.headers[found[1]] = found[2].strip()
        elif line.strip() or section.headers:
            lines.unread_line(line)
            return


def _parse_text(lines: LineReader, entry: Entry, section: Section) -> bool:
    """Parse one section and return whether it is the last one in the entry."""
    text = [section.text] if section.text else []
    entry.sections.append(section)
    while (line := lines.read_line()) is not None:
        ends_entry = line == ENTRY_END and _can_entry_end(lines.peek_lines())
        if ends_entry or (line == SECTION_END and _can_section_end(section, lines.peek_lines())):
            section.text = "\n".join(text).strip("\n")
            entry.is_closed = ends_entry
            return ends_entry
        text.append(_ESCAPED.get(line, line))
    raise _build_cut_off_error(lines, section.line)


def _can_section_end(section: Section, following_lines: Iterator[str]) -> bool:
    """Check whether ``section`` can end before these lines. Empty sections are skipped."""
    lines = (line for line in islice(following_lines, _MAX_EMPTY_SECTIONS) if line != SECTION_END)
    line = next(lines, None) or next(following_lines, None)
    if line is None:
        return True
    if _get_label(line):
        # Commenters may write "KEYWORDS: ..." below a line of dashes.
        return section.label not in _REPLY_LABELS or line.rstrip().endswith(":")
    return line == ENTRY_END and _can_entry_end(following_lines)


def _can_entry_end(following_lines: Iterator[str]) -> bool:
    """Check whether an entry can end before these lines.

    One line that looks like a header isn't proof of a new entry, since it may be part of a comment.
    A real entry continues with another header or with a section.
    """
    first, second, third = (*islice(following_lines, 3), None, None, None)[:3]
    if first is None or _get_key(first) not in _HEADER_KEYS:
        return first is None
    if second == SECTION_END:
        return third is None or (_get_label(third) or COMMENT) not in _REPLY_LABELS
    return second is None or _get_key(second) is not None


def _get_key(line: str) -> str | None:
    found = _PAIR.match(line)
    return found[1] if found else None


def _get_label(line: str) -> str | None:
    """Return the section's label if ``line`` starts a section, or None.

    In sections other than comments and pings, text may follow the label on the same line.
    """
    found = _PAIR.match(line)
    if found is None or (found[1] in _REPLY_LABELS and found[2]):
        return None
    return found[1] if found[1] in _TEXT_LABELS | _REPLY_LABELS else None


def _build_cut_off_error(lines: LineReader, line: int) -> UnreadableSource:
    return UnreadableSource(
        f"the file is truncated: it ends in line {lines.number}, within the part that starts in"
        f" line {line}."
    )
