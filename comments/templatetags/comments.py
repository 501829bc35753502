"""Template tags for adding comments to article pages without ``blog`` importing this app."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from django.template import Context
from django.utils.safestring import SafeString

from accounts.models import User
from blog.models import Article
from comments.editing.own_comments import (
    describe_own_comments,
    get_held_comments,
    get_just_posted,
    get_own_comments,
)
from comments.models import Comment, Commenter, Thread
from comments.muting.hidden_parts import get_hidden_parts
from comments.muting.muted_people import get_muted_slugs
from comments.policies import can_comment
from comments.rendering.cached_html import render_page
from comments.rendering.comment_html import render_avatar, render_role_badge
from comments.rendering.highlights import is_most_recommended_requested, render_most_recommended
from comments.rendering.rows import CommentRow
from comments.submission.exemption import is_exempt
from comments.submission.forms import CommentForm
from comments.submission.guest_form import render_guest_form
from comments.submission.reply_targets import load_reply_targets
from comments.threads.comment_policy import get_effective_policy
from comments.threads.layout import get_layout
from comments.threads.missing_number import get_missing_number
from comments.threads.sidebar import RecentComment, get_sidebar
from comments.threads.unread import get_unread
from comments.visitors.visitor import Visitor, get_visitor

register = template.Library()


@register.inclusion_tag("comments/threads/_thread.html", takes_context=True)
def comment_thread(context: Context, article: Article, page: int = 1) -> dict[str, Any]:
    """Render one page of an article's comments with the form below them.

    Personal parts (own and held comments, and the form for logged-in users) are rendered outside
    the cached part. Raises ``Http404`` if the thread has no such page.
    """
    request: HttpRequest = context["request"]
    thread = _get_thread(article)
    effective_policy = get_effective_policy(thread)
    view, order = get_layout(request)
    visitor = get_visitor(request)
    own = get_own_comments(visitor, thread) if thread.pk else []
    described = describe_own_comments(visitor, own)
    may_comment = can_comment(visitor.user or AnonymousUser(), thread, effective_policy)
    return {
        "article": article,
        "thread": thread,
        "comments_html": (
            render_most_recommended(
                article=article, thread=thread, can_reply=effective_policy.offers_form
            )
            if page == 1 and is_most_recommended_requested(request)
            else render_page(
                article=article,
                thread=thread,
                number=page,
                view=view,
                order=order,
                can_reply=effective_policy.offers_form,
            )
        ),
        "muted_slugs": get_muted_slugs(visitor.user),
        "hidden": get_hidden_parts(request),
        "own_comments": described,
        "posted": get_just_posted(described),
        "held_comments": get_held_comments(visitor, thread, own) if thread.pk else [],
        "can_comment": may_comment,
        "form": _build_form(request, article, visitor) if may_comment else None,
        "effective_policy": effective_policy,
        "is_exempt": may_comment and is_exempt(visitor, thread, effective_policy, own),
        "missing_number": get_missing_number(request, thread),
        "unread": get_unread(visitor.user, visitor, thread) if visitor.user else None,
        "site": context.get("site"),
    }


@register.simple_tag
def guest_form(article: Article) -> SafeString:
    """Render the empty comment form for a guest."""
    return render_guest_form(article)


@register.inclusion_tag("comments/submission/_reply_targets.html")
def reply_targets(article: Article, numbers: Sequence[int]) -> dict[str, object]:
    """Render the comments that a form replies to. One query."""
    return {"comments": load_reply_targets(article, numbers)}


@register.simple_tag
def comment_counts(articles: Iterable[Article]) -> Mapping[int, int]:
    """Return the number of readable comments by article ID. One query."""
    return dict(
        Thread.objects.filter(article__in=list(articles)).values_list(
            "article_id", "published_count"
        )
    )


@register.inclusion_tag("comments/threads/_sidebar.html")
def comment_sidebar() -> dict[str, object]:
    """Render the latest comments and most discussed articles. No queries if they are cached."""
    sidebar = get_sidebar()
    return {"recent": sidebar.recent, "discussed": sidebar.discussed}


@register.simple_tag
def pending_counts(articles: Iterable[Article]) -> Mapping[int, int]:
    """Return the number of held comments by article ID. One query."""
    held = Comment.objects.held().filter(thread__article__in=list(articles))
    return dict(held.order_by().values_list("thread__article").annotate(count=models.Count("pk")))


@register.simple_tag
def oldest_pending(author: User | None, limit: int) -> list[Comment]:
    """Return up to ``limit`` held comments on the author's articles, oldest first.

    If ``author`` is None, return held comments on all articles.
    """
    held = Comment.objects.held().with_article().order_by("submitted_at", "pk")
    if author is not None:
        held = held.filter(thread__article__author=author)
    return list(held[:limit])


@register.filter
def count_for(counts: Mapping[int, int], article: Article) -> int:
    """Return an article's count from the result of ``comment_counts`` or ``pending_counts``."""
    return counts.get(article.pk, 0)


@register.filter
def comment_html(comment: Comment) -> SafeString:
    """Return a comment's HTML, which was sanitized when it was written."""
    return SafeString(comment.html)


@register.simple_tag
def avatar(commenter: Commenter, size: int) -> SafeString:
    """Render a commenter's avatar. ``size`` is one of ``comments.rendering.avatars.SIZES``."""
    return render_avatar(commenter.slug, size)


@register.simple_tag
def role_badge(comment: Comment | CommentRow | RecentComment) -> SafeString:
    """Render a comment's badge, or nothing if its author had no role in the thread."""
    return render_role_badge(comment.author_role)


def _get_thread(article: Article) -> Thread:
    """Return the article's thread, or an unsaved one. No query if the thread is already loaded."""
    try:
        thread = article.thread
    except Thread.DoesNotExist:
        thread = Thread(article=article)
    thread.article = article
    return thread


def _build_form(request: HttpRequest, article: Article, visitor: Visitor) -> CommentForm | None:
    """Return a form for this visitor, or None to use the form shared by all guests.

    Guests get a form of their own only if they reply to a comment. See ``guest_form``.
    """
    reply_to = request.GET.get("reply_to", "")
    is_number = reply_to.isascii() and reply_to.isdigit() and len(reply_to) < 10
    initial = {"reply_to": reply_to} if is_number else {}
    return (
        CommentForm(article=article, visitor=visitor, initial=initial)
        if visitor.user or initial
        else None
    )
