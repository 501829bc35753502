"""The grammar of the Movable Type Import Format: entries, sections and their heads.

The format separates with lines of dashes and escapes nothing, so that a body may hold the same
lines. A separator is therefore believed only if what follows it can follow one. Movable Type itself
escapes by a tab after the dashes, and that is understood too.

Source: https://www.movabletype.org/documentation/appendices/import-export-format.html, and Movable
Type's own ``lib/MT/ImportExport.pm`` for what that page leaves out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from interchange.decoding import Lines
from interchange.records import UnreadableSource

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
# Movable Type closes a section or two that it leaves empty; more rules in a row are a text's.
_MOST_EMPTY = 4
_OLD_BODY = "START BODY"


@dataclass(slots=True)
class Section:
    """One part of an entry. ``head`` holds the keys at the head of a comment or a ping."""

    label: str
    line: int
    text: str = ""
    head: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """One entry, as written: ``head`` in its order, because a key may come more than once."""

    line: int
    head: list[tuple[str, str]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    is_closed: bool = False


def read_entries(lines: Lines) -> Iterator[Entry]:
    """Yield the entries of an export, and raise UnreadableSource where it breaks off."""
    closes_entries = not _skip_leading_separator(lines)
    first = True
    while (following := next(lines.coming(), None)) is not None:
        if _key(following) not in _HEADER_KEYS and _label(following) is None:
            _skip_blank_lines(lines)
            raise UnreadableSource(
                f"line {lines.number + 1} is not the head of an entry of a Movable Type export."
            )
        entry = _read_entry(lines)
        if not entry.is_closed and not first and closes_entries:
            raise UnreadableSource(
                f"it ends in line {lines.number} without the line of eight dashes that closes"
                " an entry: it may be cut off."
            )
        first = False
        yield entry


def _skip_leading_separator(lines: Lines) -> bool:
    """Squarespace writes the line of dashes before each entry and none after the last."""
    if next(lines.coming(), None) != ENTRY_END:
        return False
    _skip_blank_lines(lines)
    lines.take()
    return True


def _skip_blank_lines(lines: Lines) -> None:
    while (line := lines.take()) is not None:
        if line.strip():
            lines.give_back(line)
            return


def _read_entry(lines: Lines) -> Entry:
    _skip_blank_lines(lines)
    entry = Entry(line=lines.number + 1)
    if _read_header(lines, entry):
        return entry
    while (line := lines.take()) is not None:
        if line == ENTRY_END:
            entry.is_closed = True
            return entry
        if line.strip() and line != SECTION_END:
            lines.give_back(line)
            if _read_section(lines, entry):
                return entry
    return entry


def _read_header(lines: Lines, entry: Entry) -> bool:
    """Read the head, and say whether the entry ends with it."""
    while (line := lines.take()) is not None:
        if line == ENTRY_END:
            entry.is_closed = True
            return True
        if line == SECTION_END:
            return False
        if _label(line):
            lines.give_back(line)
            return False
        if _key(line) == _OLD_BODY:
            return _read_text(lines, entry, Section("BODY", lines.number))
        if found := _PAIR.match(line):
            entry.head.append((found[1], found[2].strip()))
    raise _cut_off(lines, entry.line)


def _read_section(lines: Lines, entry: Entry) -> bool:
    line = lines.take() or ""
    label = _label(line)
    section = Section(label or "BODY", lines.number)
    if label is None:
        lines.give_back(line)
    elif label in _REPLY_LABELS:
        _read_reply_head(lines, section)
    elif value := line.partition(":")[2].strip():
        section.text = value
    return _read_text(lines, entry, section)


def _read_reply_head(lines: Lines, section: Section) -> None:
    """Read the keys at the head of a comment, each at most once: then its text begins."""
    while (line := lines.take()) is not None:
        found = _PAIR.match(line)
        if found and found[1] in _REPLY_KEYS and found[1] not in section.head:
            section.head[found[1]] = found[2].strip()
        elif line.strip() or section.head:
            lines.give_back(line)
            return


def _read_text(lines: Lines, entry: Entry, section: Section) -> bool:
    """Read a section to its end, and say whether the entry ends with it."""
    text = [section.text] if section.text else []
    entry.sections.append(section)
    while (line := lines.take()) is not None:
        ends_entry = line == ENTRY_END and _may_follow_entry(lines.coming())
        if ends_entry or (line == SECTION_END and _may_follow(section, lines.coming())):
            section.text = "\n".join(text).strip("\n")
            entry.is_closed = ends_entry
            return ends_entry
        text.append(_ESCAPED.get(line, line))
    raise _cut_off(lines, section.line)


def _may_follow(section: Section, coming: Iterator[str]) -> bool:
    """Whether ``section`` can have ended before these lines; empty ones may come after it."""
    lines = (line for line in islice(coming, _MOST_EMPTY) if line != SECTION_END)
    line = next(lines, None) or next(coming, None)
    if line is None:
        return True
    if _label(line):
        # A reader may well write "KEYWORDS: ..." below a rule of dashes.
        return section.label not in _REPLY_LABELS or line.rstrip().endswith(":")
    return line == ENTRY_END and _may_follow_entry(coming)


def _may_follow_entry(coming: Iterator[str]) -> bool:
    """Whether an entry can have ended before these lines.

    One line that looks like a key may be a reader's. A head has several, or its text follows.
    """
    first, second, third = (*islice(coming, 3), None, None, None)[:3]
    if first is None or _key(first) not in _HEADER_KEYS:
        return first is None
    if second == SECTION_END:
        return third is None or (_label(third) or COMMENT) not in _REPLY_LABELS
    return second is None or _key(second) is not None


def _key(line: str) -> str | None:
    found = _PAIR.match(line)
    return found[1] if found else None


def _label(line: str) -> str | None:
    """Return the section that a line opens. Some exporters write a short text beside its label."""
    found = _PAIR.match(line)
    if found is None or (found[1] in _REPLY_LABELS and found[2]):
        return None
    return found[1] if found[1] in _TEXT_LABELS | _REPLY_LABELS else None


def _cut_off(lines: Lines, line: int) -> UnreadableSource:
    return UnreadableSource(
        f"it ends in line {lines.number}, in the middle of what begins in line {line}:"
        " it is cut off."
    )
