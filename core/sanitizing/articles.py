"""Clean HTML that an author wrote or another system exported."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from markdown_it import MarkdownIt

from core.sanitizing.article_reader import read_article
from core.sanitizing.links import split_article_links
from core.sanitizing.pictures import KnownPictures
from core.sanitizing.policy import sanitize_article
from core.sanitizing.writer import HtmlWriter
from core.text import strip_controls

NO_PICTURES = KnownPictures()

# An inline picture can exceed the maximum tag length, and is removed anyway.
_LONG_DATA = re.compile(r"(data:[\w/+.-]{0,100};base64,)[A-Za-z0-9+/=]{1000,}+", re.IGNORECASE)

# Singular and plural of each kind of change, in the order in which they are reported.
_CHANGES = {
    "scripts": ("{} script removed", "{} scripts removed"),
    "styles": ("{} style sheet removed", "{} style sheets removed"),
    "frames": (
        "{} embedded page replaced by a link",
        "{} embedded pages replaced by links",
    ),
    "lost_frames": (
        "{} embedded page without a URL removed",
        "{} embedded pages without a URL removed",
    ),
    "popups": (
        "{} pop-up window replaced by a plain link",
        "{} pop-up windows replaced by plain links",
    ),
    "pictures": (
        "{} picture without a valid URL removed",
        "{} pictures without a valid URL removed",
    ),
    "data_pictures": ("{} inline picture removed", "{} inline pictures removed"),
    "elsewhere": (
        "{} picture on another site replaced by a link",
        "{} pictures on other sites replaced by links",
    ),
    "pixels": ("{} tracking pixel removed", "{} tracking pixels removed"),
    "links": (
        "{} link without a valid URL replaced by its text",
        "{} links without a valid URL replaced by their text",
    ),
    "forms": ("{} form removed", "{} forms removed"),
    "drawings": ("{} drawing removed", "{} drawings removed"),
    "word": (
        "{} piece of word processor markup removed",
        "{} pieces of word processor markup removed",
    ),
    "unknown": ("{} unknown tag shown as text", "{} unknown tags shown as text"),
    "empty": ("{} empty paragraph removed", "{} empty paragraphs removed"),
}


class Markup(StrEnum):
    """The markup language of an article."""

    HTML = "html"
    # HTML with significant line breaks, as with Movable Type's "convert breaks".
    BREAKS = "breaks"
    MARKDOWN = "markdown"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """Safe HTML, with a phrase describing each kind of change."""

    html: str
    changes: tuple[str, ...]


def clean_article(
    source: str, *, markup: Markup = Markup.HTML, pictures: KnownPictures = NO_PICTURES
) -> CleanArticle:
    """Return safe HTML for an article's body, with a report of what was removed or replaced.

    ``src`` and ``href`` may contain paths on this site (``/...``), but no other relative URLs.
    ``pictures`` on this site get their dimensions, a ``srcset``, and a link to the full size if it
    shows more detail. A picture on another site becomes a link, because pages load nothing from
    other sites. Colors, fonts, and classes are removed without being reported.

    Callers that replace URLs must do so beforehand or clean the result again; cleaning an article
    that is already clean changes nothing.
    """
    source = strip_controls(source)
    if markup is Markup.TEXT:
        return CleanArticle(sanitize_article(_convert_text(source)), ())
    if markup is Markup.MARKDOWN:
        parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        source = parser.render(source)
    written, changes = read_article(
        _LONG_DATA.sub(r"\1", source), line_ends=markup is Markup.BREAKS, pictures=pictures
    )
    return CleanArticle(sanitize_article(written), _describe_changes(changes))


def _convert_text(source: str) -> str:
    writer = HtmlWriter(linker=split_article_links)
    for line in source.split("\n"):
        writer.write(line)
        writer.break_line()
    return writer.finish()


def _describe_changes(changes: Counter[str]) -> tuple[str, ...]:
    return tuple(
        (one if count == 1 else many).format(count)
        for kind, (one, many) in _CHANGES.items()
        if (count := changes[kind])
    )
