"""Parse pasted bylines such as ``Posted by: jfl | Dec 14, 2016 5:09:27 AM | 100``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comments.references.words import split_name

MAX_BYLINE_LENGTH = 200
MAX_NAME_LENGTH = 80
# Labels used by the same blog engine in different languages.
LABEL = re.compile(
    r"^[>\s]*(?:(?:posted|written|comment) by|(?:rédigé|écrit|posté|publié) par"
    r"|(?:kommentiert|verfasst|geschrieben) von|(?:publicado|escrito) por|(?:scritto|postato) da"
    r"|geplaatst door)\s?:?\s",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})(?::\d{2})?\s?([ap]\.?m\b)?", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NUMBER = re.compile(r"#?(\d{1,6})\.?")


@dataclass(frozen=True, slots=True)
class PastedByline:
    """A byline copied from a comment and pasted into the text of another comment.

    ``number`` is the comment number, or None if the byline contains none. ``clock`` is the time of
    day as ``HH:MM``, or empty. ``start`` and ``end`` are the position of the byline in the text.
    """

    name: str
    number: int | None
    clock: str
    start: int
    end: int


def parse_bylines(text: str) -> Iterator[PastedByline]:
    """Yield the bylines in ``text``. Each must be on a line of its own."""
    bar = text.find("|")
    while bar >= 0:
        start = text.rfind("\n", 0, bar) + 1
        end = text.find("\n", bar)
        end = len(text) if end < 0 else end
        if end - start <= MAX_BYLINE_LENGTH:
            yield from _parse_line(text[start:end], start)
        bar = text.find("|", end)


def _parse_line(line: str, start: int) -> Iterator[PastedByline]:
    label = LABEL.match(line)
    fields = [field.strip() for field in line[label.end() if label else 0 :].split("|")]
    name = fields[0].lstrip("> ").removeprefix("by ")
    dated = any(YEAR.search(field) for field in fields[1:])
    if not (dated and split_name(name)) or len(name) > MAX_NAME_LENGTH:
        return
    number = NUMBER.fullmatch(fields[-1])
    indent = len(line) - len(line.lstrip())
    yield PastedByline(
        name=name,
        number=int(number[1]) if number and len(fields) > 2 else None,
        clock=_parse_clock(" ".join(fields[1:])),
        start=start + indent,
        end=start + len(line.rstrip()),
    )


def _parse_clock(text: str) -> str:
    """Return the first time of day in ``text`` as ``HH:MM``, or an empty string."""
    if not (match := CLOCK.search(text)):
        return ""
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower().startswith("p") else 0)
    return f"{hour:02}:{match[2]}"
