"""Parse the byline after a comment: ``Posted by: NAME | Dec 14 2016 15:07 utc | 101``."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from zoneinfo import ZoneInfo

from interchange.date_parsing import parse_date
from interchange.source_records import SourceComment, SourceWarning

_BYLINE = re.compile(
    r"(?P<closing>Posted by:?\s*)?(?P<author>[^|]*(?:\|[^|]+)*?)\s*\|\s*"
    r"(?P<date>[^|]*\d{1,2}:\d{2}[^|]*?)\s*(?:\|\s*#?(?P<number>\d{1,7})\s*)?$",
    re.IGNORECASE,
)
# Longer lines are text that happens to contain a vertical bar and a time.
_MAX_LENGTH = 400


@dataclass(frozen=True, slots=True)
class Byline:
    """A parsed byline. ``is_closing`` means that the line starts with "Posted by"."""

    author: str
    published_at: dt.datetime
    number: int | None
    is_closing: bool


def parse_byline(line: str, zone: ZoneInfo) -> Byline | None:
    """Parse ``line``; return None unless the entire line is a byline."""
    line = " ".join(line.split())
    found = _BYLINE.match(line) if "|" in line and len(line) <= _MAX_LENGTH else None
    moment = parse_date(found["date"], zone) if found else None
    if found is None or moment is None:
        return None
    number = int(found["number"]) if found["number"] else None
    return Byline(found["author"].strip(), moment, number, is_closing=bool(found["closing"]))


class CommentKeys:
    """Builds keys for comments without IDs: from the number or, if missing, the time and author."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def next_key(self, byline: Byline) -> str:
        """Return the key of the comment with this byline. Call this once per comment."""
        if byline.number is not None:
            return f"#{byline.number}"
        signature = (byline.published_at.isoformat(), byline.author)
        self._counts[signature] += 1
        return sha256("\0".join((*signature, str(self._counts[signature]))).encode()).hexdigest()[
            :32
        ]


def find_missing_comments(
    name: str, comments: Iterable[SourceComment], zone: ZoneInfo
) -> Iterator[SourceWarning]:
    """Yield a warning for each comment that is quoted on the page but missing from it."""
    comments = list(comments)
    seen = {comment.number for comment in comments}
    lines = (line for comment in comments for line in comment.body.splitlines())
    for byline in filter(None, (parse_byline(line, zone) for line in lines)):
        if byline.number is not None and byline.number not in seen:
            seen.add(byline.number)
            quoted = f"Comment {byline.number} by {byline.author} is quoted but missing"
            yield SourceWarning(name, f"{quoted}; its number stays unused.")
