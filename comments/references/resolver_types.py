"""What goes into the resolver and what comes out."""

import enum
from dataclasses import dataclass
from datetime import datetime


class Cue(enum.StrEnum):
    """How a reference shows."""

    REPLY = "reply"
    AT = "at"
    NUMBER = "number"
    BYLINE = "byline"
    QUOTE = "quote"
    SALUTATION = "salutation"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class CommentInput:
    """One comment as the resolver sees it.

    ``number`` is the place in the thread: ascending, with gaps, from any start. ``author`` is the
    byline as shown. ``text`` is plain text as typed: paragraphs separated by newlines, quoted
    blocks as lines that start with ``"> "``; it may be empty where it is too old to matter.
    ``is_article_author`` says that the author of the article wrote it.
    """

    number: int
    author: str
    text: str
    published: datetime | None = None
    is_article_author: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedReference:
    """One reference: comment ``source`` addresses comment ``target``.

    ``name`` is the name as typed that led there, empty where a number or a quote did.
    ``confidence`` lies between 0 and 1; ``confidence.py`` says what it means for each cue.
    ``text[start:end]`` are the words that say so. ``present`` is false for a comment that is
    missing from the thread and known only by its number or its pasted byline.
    """

    source: int
    target: int
    name: str
    cue: Cue
    confidence: float
    start: int
    end: int
    present: bool
