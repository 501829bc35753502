"""The resolver's input and output types."""

import enum
from dataclasses import dataclass
from datetime import datetime


class Cue(enum.StrEnum):
    """The kind of evidence that a comment addresses another one."""

    REPLY = "reply"
    AT = "at"
    NUMBER = "number"
    BYLINE = "byline"
    QUOTE = "quote"
    SALUTATION = "salutation"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class CommentInput:
    """A comment, as input for the resolver.

    Numbers ascend within a thread, may have gaps, and can start anywhere. ``author`` is the byline.
    ``text`` is plain text: paragraphs are separated by newlines, and lines in quoted blocks start
    with ``"> "``. The text of old comments may be empty. ``is_article_author`` is set if the
    comment is by the article's author.
    """

    number: int
    author: str
    text: str
    published: datetime | None = None
    is_article_author: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedReference:
    """Records that comment ``source`` addresses comment ``target``.

    ``name`` is the name as typed, or empty if the cue is a number or a quote. ``confidence`` is
    between 0 and 1 (see ``confidence.py``). ``text[start:end]`` contains the cue. ``present`` is
    false if the target is missing from the thread and known only by number or pasted byline.
    """

    source: int
    target: int
    name: str
    cue: Cue
    confidence: float
    start: int
    end: int
    present: bool
