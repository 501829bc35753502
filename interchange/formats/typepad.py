"""Reader for TypePad's and Movable Type's text export (``--format typepad``).

``interchange.mtif_parser`` parses the file; this module interprets its entries. The format has
no comment ids, statuses or parents.
"""

import datetime as dt
import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from core.sanitizing.articles import Markup
from core.sanitizing.plain_text import plain_text
from core.text import clean_line, excerpt
from interchange import mtif_parser
from interchange.date_parsing import is_plausible, parse_date
from interchange.decoding import LineReader, detect_encoding
from interchange.source_records import (
    ReadOptions,
    SourceArticle,
    SourceComment,
    SourceItem,
    SourceStatus,
    SourceWarning,
    UnreadableSource,
)
from interchange.source_urls import build_basename, get_first_words

_STATUSES = {
    "publish": SourceStatus.PUBLISHED,
    "future": SourceStatus.PUBLISHED,
    "draft": SourceStatus.DRAFT,
    "review": SourceStatus.DRAFT,
    "unpublish": SourceStatus.DRAFT,
    "spam": SourceStatus.SPAM,
}
_MARKUPS = {
    "": Markup.BREAKS,
    "1": Markup.BREAKS,
    "__default__": Markup.BREAKS,
    "0": Markup.HTML,
    "wysiwyg": Markup.HTML,
    "richtext": Markup.HTML,
    "markdown": Markup.MARKDOWN,
    "markdown_with_smartypants": Markup.MARKDOWN,
}
# Movable Type's own words: 0 shows no comments, 1 takes new ones, 2 shows the old ones only.
_COMMENTS_OPEN = "1"
_TITLE_TAGS = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|em|font|i|small|span|strong|sub|sup|u)\b[^<>]*>",
    re.IGNORECASE,
)
# Longer "keywords" are a sentence or a description, not a list of tags.
_LONGEST_TAG = 40
_SHOWN = 80
# TypePad went over to https in its last years: an older export means the same articles.
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_TAG = re.compile(r'\s*(?:"([^"]*)"|([^,]+))\s*(?:,|$)')
_OTHER_FILES = (
    (r"<movabletype\b", "a Movable Type XML backup. Export the entries as text instead"),
    (r"<rss\b.*export/1\.", "a WordPress export"),
    (r"<disqus\b", "a Disqus export"),
    (r"<feed\b", "an Atom feed"),
    (r"<!doctype html|<html\b", "a web page. For a saved article there is --format typepad-page"),
    (r"<\?xml\b|<\w+", "an XML file"),
    (r"[{\[]", "a JSON file"),
)


def read(path: Path, options: ReadOptions) -> Iterator[SourceItem]:
    """Yield the articles of an export with what had to be said of them."""
    encoding = detect_encoding(path, options.encoding)
    if encoding.note:
        yield SourceWarning(path.name, encoding.note)
    with path.open(encoding=encoding.name, errors=encoding.errors) as stream:
        lines = LineReader(stream)
        _refuse_other_files(path, lines)
        try:
            for entry in mtif_parser.parse_entries(lines):
                yield from _EntryReader(entry, options).found()
        except UnreadableSource as error:
            raise UnreadableSource(f"{path}: {error}") from error
        if lines.cleaned_count:
            yield SourceWarning(
                path.name, f"Control characters left out in {lines.cleaned_count} lines."
            )


def _refuse_other_files(path: Path, lines: LineReader) -> None:
    start = "\n".join(line for line, _ in zip(lines.peek_lines(), range(20), strict=False)).lstrip()
    if not start:
        raise UnreadableSource(f"{path} is empty.")
    for shape, what in _OTHER_FILES:
        if re.match(shape, start, re.IGNORECASE) or (
            start.startswith("<") and re.search(shape, start, re.IGNORECASE | re.DOTALL)
        ):
            raise UnreadableSource(f"{path} is not a Movable Type export but {what}.")


@dataclass(slots=True)
class _EntryReader:
    """Gives one entry its meaning, and gathers what has to be said of it."""

    entry: mtif_parser.Entry
    options: ReadOptions
    warnings: list[SourceWarning] = field(default_factory=list)

    def found(self) -> Iterator[SourceItem]:
        article = self._article()
        yield from self.warnings
        yield article

    def _article(self) -> SourceArticle:
        title = self._title()
        published_at = self._date()
        basename = self._one("BASENAME") or build_basename(title)
        url = self._one("UNIQUE URL")
        return SourceArticle(
            key=_SCHEME.sub("", url) or f"{basename}@{self._one('DATE')}",
            title=title,
            basename=basename,
            published_at=published_at,
            place=self._place(self.entry.line),
            author=clean_line(self._one("AUTHOR")),
            author_email=self._one("AUTHOR EMAIL"),
            url=url,
            status=self._status(),
            markup=self._markup(),
            body=self._text("BODY"),
            more=self._text("EXTENDED BODY"),
            excerpt=self._text("EXCERPT").strip(),
            categories=self._categories(),
            tags=self._tags(),
            allow_comments=self._one("ALLOW COMMENTS") in {"", _COMMENTS_OPEN},
            comments=tuple(self._comments(published_at)),
            comments_only=self._one("NO ENTRY") == "1",
        )

    def _one(self, key: str) -> str:
        return next((value for name, value in self.entry.headers if name == key), "")

    def _all(self, *keys: str) -> list[str]:
        return [
            clean_line(html.unescape(value)) for name, value in self.entry.headers if name in keys
        ]

    def _text(self, label: str) -> str:
        return "\n\n".join(part.text for part in self.entry.sections if part.label == label)

    def _place(self, line: int) -> str:
        return f"line {line}"

    def _warn(self, text: str, line: int | None = None) -> None:
        self.warnings.append(SourceWarning(self._place(line or self.entry.line), text))

    def _title(self) -> str:
        title = clean_line(html.unescape(_TITLE_TAGS.sub("", self._one("TITLE"))))
        if title:
            return title
        title = get_first_words(plain_text(self._text("BODY"))) or "Untitled"
        self._warn(f"An article without a title was given the first words of its text: “{title}”.")
        return title

    def _status(self) -> SourceStatus:
        word = self._one("STATUS").lower() or "publish"
        if word not in _STATUSES:
            self._warn(f"The status “{word}” is not known: taken in as a draft.")
        return _STATUSES.get(word, SourceStatus.DRAFT)

    def _markup(self) -> Markup:
        word = self._one("CONVERT BREAKS").lower()
        if word not in _MARKUPS:
            self._warn(f"The text format “{word}” is not known: read as text with line breaks.")
        return _MARKUPS.get(word, Markup.BREAKS)

    def _date(self) -> dt.datetime | None:
        text = self._one("DATE")
        moment = parse_date(text, self.options.timezone)
        if moment and is_plausible(moment, self.options.now):
            return moment
        self._warn(f"The article's date “{text}” can't be right.")
        return None

    def _categories(self) -> tuple[str, ...]:
        """Return the categories, the primary one first; it is repeated among the others."""
        return _distinct(self._all("PRIMARY CATEGORY") + self._all("CATEGORY"))

    def _tags(self) -> tuple[str, ...]:
        tags = [tag for line in self._all("TAGS") for tag in _split_tags(line)]
        keywords = self._text("KEYWORDS").strip()
        more = _tags_among_keywords(keywords)
        if keywords and not more:
            self._warn(f"Keywords that are no tags left out: “{excerpt(keywords, _SHOWN)}”.")
        return _distinct(tags + more)

    def _comments(self, article_date: dt.datetime | None) -> Iterator[SourceComment]:
        before = article_date or dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
        alike: Counter[tuple[str, str]] = Counter()
        for section in self.entry.sections:
            if section.label != mtif_parser.COMMENT:
                continue
            signature = (section.headers.get("DATE", ""), section.headers.get("AUTHOR", ""))
            alike[signature] += 1
            before = self._comment_date(section, before)
            yield SourceComment(
                key=_comment_key(*signature, alike[signature]),
                author=clean_line(html.unescape(signature[1])),
                published_at=before,
                body=section.text,
                place=self._place(section.line),
                email=section.headers.get("EMAIL", ""),
                url=section.headers.get("URL", ""),
                ip=section.headers.get("IP", ""),
            )
        self._count_pings()

    def _comment_date(self, section: mtif_parser.Section, before: dt.datetime) -> dt.datetime:
        """Return the comment's time; one that can't be right leaves it in its place."""
        text = section.headers.get("DATE", "")
        moment = parse_date(text, self.options.timezone)
        if moment and is_plausible(moment, self.options.now):
            return moment
        self._warn(
            f"The comment's date “{text}” can't be right: it got the time of what comes before it.",
            section.line,
        )
        return before

    def _count_pings(self) -> None:
        pings = [section for section in self.entry.sections if section.label == mtif_parser.PING]
        if pings:
            self._warn(f"Trackback pings left out: {len(pings)}.", pings[0].line)


def _comment_key(date: str, author: str, ordinal: int) -> str:
    """Return a key that outlives a correction of the comment's text. The format holds no id."""
    return sha256("\0".join((date, author, str(ordinal))).encode()).hexdigest()[:32]


def _split_tags(line: str) -> list[str]:
    """Split ``a,"b c"`` as Movable Type writes it."""
    return [quoted or plain for quoted, plain in _TAG.findall(line)]


def _tags_among_keywords(text: str) -> list[str]:
    """Return the tags that TypePad's authors wrote into KEYWORDS, for want of a better place.

    A single word, or a sentence with commas in it, is left as keywords.
    """
    pieces = [piece.strip() for piece in re.split(r"[,;\n]", html.unescape(text)) if piece.strip()]
    if len(pieces) < 2 or any(len(piece) > _LONGEST_TAG for piece in pieces):
        return []
    return pieces


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Return the names in order, each once whatever its case, and no empty ones."""
    seen: dict[str, str] = {}
    for name in map(clean_line, names):
        seen.setdefault(name.casefold(), name)
    seen.pop("", None)
    return tuple(seen.values())
