"""Atom feeds of comments, with threading (RFC 4685)."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from blog.feeds.atom import (
    AtomFeed,
    Category,
    Entry,
    Feed,
    InReplyTo,
    build_article_id,
    make_urls_absolute,
)
from blog.models import Article
from blog.site.current import build_absolute_url, get_current_site
from comments.models import Comment, Commenter
from comments.models.comment import CommentQuerySet
from comments.rendering.reply_targets import (
    ReplyTarget,
    get_reply_targets,
    prefetch_reply_targets,
)

SITE_FEED_LENGTH = 50
# Long enough for daily readers of a busy thread.
THREAD_FEED_LENGTH = 100


class AllCommentsFeed(AtomFeed):
    """The newest comments on the whole site."""

    def build_feed(self, request: HttpRequest, **address: object) -> Feed:
        comments = Comment.objects.listed().newest_first()
        return Feed(
            title=_("%(site)s: comments") % {"site": get_current_site().title},
            page=reverse("blog:home"),
            entries=_load_entries(comments, SITE_FEED_LENGTH),
        )


class ThreadFeed(AtomFeed):
    """The newest comments on one article."""

    def build_feed(self, request: HttpRequest, **address: object) -> Feed:
        article = get_object_or_404(Article.objects.published().filter(**address))
        comments = Comment.objects.public().numbered().filter(thread__article=article)
        return Feed(
            title=_("%(article)s: comments") % {"article": article.title},
            page=article.get_absolute_url(),
            entries=_load_entries(comments.order_by("-number"), THREAD_FEED_LENGTH),
            since=article.published_at,
        )


class CommenterFeed(AtomFeed):
    """The newest public comments by one commenter."""

    def build_feed(self, request: HttpRequest, **address: object) -> Feed:
        commenter = get_object_or_404(Commenter, **address)
        comments = Comment.objects.filter(commenter=commenter).listed().newest_first()
        entries = _load_entries(comments, SITE_FEED_LENGTH)
        if not entries:
            raise Http404("This commenter has no public comments")
        return Feed(
            title=_("Comments by %(name)s") % {"name": commenter.name},
            page=commenter.get_absolute_url(),
            entries=entries,
        )


def build_comment_id(article: Article, number: int | None) -> str:
    """Return the permanent ID of a comment in feeds."""
    return f"{build_article_id(article)}/comment/{number}"


def _load_entries(comments: CommentQuerySet, count: int) -> list[Entry]:
    """Return entries for the first ``count`` comments. Two queries."""
    rows = comments.with_article().prefetch_related(prefetch_reply_targets("references"))
    return [_build_entry(comment) for comment in rows[:count]]


def _build_entry(comment: Comment) -> Entry:
    article = comment.thread.article
    url = build_absolute_url(comment.get_absolute_url())
    published = comment.published_at or comment.submitted_at
    targets = get_reply_targets(comment)
    return Entry(
        id=build_comment_id(article, comment.number),
        title=_("%(name)s on “%(article)s” (#%(number)s)")
        % {"name": comment.name_with_role, "article": article.title, "number": comment.number},
        url=url,
        published=published,
        updated=comment.edited_at or published,
        author=comment.author_name,
        author_url=comment.author_url,
        author_role=Category(comment.author_role, comment.get_author_role_display())
        if comment.author_role
        else None,
        html=_render_reply_targets(targets) + make_urls_absolute(comment.html, url),
        in_reply_to=[_build_in_reply_to(article, target) for target in targets],
    )


def _build_in_reply_to(article: Article, target: ReplyTarget) -> InReplyTo:
    return InReplyTo(ref=build_comment_id(article, target.number), href=target.url)


def _render_reply_targets(targets: Sequence[ReplyTarget]) -> str:
    """Return a line of HTML with the answered comments, as on the page."""
    if not targets:
        return ""
    links = format_html_join(
        ", ", '<a href="{}">#{} {}</a>', ((one.url, one.number, one.name) for one in targets)
    )
    return format_html("<p>{} {}</p>\n", _("In reply to"), links)
