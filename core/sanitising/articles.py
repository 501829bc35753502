"""What an author wrote, or another system exported, as HTML."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from markdown_it import MarkdownIt

from core.sanitising import gate
from core.sanitising.article_reader import read_article
from core.sanitising.flow import Flow
from core.sanitising.links import link_plainly
from core.sanitising.pictures import KnownPictures
from core.text import strip_controls

NO_PICTURES = KnownPictures()

# A picture written into the page can be longer than any tag that is read, and is not kept anyway.
_LONG_DATA = re.compile(r"(data:[\w/+.-]{0,100};base64,)[A-Za-z0-9+/=]{1000,}+", re.IGNORECASE)

_SAID = {
    "scripts": ("{} script", "{} scripts", "left out"),
    "styles": ("{} style sheet", "{} style sheets", "left out"),
    "frames": ("{} embedded page became a link", "{} embedded pages became links", ""),
    "lost_frames": (
        "{} embedded page without an address",
        "{} embedded pages without an address",
        "left out",
    ),
    "popups": ("{} pop-up window became a plain link", "{} pop-up windows became plain links", ""),
    "pictures": (
        "{} picture without a usable address",
        "{} pictures without a usable address",
        "left out",
    ),
    "data_pictures": (
        "{} picture written into the text",
        "{} pictures written into the text",
        "left out",
    ),
    "elsewhere": (
        "{} picture on another site became a link",
        "{} pictures on other sites became links",
        "",
    ),
    "pixels": ("{} tracking pixel", "{} tracking pixels", "left out"),
    "links": (
        "{} link without a usable address",
        "{} links without a usable address",
        "became plain text",
    ),
    "forms": ("{} form", "{} forms", "left out"),
    "drawings": ("{} drawing", "{} drawings", "left out"),
    "word": ("{} piece of word-processor markup", "{} pieces of word-processor markup", "left out"),
    "unknown": ("{} unknown tag shown as text", "{} unknown tags shown as text", ""),
    "empty": ("{} empty paragraph", "{} empty paragraphs", "left out"),
}


class Markup(StrEnum):
    """How the source of an article is written."""

    HTML = "html"
    # HTML whose line ends count, as Movable Type's "convert breaks" has it.
    BREAKS = "breaks"
    MARKDOWN = "markdown"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """Safe HTML, and in plain sentences what of the source was not taken over."""

    html: str
    changes: tuple[str, ...]


def clean_article(
    source: str, *, markup: Markup = Markup.HTML, pictures: KnownPictures = NO_PICTURES
) -> CleanArticle:
    """Return the safe HTML of an article's body and a report of what was left out of it.

    Paths on the same site (``/...``) stay in ``src`` and ``href``, all other relative addresses
    go. Of the known ``pictures`` of this site browsers get the size, the widths and, where that
    shows more, a link to the whole picture. A picture on another site becomes a link to it, because
    pages ask nobody else for anything. Colours, fonts and classes go silently. A caller that maps
    addresses does so before, or cleans the result again: cleaning what is clean changes nothing.
    """
    source = strip_controls(source)
    if markup is Markup.TEXT:
        return CleanArticle(gate.pass_article(_from_text(source)), ())
    if markup is Markup.MARKDOWN:
        source = _markdown().render(source)
    written, changes = read_article(
        _LONG_DATA.sub(r"\1", source), line_ends=markup is Markup.BREAKS, pictures=pictures
    )
    return CleanArticle(gate.pass_article(written), _sentences(changes))


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _from_text(source: str) -> str:
    flow = Flow(linker=link_plainly)
    for line in source.split("\n"):
        flow.write(line)
        flow.break_line()
    return flow.finish()


def _sentences(changes: Counter[str]) -> tuple[str, ...]:
    """Say what happened, in a fixed order."""
    said = []
    for kind, (one, many, end) in _SAID.items():
        if number := changes[kind]:
            said.append(f"{(one if number == 1 else many).format(number)} {end}".strip())
    return tuple(said)
