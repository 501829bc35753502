"""Comments as HTML.

A page holds a hundred of them, each with a dozen places to fill in. The template engine takes five
times as long over that as everything else on the page takes together, so this part of the page is
put together here, and templates have the rest. What people wrote is escaped here or was sanitised
when it was written.

Each comment is an ``h-cite`` of microformats2, with ``u-in-reply-to`` for each that it addresses.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import avatars
from comments.pages import Item, RefLink
from comments.peace import signatures
from comments.peace.folding import recommendations_on
from comments.shown import Shown
from core import datetime_format

# Pages that are kept were drawn by these files as they stood.
_FILES = (__file__, signatures.__file__, datetime_format.__file__)
VERSION = hashlib.sha256(b"".join(Path(one).read_bytes() for one in _FILES)).hexdigest()[:16]
# The style sheet has this many steps of indentation; deeper answers say how deep they stand.
DEEPEST_STEP = 12


def draw_comments(items: Iterable[Item], *, can_reply: bool) -> SafeString:
    """Return comments of one page, and the stubs between them, as HTML.

    ``can_reply`` says whether the thread takes answers, and so whether each comment offers one.
    """
    pen = _Pen(can_reply=can_reply)
    return mark_safe("\n".join(map(pen.comment, items)))  # noqa: S308 - see the module's docstring


def draw_preview(item: Item) -> SafeString:
    """Return a comment that isn't published yet as it will look: without number, time and reply."""
    return SafeString(_Pen(can_reply=False).preview(item))


def draw_avatar(slug: str, size: int = avatars.SIZES[0], *, anybodys: str = "") -> SafeString:
    """Return a commenter's picture as HTML, half as wide as it has pixels, or nothing.

    The name stands beside it, so that it is read out to nobody. ``anybodys`` is handed on to
    ``avatars.address``.
    """
    if not settings.COMMENT_AVATARS:
        return SafeString("")
    return _avatar(slug, size, anybodys or avatars.anybodys_path())


@lru_cache(maxsize=4096)
def _avatar(slug: str, size: int, anybodys: str) -> SafeString:
    address = escape(avatars.address(slug, size, anybodys=anybodys))
    return SafeString(
        f'<img class="avatar" src="{address}" width="{size // 2}"'
        f' height="{size // 2}" alt="" loading="lazy" decoding="async">'
    )


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws comments; knows the words and paths that stand in each, looked up once a page."""

    can_reply: bool
    numbered: str = field(default_factory=lambda: escape(_("Comment")))
    website: str = field(default_factory=lambda: escape(_("website")))
    answers: str = field(default_factory=lambda: escape(_("answers")))
    answered_by: str = field(default_factory=lambda: escape(_("answered by")))
    changed: str = field(default_factory=lambda: escape(_("changed")))
    corrected: str = field(default_factory=lambda: escape(_("edited by a moderator")))
    reply: str = field(default_factory=lambda: escape(_("Reply")))
    featured: str = field(default_factory=lambda: escape(_("Featured")))
    more: str = field(default_factory=lambda: escape(_("More about comment")))
    recommendations_on: bool = field(default_factory=recommendations_on)
    people: str = field(
        default_factory=lambda: reverse("comments:person", args=["-"]).removesuffix("-/")
    )
    anybodys: str = field(default_factory=avatars.anybodys_path)
    written: Callable[[dt.datetime], str] = field(
        default_factory=datetime_format.get_datetime_formatter
    )
    # Those who talk with each other are on a page many times.
    drawn_authors: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def comment(self, item: Item) -> str:
        """Draw one comment or its stub."""
        number = item.comment.number
        is_readable = item.comment.is_readable
        rest = self._readable(item) if is_readable else self._stub(item)
        kind = "p-comment h-cite" if is_readable else "stub"
        step = f" d{min(item.depth, DEEPEST_STEP)}" if item.depth else ""
        return (
            f'<article class="comment {kind}{step}" id="c{number}">'
            '<header class="comment-head">'
            f'<a class="comment-number u-url" href="{_own(item.url)}">'
            f'<span class="unseen">{self.numbered}</span> {number}</a>{rest}</article>'
        )

    def preview(self, item: Item) -> str:
        """Draw what was typed into a form."""
        name = escape(item.comment.author_name)
        return (
            '<article class="comment"><header class="comment-head"><div class="comment-by">'
            f'<h3 dir="auto">{name}</h3>{self._site(item.comment)}</div></header>'
            f"{self._text(item)}</article>"
        )

    def _readable(self, item: Item) -> str:
        comment = item.comment
        # What few comments have is asked for here: a call for each would be most of the work.
        return (
            f"{self._author(comment)}"
            f"{self._featured() if comment.featured_at else ''}"
            f"{_level(item.depth) if item.depth > DEEPEST_STEP else ''}"
            f"{self._time(comment.published_at, 'dt-published')}</header>"
            f"{self._text(item)}"
            f"{self._edited(comment) if comment.edited_at or comment.corrected_at else ''}"
            f'<footer class="comment-foot">'
            f"{self._answered_by(item) if item.answered_by else ''}"
            f"{self._branch(item) if item.branch_url else ''}"
            f"{self._recommended(comment) if comment.recommend_count else ''}"
            f"{self._more(item)}{self._reply(item) if self.can_reply else ''}</footer>"
        )

    def _stub(self, item: Item) -> str:
        return (
            f'<p class="stub-text">{escape(item.stub_text)}</p></header>'
            f'<footer class="comment-foot">'
            f"{self._answered_by(item) if item.answered_by else ''}"
            f"{self._branch(item) if item.branch_url else ''}</footer>"
        )

    def _text(self, item: Item) -> str:
        html = signatures.with_signature_marked(item.comment.html, item.comment.author_name)
        text = f'<div class="prose e-content" dir="auto">{html}</div>'
        if not item.answers:
            return text
        return f"{self._references(self.answers, item.answers, 'ref u-in-reply-to')}{text}"

    def _site(self, comment: Shown) -> str:
        if not comment.author_url:
            return ""
        return (
            f'<a class="comment-site u-url" href="{escape(comment.author_url)}"'
            f' rel="nofollow ugc noopener">{self.website}</a>'
        )

    def _author(self, comment: Shown) -> str:
        key = (comment.slug, comment.author_name, comment.author_url)
        if key not in self.drawn_authors:
            self.drawn_authors[key] = self._draw_author(comment)
        return self.drawn_authors[key]

    def _draw_author(self, comment: Shown) -> str:
        return (
            '<div class="comment-by p-author h-card">'
            f"{draw_avatar(comment.slug, anybodys=self.anybodys)}"
            '<h3><a class="p-name u-url" dir="auto"'
            f' href="{self.people}{quote(comment.slug)}/">'
            f"{escape(comment.author_name)}</a></h3>{self._site(comment)}</div>"
        )

    def _featured(self) -> str:
        return f'<p class="featured">{self.featured}</p>'

    def _recommended(self, comment: Shown) -> str:
        if not self.recommendations_on:
            return ""
        count = comment.recommend_count
        words = ngettext("%(count)d recommends this", "%(count)d recommend this", count)
        return f'<p class="recommended">{escape(words % {"count": count})}</p>'

    def _more(self, item: Item) -> str:
        return (
            f'<a class="more" href="{_own(item.more_url)}" rel="nofollow">'
            f'<span aria-hidden="true">…</span>'
            f'<span class="unseen">{self.more} {item.comment.number}</span></a>'
        )

    def _edited(self, comment: Shown) -> str:
        if comment.corrected_at is not None:
            return f'<p class="refs">{self.corrected} {self._time(comment.corrected_at)}</p>'
        return f'<p class="refs">{self.changed} {self._time(comment.edited_at)}</p>'

    def _time(self, at: dt.datetime | None, name: str = "") -> str:
        """Draw a time as the byline has it: in English, ``Dec 14 2016 15:07 utc``."""
        if at is None:
            return ""
        css_class = f' class="{name}"' if name else ""
        return f'<time{css_class} datetime="{at.isoformat()}">{self.written(at)}</time>'

    def _answered_by(self, item: Item) -> str:
        more = item.answered_by_more
        rest = f" {escape(_('and %(count)d more') % {'count': more})}" if more else ""
        return self._references(self.answered_by, item.answered_by, "ref", rest)

    def _references(
        self, word: str, links: Sequence[RefLink], css_class: str, rest: str = ""
    ) -> str:
        drawn = ", ".join(_reference(link, css_class) for link in links)
        return f'<p class="refs">{word} {drawn}{rest}</p>'

    def _branch(self, item: Item) -> str:
        words = escape(_("Continue this thread"))
        return f'<a class="branch" href="{_own(item.branch_url)}">{words}</a>'

    def _reply(self, item: Item) -> str:
        return (
            f'<a class="reply" href="{_own(item.reply_url)}">{self.reply}'
            f'<span class="unseen"> {item.comment.number}</span></a>'
        )


def _own(address: str) -> str:
    """Escape an address of this site: percent-encoded, it holds nothing else that HTML minds."""
    return address.replace("&", "&amp;")


def _level(depth: int) -> str:
    return f'<p class="comment-depth">{escape(_("level %(depth)d") % {"depth": depth})}</p>'


def _reference(link: RefLink, css_class: str) -> str:
    absent = "" if link.is_present else _absent(link)
    return (
        f'<a class="{css_class}{" absent" if absent else ""}" href="{_own(link.url)}"{absent}>'
        f"{link.number} <bdi>{escape(link.name)}</bdi></a>"
    )


def _absent(link: RefLink) -> str:
    words = _("%(name)s’s comment %(number)d is not in this archive")
    return f' title="{escape(words % {"name": link.name, "number": link.number})}"'
