"""A saved article page as plain text, the way a browser copies it.

It begins with the site's title and tagline, the date and the article's title; the body follows, a
line ``Comments``, and the comments, each closed by its byline.
"""

import datetime as dt
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.sanitizing.articles import Markup
from core.text import clean_line
from interchange.date_parsing import parse_date
from interchange.saved_pages.bylines import Byline, CommentKeys, find_missing_comments, parse_byline
from interchange.source_records import (
    ReadOptions,
    SourceArticle,
    SourceComment,
    SourceItem,
    SourceSite,
    SourceWarning,
    UnreadableSource,
)
from interchange.source_urls import build_basename, build_page_key

_LONGER_THAN_TYPED = 200
_COMMENTS = re.compile(r"(?:\d+ )?comments(?: \(\d+\))?:?$", re.IGNORECASE)
_NAVIGATION = re.compile(
    r"«.*|.*»|(?:.*\| )?(?:Main|Home)(?: \|.*)?$|(?:previous|next) page.*$", re.IGNORECASE
)
_ARTICLE_BYLINE = re.compile(
    r"Posted by (?P<author>.+?) (?:on|at|in) .*(?:Permalink|Comments|\d{4}).*$"
)
_AFTER_COMMENTS = re.compile(
    r"(?:The )?comments (?:to|on|for) this (?:entry|post|article)|comments are closed|"
    r"(?:post|leave|verify) (?:a|your) comment|previewing your comment|next page|« prev|"
    r"previous page",
    re.IGNORECASE,
)
_HOST = re.compile(r"https?://(?:www\.)?([a-z0-9][a-z0-9-]*)\.[a-z0-9.-]+", re.IGNORECASE)
# The date stands near the top of a page; further down it is part of the text.
_HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def read_text_page(name: str, text: str, options: ReadOptions) -> Iterator[SourceItem]:
    """Yield the site and the article of a page; ``name`` is the file's, for messages."""
    lines = [_Line(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    head = _head(name, lines, options)
    start = _comments_start(name, lines, options)
    if site := _site(lines, text, options):
        yield site
    local = head.date.astimezone(options.timezone)
    body, author = _body(lines[head.body : start])
    article = SourceArticle(
        key=build_page_key(local.year, local.month, build_basename(head.title)),
        title=head.title,
        basename=build_basename(head.title),
        published_at=head.date,
        place=name,
        author=author,
        markup=Markup.HTML,
        body=body,
    )
    comments = []
    for found in _comments(name, lines[start + 1 :], options):
        if isinstance(found, SourceComment):
            comments.append(found)
        else:
            yield found
    yield from find_missing_comments(name, comments, options.timezone)
    yield replace(article, comments=tuple(comments))


@dataclass(frozen=True, slots=True)
class _Head:
    date: dt.datetime
    title: str
    body: int


def _head(name: str, lines: list[_Line], options: ReadOptions) -> _Head:
    date = None
    for index, line in enumerate(lines[: 4 * _HEAD_LINES]):
        if date is None:
            date = parse_date(line.text, options.timezone)
        elif line.text and not _NAVIGATION.match(line.text):
            return _Head(date, clean_line(line.text), index + 1)
    raise UnreadableSource(f"{name} is not a saved article page: it has no date and title.")


def _comments_start(name: str, lines: list[_Line], options: ReadOptions) -> int:
    """Return the index of the line "Comments": the last one before the first comment is closed."""
    start = None
    for index, line in enumerate(lines):
        if _COMMENTS.match(line.text):
            start = index
        elif start is not None and _closes(line.text, options):
            break
    if start is None:
        raise UnreadableSource(
            f"{name} has no line “Comments”: it is cut off, or not a saved article page."
        )
    return start


def _closes(line: str, options: ReadOptions) -> bool:
    byline = parse_byline(line, options.timezone)
    return byline is not None and byline.is_closing


def _site(lines: list[_Line], text: str, options: ReadOptions) -> SourceSite | None:
    """Part the page's first line into title and tagline; None where the page begins with the date.

    Copied text runs them together. The title is the longest beginning whose letters spell a host
    that the page names; without one the whole line is the title.
    """
    first = next(line.text for line in lines if line.text)
    if parse_date(first, options.timezone):
        return None
    words = first.split()
    hosts = {re.sub(r"[^a-z0-9]", "", host.lower()) for host in _HOST.findall(text)}
    for count in range(len(words), 0, -1):
        if re.sub(r"[^a-z0-9]", "", "".join(words[:count]).lower()) in hosts:
            return SourceSite(" ".join(words[:count]), " ".join(words[count:]))
    return SourceSite(" ".join(words), "")


def _body(lines: list[_Line]) -> tuple[str, str]:
    """Return the article's text as HTML, and its author where the page names one."""
    author = ""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if found := _ARTICLE_BYLINE.match(line.text):
            author = found["author"]
        elif line.text:
            blocks[-1].append(line.text)
        elif blocks[-1]:
            blocks.append([])
    return "\n".join(_block(block) for block in blocks if block), author


def _block(lines: list[str]) -> str:
    """Return one paragraph. Around a line marked as quoted the others name the source."""
    text = "<br>\n".join(html.escape(line.removeprefix("> "), quote=False) for line in lines)
    if any(line.startswith("> ") for line in lines):
        return f"<blockquote><p>{text}</p></blockquote>"
    return f"<p>{text}</p>"


def _comments(
    name: str, lines: list[_Line], options: ReadOptions
) -> Iterator[SourceComment | SourceWarning]:
    keys = CommentKeys()
    waiting: list[_Line] = []
    last: Byline | None = None
    for index, line in enumerate(lines):
        byline = parse_byline(line.text, options.timezone)
        ends = index + 1 == len(lines) or not lines[index + 1].text
        if byline and _is_own(byline, waiting, last, ends=ends):
            yield _comment(keys.next_key(byline), byline, waiting)
            waiting, last = [], byline
        elif line.text or waiting:
            waiting.append(line)
    yield from _rest(name, waiting)


def _is_own(byline: Byline, waiting: list[_Line], last: Byline | None, *, ends: bool) -> bool:
    """Whether this byline closes the comment before it, rather than being pasted into it.

    A pasted one stands at the head of a text or is followed by one, and has a number gone by. A
    page numbers all its comments or none, so that one without its number was cut off.
    """
    if not (byline.is_closing and waiting and ends):
        return False
    if last is None or last.number is None:
        return True
    return byline.number is not None and byline.number > last.number


def _comment(key: str, byline: Byline, lines: list[_Line]) -> SourceComment:
    return SourceComment(
        key=key,
        author=clean_line(byline.author),
        published_at=byline.published_at,
        body=_paragraphs([line.text for line in lines]),
        place=f"line {lines[0].number}",
        number=byline.number,
    )


def _paragraphs(lines: list[str]) -> str:
    """Return a comment's text with an empty line between its paragraphs.

    A browser that copies a page may write each paragraph as one line. So a text without an empty
    line that has a line longer than anybody types is a row of paragraphs.
    """
    text = "\n".join(lines).strip("\n")
    copied = "\n\n" not in text and any(len(line) >= _LONGER_THAN_TYPED for line in lines)
    return text.replace("\n", "\n\n") if copied else text


def _rest(name: str, lines: list[_Line]) -> Iterator[SourceWarning]:
    """Tell the foot of a page, which is left out, from a comment whose byline is missing."""
    if not lines:
        return
    if not _AFTER_COMMENTS.match(lines[0].text):
        raise UnreadableSource(
            f"{name} is cut off: the comment that begins in line {lines[0].number} has no byline."
        )
    yield SourceWarning(f"line {lines[0].number}", "What follows the comments was left out.")
