"""Render comments as HTML.

A page has a hundred comments with a dozen values each. f-strings render them nine times as fast as
Django templates and three times as fast as Jinja2
(``docs/decisions/0022-comment-markup-stays-in-python.md``). Therefore, this module must do the
escaping itself: every value is either escaped here or was sanitized when the comment was written.

Each comment is an ``h-cite`` (microformats2) with a ``u-in-reply-to`` for each comment it replies
to.
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

from comments.models import Comment
from comments.rendering import avatars, signature_markup
from comments.rendering.items import CommentItem, ReferenceLink
from comments.rendering.recommendation_slices import are_recommendations_enabled
from comments.rendering.rows import CommentRow
from core import datetime_format

# Included in every cache key because these files determine the markup.
_FILES = (__file__, signature_markup.__file__, datetime_format.__file__)
VERSION = hashlib.sha256(b"".join(Path(file).read_bytes() for file in _FILES)).hexdigest()[:16]
# Indentation steps in the style sheet. Deeper comments state their level in words.
MAX_INDENT_STEP = 12


def render_comments(items: Iterable[CommentItem], *, can_reply: bool) -> SafeString:
    """Return the comments and stubs of one page as HTML.

    ``can_reply`` adds a Reply link to each comment.
    """
    renderer = _Renderer(can_reply=can_reply)
    return mark_safe("\n".join(map(renderer.render, items)))  # noqa: S308 - see the module's docstring


def render_preview(item: CommentItem) -> SafeString:
    """Return an unpublished comment as HTML, without a number, time, or links."""
    return SafeString(_Renderer(can_reply=False).render_preview(item))


def render_avatar(slug: str, size: int = avatars.SIZES[0], *, path_pattern: str = "") -> SafeString:
    """Return a commenter's avatar as HTML, or nothing if avatars are turned off.

    ``size`` is in pixels; the CSS width is half that, for high-density screens. The alt text is
    empty on purpose because the name is next to the avatar. See ``avatars.build_avatar_url`` for
    ``path_pattern``.
    """
    if not settings.COMMENT_AVATARS:
        return SafeString("")
    return _build_avatar_tag(slug, size, path_pattern or avatars.get_avatar_path_pattern())


def render_role_badge(role: str) -> SafeString:
    """Return the badge of a comment as HTML, or nothing if its author had no role."""
    return SafeString(build_role_badges()[role])


def build_role_badges() -> dict[str, str]:
    """Return the badges as HTML in the current language, by role; an empty role has no badge."""
    return {"": ""} | {role.value: _build_role_badge(role) for role in Comment.AuthorRole}


def _build_role_badge(role: Comment.AuthorRole) -> str:
    return f'<span class="role-badge p-role" data-role="{role}">{escape(str(role.label))}</span>'


@lru_cache(maxsize=4096)
def _build_avatar_tag(slug: str, size: int, path_pattern: str) -> SafeString:
    url = escape(avatars.build_avatar_url(slug, size, path_pattern=path_pattern))
    return SafeString(
        f'<img class="avatar" src="{url}" width="{size // 2}"'
        f' height="{size // 2}" alt="" loading="lazy" decoding="async">'
    )


@dataclass(frozen=True, slots=True)
class _Renderer:
    """Renders the comments on one page, looking up translations and paths only once."""

    can_reply: bool
    comment_label: str = field(default_factory=lambda: escape(_("Comment")))
    website_label: str = field(default_factory=lambda: escape(_("website")))
    in_reply_to_label: str = field(default_factory=lambda: escape(_("In reply to")))
    replies_label: str = field(default_factory=lambda: escape(_("Replies:")))
    edited_label: str = field(default_factory=lambda: escape(_("Edited")))
    moderator_edited_label: str = field(default_factory=lambda: escape(_("Edited by a moderator")))
    reply_label: str = field(default_factory=lambda: escape(_("Reply")))
    featured_label: str = field(default_factory=lambda: escape(_("Featured")))
    role_badges: dict[str, str] = field(default_factory=build_role_badges)
    menu_label: str = field(default_factory=lambda: escape(_("Actions for comment #%(number)d")))
    has_recommendations: bool = field(default_factory=are_recommendations_enabled)
    commenter_path: str = field(
        default_factory=lambda: reverse("comments:commenter", args=["-"]).removesuffix("-/")
    )
    avatar_path_pattern: str = field(default_factory=avatars.get_avatar_path_pattern)
    format_time: Callable[[dt.datetime], str] = field(
        default_factory=datetime_format.get_datetime_formatter
    )
    # In a conversation, the same authors appear on a page many times.
    author_cache: dict[tuple[str, str, str, str], str] = field(default_factory=dict)

    def render(self, item: CommentItem) -> str:
        """Render one comment or its stub."""
        number = item.comment.number
        is_readable = item.comment.is_readable
        content = self._render_readable(item) if is_readable else self._render_stub(item)
        kind = "p-comment h-cite" if is_readable else "stub"
        status = "" if is_readable else f' data-status="{item.comment.status}"'
        step = f" d{min(item.depth, MAX_INDENT_STEP)}" if item.depth else ""
        return (
            f'<article class="comment {kind}{step}" id="c{number}"{status}>'
            '<header class="comment-head">'
            f'<a class="comment-number u-url" href="{_escape_own_url(item.url)}">'
            f'<span class="visually-hidden">{self.comment_label}</span> {number}</a>'
            f"{content}</article>"
        )

    def render_preview(self, item: CommentItem) -> str:
        name = escape(item.comment.author_name)
        return (
            '<article class="comment"><header class="comment-head"><div class="comment-by">'
            f'<h3 dir="auto">{name}</h3>{self.role_badges[item.comment.author_role]}'
            f"{self._render_website(item.comment)}</div></header>"
            f"{self._render_text(item)}</article>"
        )

    def _render_readable(self, item: CommentItem) -> str:
        comment = item.comment
        is_edited = comment.edited_at or comment.moderator_edited_at
        # Conditions are checked here because most comments lack these parts, and calling the
        # functions would cost more than everything else.
        return (
            f"{self._render_author(comment)}"
            f"{self._render_time(comment.published_at, 'dt-published')}"
            f"{_render_level(item.depth) if item.depth > MAX_INDENT_STEP else ''}</header>"
            f"{self._render_featured() if comment.featured_at else ''}"
            f"{self._render_text(item)}"
            f"{self._render_edited(comment) if is_edited else ''}"
            f'<footer class="comment-foot">'
            f"{self._render_replies(item) if item.replies else ''}"
            f"{_render_branch_link(item) if item.branch_url else ''}"
            f"{self._render_recommendations(comment) if comment.recommend_count else ''}"
            f"{self._render_menu_link(item)}"
            f"{self._render_reply_link(item) if self.can_reply else ''}</footer>"
        )

    def _render_stub(self, item: CommentItem) -> str:
        return (
            f'<p class="stub-text">{escape(item.stub_text)}</p></header>'
            f'<footer class="comment-foot">'
            f"{self._render_replies(item) if item.replies else ''}"
            f"{_render_branch_link(item) if item.branch_url else ''}</footer>"
        )

    def _render_text(self, item: CommentItem) -> str:
        html = signature_markup.mark_signature(item.comment.html, item.comment.author_name)
        text = f'<div class="prose e-content" dir="auto">{html}</div>'
        if not item.in_reply_to:
            return text
        indented = "".join(
            f'<data class="u-in-reply-to" value="{_escape_own_url(link.url)}"></data>'
            for link in item.in_reply_to
            if link.is_indented
        )
        named = [link for link in item.in_reply_to if not link.is_indented]
        links = _render_links(self.in_reply_to_label, named, "ref u-in-reply-to") if named else ""
        return f"{links}{indented}{text}"

    def _render_website(self, comment: CommentRow) -> str:
        if not comment.author_url:
            return ""
        return (
            f'<a class="comment-site u-url" href="{escape(comment.author_url)}"'
            f' rel="nofollow ugc noopener">{self.website_label}</a>'
        )

    def _render_author(self, comment: CommentRow) -> str:
        key = (comment.slug, comment.author_name, comment.author_url, comment.author_role)
        if key not in self.author_cache:
            self.author_cache[key] = self._build_author(comment)
        return self.author_cache[key]

    def _build_author(self, comment: CommentRow) -> str:
        return (
            '<div class="comment-by p-author h-card">'
            f"{render_avatar(comment.slug, path_pattern=self.avatar_path_pattern)}"
            '<h3><a class="p-name u-url" dir="auto"'
            f' href="{self.commenter_path}{quote(comment.slug)}/">'
            f"{escape(comment.author_name)}</a></h3>{self.role_badges[comment.author_role]}"
            f"{self._render_website(comment)}</div>"
        )

    def _render_featured(self) -> str:
        return f'<p class="featured">{self.featured_label}</p>'

    def _render_recommendations(self, comment: CommentRow) -> str:
        if not self.has_recommendations:
            return ""
        count = comment.recommend_count
        text = ngettext("%(count)d recommendation", "%(count)d recommendations", count)
        return f'<p class="recommended" data-count="{count}">{escape(text % {"count": count})}</p>'

    def _render_menu_link(self, item: CommentItem) -> str:
        label = self.menu_label % {"number": item.comment.number}
        return (
            f'<a class="menu-link" href="{_escape_own_url(item.menu_url)}" rel="nofollow">'
            f'<span aria-hidden="true">…</span><span class="visually-hidden">{label}</span></a>'
        )

    def _render_edited(self, comment: CommentRow) -> str:
        if comment.moderator_edited_at is not None:
            time = self._render_time(comment.moderator_edited_at)
            return f'<p class="refs edited">{self.moderator_edited_label} {time}</p>'
        return (
            f'<p class="refs edited">{self.edited_label} {self._render_time(comment.edited_at)}</p>'
        )

    def _render_time(self, at: dt.datetime | None, css_class: str = "") -> str:
        if at is None:
            return ""
        attribute = f' class="{css_class}"' if css_class else ""
        utc = datetime_format.format_utc(at)
        return f'<time{attribute} datetime="{utc}">{self.format_time(at)}</time>'

    def _render_replies(self, item: CommentItem) -> str:
        more = item.more_replies
        suffix = f" {escape(_('and %(count)d more') % {'count': more})}" if more else ""
        return _render_links(self.replies_label, item.replies, "ref", suffix)

    def _render_reply_link(self, item: CommentItem) -> str:
        return (
            f'<a class="reply" href="{_escape_own_url(item.reply_url)}" rel="nofollow">'
            f'{self.reply_label}<span class="visually-hidden"> #{item.comment.number}</span></a>'
        )


def _escape_own_url(url: str) -> str:
    """Escape a URL built by this app. It is percent-encoded, so only ``&`` needs escaping."""
    return url.replace("&", "&amp;")


def _render_branch_link(item: CommentItem) -> str:
    label = escape(_("Continue this thread"))
    return f'<a class="branch" href="{_escape_own_url(item.branch_url)}">{label}</a>'


def _render_level(depth: int) -> str:
    return f'<p class="comment-depth">{escape(_("Level %(depth)d") % {"depth": depth})}</p>'


def _render_links(
    label: str, links: Sequence[ReferenceLink], css_class: str, suffix: str = ""
) -> str:
    rendered = ", ".join(_render_link(link, css_class) for link in links)
    return f'<p class="refs">{label} {rendered}{suffix}</p>'


def _render_link(link: ReferenceLink, css_class: str) -> str:
    title = ""
    if not link.is_present:
        css_class, title = f"{css_class} unavailable", _render_unavailable_title(link)
    return (
        f'<a class="{css_class}" href="{_escape_own_url(link.url)}"'
        f"{title}><bdi>#{link.number}</bdi> <bdi>{escape(link.name)}</bdi></a>"
    )


def _render_unavailable_title(link: ReferenceLink) -> str:
    text = _("Comment #%(number)d by %(name)s isn’t in this archive")
    return f' title="{escape(text % {"name": link.name, "number": link.number})}"'
