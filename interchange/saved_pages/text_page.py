"""Parse a saved plain-text article page, as copied from a browser.

The page starts with the site's title and tagline, the date, and the article's title. These are
followed by the body, a ``Comments`` line, and the comments, each of which ends with its byline.
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

_COPIED_LINE_LENGTH = 200
_COMMENTS = re.compile(r"(?:\d+ )?comments(?: \(\d+\))?:?$", re.IGNORECASE)
_NAVIGATION = re.compile(
    r"«.*|.*»|(?:.*\| )?(?:Main|Home)(?: \|.*)?$|(?:previous|next) page.*$", re.IGNORECASE
)
_ARTICLE_BYLINE = re.compile(
    r"Posted by (?P<author>.{1,200}?) (?:on|at|in) .*(?:Permalink|Comments|\d{4}).*$"
)
_AFTER_COMMENTS = re.compile(
    r"(?:The )?comments (?:to|on|for) this (?:entry|post|article)|comments are closed|"
    r"(?:post|leave|verify) (?:a|your) comment|previewing your comment|next page|« prev|"
    r"previous page",
    re.IGNORECASE,
)
_HOST = re.compile(r"https?://(?:www\.)?([a-z0-9][a-z0-9-]*)\.[a-z0-9.-]+", re.IGNORECASE)
# The date is near the top of the page; further down, dates are part of the text.
_HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def read_text_page(name: str, text: str, options: ReadOptions) -> Iterator[SourceItem]:
    """Yield the site, the article, and warnings from a page.

    ``name`` is the file name used in messages. Raises UnreadableSource if the page is truncated or
    is not an article page.
    """
    lines = [_Line(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    head = _parse_head(name, lines, options)
    start = _find_comments_start(name, lines, options)
    if site := _get_site(lines, text, options):
        yield site
    local = head.date.astimezone(options.timezone)
    body, author = _parse_body(lines[head.body : start])
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
    for found in _parse_comments(name, lines[start + 1 :], options):
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


def _parse_head(name: str, lines: list[_Line], options: ReadOptions) -> _Head:
    date = None
    for index, line in enumerate(lines[: 4 * _HEAD_LINES]):
        if date is None:
            date = parse_date(line.text, options.timezone)
        elif line.text and not _NAVIGATION.match(line.text):
            return _Head(date, clean_line(line.text), index + 1)
    raise UnreadableSource(f"{name} is not a saved article page: date and title are missing.")


def _find_comments_start(name: str, lines: list[_Line], options: ReadOptions) -> int:
    """Return the index of the last "Comments" line before the first byline."""
    start = None
    for index, line in enumerate(lines):
        if _COMMENTS.match(line.text):
            start = index
        elif start is not None and _is_closing_byline(line.text, options):
            break
    if start is None:
        raise UnreadableSource(
            f"{name} is truncated or not a saved article page: it has no line “Comments”."
        )
    return start


def _is_closing_byline(line: str, options: ReadOptions) -> bool:
    byline = parse_byline(line, options.timezone)
    return byline is not None and byline.is_closing


def _get_site(lines: list[_Line], text: str, options: ReadOptions) -> SourceSite | None:
    """Split the first line into the site's title and tagline, or return None if it is the date.

    In text copied from a browser, both are on one line. The title is the longest prefix whose
    letters match the name of a host on the page, or else the whole line.
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


def _parse_body(lines: list[_Line]) -> tuple[str, str]:
    """Return the article's text as HTML, and its author or ""."""
    author = ""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if found := _ARTICLE_BYLINE.match(line.text):
            author = found["author"]
        elif line.text:
            blocks[-1].append(line.text)
        elif blocks[-1]:
            blocks.append([])
    return "\n".join(_render_paragraph(block) for block in blocks if block), author


def _render_paragraph(lines: list[str]) -> str:
    """Return one paragraph as HTML. If any of its lines is quoted, the whole paragraph is."""
    text = "<br>\n".join(html.escape(line.removeprefix("> "), quote=False) for line in lines)
    if any(line.startswith("> ") for line in lines):
        return f"<blockquote><p>{text}</p></blockquote>"
    return f"<p>{text}</p>"


def _parse_comments(
    name: str, lines: list[_Line], options: ReadOptions
) -> Iterator[SourceComment | SourceWarning]:
    keys = CommentKeys()
    pending: list[_Line] = []
    last: Byline | None = None
    for index, line in enumerate(lines):
        byline = parse_byline(line.text, options.timezone)
        ends = index + 1 == len(lines) or not lines[index + 1].text
        if byline and _ends_comment(byline, pending, last, ends=ends):
            yield _build_comment(keys.next_key(byline), byline, pending)
            pending, last = [], byline
        elif line.text or pending:
            pending.append(line)
    yield from _check_rest(name, pending)


def _ends_comment(byline: Byline, pending: list[_Line], last: Byline | None, *, ends: bool) -> bool:
    """Check whether the byline ends the preceding comment and isn't part of the comment's text.

    Commenters quote earlier comments along with their bylines. A quoted byline is at the start of
    the text or before more text, and has an earlier number. A page numbers either all of its
    comments or none, so a missing number means a truncated line.
    """
    if not (byline.is_closing and pending and ends):
        return False
    if last is None or last.number is None:
        return True
    return byline.number is not None and byline.number > last.number


def _build_comment(key: str, byline: Byline, lines: list[_Line]) -> SourceComment:
    return SourceComment(
        key=key,
        author=clean_line(byline.author),
        published_at=byline.published_at,
        body=_separate_paragraphs([line.text for line in lines]),
        place=f"line {lines[0].number}",
        number=byline.number,
    )


def _separate_paragraphs(lines: list[str]) -> str:
    """Return a comment's text with blank lines between paragraphs.

    Browsers may copy each paragraph as one line. Therefore, if a comment has very long lines but no
    blank lines, each line is a paragraph.
    """
    text = "\n".join(lines).strip("\n")
    copied = "\n\n" not in text and any(len(line) >= _COPIED_LINE_LENGTH for line in lines)
    return text.replace("\n", "\n\n") if copied else text


def _check_rest(name: str, lines: list[_Line]) -> Iterator[SourceWarning]:
    """Warn about the skipped page footer, or raise an error if a comment has no byline."""
    if not lines:
        return
    if not _AFTER_COMMENTS.match(lines[0].text):
        raise UnreadableSource(
            f"{name} is truncated: the comment in line {lines[0].number} has no byline."
        )
    yield SourceWarning(f"line {lines[0].number}", "Skipped the text after the comments.")
