"""Input and output types of the resolver."""

import enum
from dataclasses import dataclass
from datetime import datetime


class Cue(enum.StrEnum):
    """The evidence that a comment addresses another one."""

    REPLY = "reply"
    AT = "at"
    NUMBER = "number"
    BYLINE = "byline"
    QUOTE = "quote"
    SALUTATION = "salutation"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class CommentInput:
    """One comment, as input of the resolver.

    Numbers ascend within a thread, can have gaps and can start anywhere. ``author`` is the byline.
    ``text`` is plain text: paragraphs are separated by newlines, lines of quoted blocks start with
    ``"> "``. It can be empty for old comments. ``is_article_author`` is set if the comment is by
    the author of the article.
    """

    number: int
    author: str
    text: str
    published: datetime | None = None
    is_article_author: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedReference:
    """Comment ``source`` addresses comment ``target``.

    ``name`` is the name as typed; empty if the cue is a number or a quote. ``confidence`` is
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
