"""Reader for TypePad's and Movable Type's text export (``--format typepad``).

``interchange.mtif_parser`` parses the file; this module interprets its entries. The format has no
comment IDs, statuses, or parents.
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
from core.sanitizing.reader import plain_text
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
# In Movable Type, 0 hides comments, 1 accepts new ones, 2 only shows existing ones.
_COMMENTS_OPEN = "1"
_TITLE_TAGS = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|em|font|i|small|span|strong|sub|sup|u)\b[^<>]*>",
    re.IGNORECASE,
)
# Longer keywords are a description, not a list of tags.
_TAG_LENGTH = 40
_SHOWN_LENGTH = 80
# TypePad switched to https late; earlier exports contain the same articles.
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_TAG = re.compile(r'\s*(?:"([^"]*)"|([^,]+))\s*(?:,|$)')
_OTHER_FILES = (
    (r"<movabletype\b", "a Movable Type XML backup. Export the entries as text instead"),
    (r"<rss\b.*export/1\.", "a WordPress export"),
    (r"<disqus\b", "a Disqus export"),
    (r"<feed\b", "an Atom feed"),
    (r"<!doctype html|<html\b", "a web page. For saved articles, use --format typepad-page"),
    (r"<\?xml\b|<\w+", "an XML file"),
    (r"[{\[]", "a JSON file"),
)


def read(path: Path, options: ReadOptions) -> Iterator[SourceItem]:
    """Yield the articles of an export and warnings about them.

    Raises UnreadableSource if the file is not an export, is truncated, or can't be decoded.
    """
    encoding = detect_encoding(path, options.encoding)
    if encoding.note:
        yield SourceWarning(path.name, encoding.note)
    with path.open(encoding=encoding.name, errors=encoding.errors) as stream:
        lines = LineReader(stream)
        _refuse_other_files(path, lines)
        try:
            for entry in mtif_parser.parse_entries(lines):
                yield from _EntryConverter(entry, options).iterate_items()
        except UnreadableSource as error:
            raise UnreadableSource(f"{path}: {error}") from error
        if lines.cleaned_count:
            yield SourceWarning(
                path.name, f"Removed control characters. Lines: {lines.cleaned_count}."
            )


def _refuse_other_files(path: Path, lines: LineReader) -> None:
    start = "\n".join(line for line, _ in zip(lines.peek_lines(), range(20), strict=False)).lstrip()
    if not start:
        raise UnreadableSource(f"{path} is empty.")
    for shape, description in _OTHER_FILES:
        if re.match(shape, start, re.IGNORECASE) or (
            start.startswith("<") and re.search(shape, start, re.IGNORECASE | re.DOTALL)
        ):
            raise UnreadableSource(f"{path} is not a Movable Type export, but {description}.")


@dataclass(slots=True)
class _EntryConverter:
    """Converts one entry of an export to an article and collects warnings."""

    entry: mtif_parser.Entry
    options: ReadOptions
    warnings: list[SourceWarning] = field(default_factory=list)

    def iterate_items(self) -> Iterator[SourceItem]:
        article = self._article()
        yield from self.warnings
        yield article

    def _article(self) -> SourceArticle:
        title = self._title()
        published_at = self._date()
        basename = self._get_header("BASENAME") or build_basename(title)
        url = self._get_header("UNIQUE URL")
        return SourceArticle(
            key=_SCHEME.sub("", url) or f"{basename}@{self._get_header('DATE')}",
            title=title,
            basename=basename,
            published_at=published_at,
            place=self._format_place(self.entry.line),
            author=clean_line(self._get_header("AUTHOR")),
            author_email=self._get_header("AUTHOR EMAIL"),
            url=url,
            status=self._status(),
            markup=self._markup(),
            body=self._get_text("BODY"),
            more=self._get_text("EXTENDED BODY"),
            excerpt=self._get_text("EXCERPT").strip(),
            categories=self._categories(),
            tags=self._tags(),
            allow_comments=self._get_header("ALLOW COMMENTS") in {"", _COMMENTS_OPEN},
            comments=tuple(self._comments(published_at)),
            comments_only=self._get_header("NO ENTRY") == "1",
        )

    def _get_header(self, key: str) -> str:
        return next((value for name, value in self.entry.headers if name == key), "")

    def _get_headers(self, *keys: str) -> list[str]:
        return [
            clean_line(html.unescape(value)) for name, value in self.entry.headers if name in keys
        ]

    def _get_text(self, label: str) -> str:
        return "\n\n".join(part.text for part in self.entry.sections if part.label == label)

    def _format_place(self, line: int) -> str:
        return f"line {line}"

    def _warn(self, text: str, line: int | None = None) -> None:
        self.warnings.append(SourceWarning(self._format_place(line or self.entry.line), text))

    def _title(self) -> str:
        title = clean_line(html.unescape(_TITLE_TAGS.sub("", self._get_header("TITLE"))))
        if title:
            return title
        title = get_first_words(plain_text(self._get_text("BODY"))) or "Untitled"
        self._warn(f"The article has no title, so its first words became the title: “{title}”.")
        return title

    def _status(self) -> SourceStatus:
        word = self._get_header("STATUS").lower() or "publish"
        if word not in _STATUSES:
            self._warn(f"Unknown status “{word}”; the article is a draft.")
        return _STATUSES.get(word, SourceStatus.DRAFT)

    def _markup(self) -> Markup:
        word = self._get_header("CONVERT BREAKS").lower()
        if word not in _MARKUPS:
            self._warn(f"Unknown text format “{word}”; read as text with line breaks.")
        return _MARKUPS.get(word, Markup.BREAKS)

    def _date(self) -> dt.datetime | None:
        text = self._get_header("DATE")
        moment = parse_date(text, self.options.timezone)
        if moment and is_plausible(moment, self.options.now):
            return moment
        self._warn(f"The date of the article is invalid: “{text}”.")
        return None

    def _categories(self) -> tuple[str, ...]:
        """Return the categories without duplicates, starting with the primary category."""
        return _remove_duplicates(
            self._get_headers("PRIMARY CATEGORY") + self._get_headers("CATEGORY")
        )

    def _tags(self) -> tuple[str, ...]:
        tags = [tag for line in self._get_headers("TAGS") for tag in _split_tags(line)]
        keywords = self._get_text("KEYWORDS").strip()
        more = _parse_keywords(keywords)
        if keywords and not more:
            self._warn(f"Skipped keywords that are not tags: “{excerpt(keywords, _SHOWN_LENGTH)}”.")
        return _remove_duplicates(tags + more)

    def _comments(self, article_date: dt.datetime | None) -> Iterator[SourceComment]:
        previous = article_date or dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
        counts: Counter[tuple[str, str]] = Counter()
        for section in self.entry.sections:
            if section.label != mtif_parser.COMMENT:
                continue
            signature = (section.headers.get("DATE", ""), section.headers.get("AUTHOR", ""))
            counts[signature] += 1
            previous = self._comment_date(section, previous)
            yield SourceComment(
                key=_build_comment_key(*signature, counts[signature]),
                author=clean_line(html.unescape(signature[1])),
                published_at=previous,
                body=section.text,
                place=self._format_place(section.line),
                email=section.headers.get("EMAIL", ""),
                url=section.headers.get("URL", ""),
                ip=section.headers.get("IP", ""),
            )
        self._warn_about_pings()

    def _comment_date(self, section: mtif_parser.Section, previous: dt.datetime) -> dt.datetime:
        """Return a comment's time or, if it is invalid, the time of the comment before it."""
        text = section.headers.get("DATE", "")
        moment = parse_date(text, self.options.timezone)
        if moment and is_plausible(moment, self.options.now):
            return moment
        self._warn(
            f"The date of the comment is invalid: “{text}”. It got the previous comment's date.",
            section.line,
        )
        return previous

    def _warn_about_pings(self) -> None:
        pings = [section for section in self.entry.sections if section.label == mtif_parser.PING]
        if pings:
            self._warn(f"Skipped trackback pings: {len(pings)}.", pings[0].line)


def _build_comment_key(date: str, author: str, ordinal: int) -> str:
    """Return a comment's key, which doesn't depend on the text; the format has no comment IDs."""
    return sha256("\0".join((date, author, str(ordinal))).encode()).hexdigest()[:32]


def _split_tags(line: str) -> list[str]:
    """Split a Movable Type tag list, such as ``a,"b c"``."""
    return [quoted or plain for quoted, plain in _TAG.findall(line)]


def _parse_keywords(text: str) -> list[str]:
    """Return the tags in an article's keywords; TypePad offered authors no field for tags.

    A single word or a sentence with commas is not a list of tags.
    """
    pieces = [piece.strip() for piece in re.split(r"[,;\n]", html.unescape(text)) if piece.strip()]
    if len(pieces) < 2 or any(len(piece) > _TAG_LENGTH for piece in pieces):
        return []
    return pieces


def _remove_duplicates(names: list[str]) -> tuple[str, ...]:
    """Remove empty names and duplicates (ignoring case), keeping the order."""
    seen: dict[str, str] = {}
    for name in map(clean_line, names):
        seen.setdefault(name.casefold(), name)
    seen.pop("", None)
    return tuple(seen.values())
