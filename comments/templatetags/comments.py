"""How templates of articles bring in their comments, so that the blog needn't know of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from django.template import Context
from django.utils.safestring import SafeString

from accounts.models import User
from blog.models import Article
from comments.boxes import current_boxes
from comments.drawing import draw_page
from comments.editing.own_comments import (
    describe_own_comments,
    get_held_comments,
    get_just_sent,
    get_own_comments,
)
from comments.layout import layout_of
from comments.markup import draw_avatar
from comments.models import Comment, Commenter, Thread
from comments.modes import terms_of
from comments.muting.hidden_parts import get_hidden_parts
from comments.muting.muted_people import get_muted_slugs
from comments.news import news_for
from comments.peace.highlights import draw_recommended, recommended_first
from comments.policies import can_comment
from comments.submission.forms import CommentForm
from comments.submission.guest_form import render_guest_form
from comments.submission.reason_codes import get_reason_label
from comments.visitors.visitor import Visitor, get_visitor

register = template.Library()


@register.inclusion_tag("comments/_thread.html", takes_context=True)
def comment_thread(context: Context, article: Article, page: int = 1) -> dict[str, Any]:
    """Draw one page of an article's comments with the form below it.

    What is personal (one's own comments, what waits, the form of somebody signed in) stands
    outside the part that is kept. Raises ``Http404`` for a page that the thread doesn't have.
    """
    request: HttpRequest = context["request"]
    thread = _thread(article)
    terms = terms_of(thread)
    view, order = layout_of(request)
    author = get_visitor(request)
    own = get_own_comments(author, thread) if thread.pk else []
    described = describe_own_comments(author, own)
    offered = can_comment(author.user or AnonymousUser(), thread, terms)
    return {
        "article": article,
        "thread": thread,
        "comments_html": (
            draw_recommended(article=article, thread=thread, can_reply=terms.offers_form)
            if page == 1 and recommended_first(request)
            else draw_page(
                article=article,
                thread=thread,
                number=page,
                view=view,
                order=order,
                can_reply=terms.offers_form,
            )
        ),
        "ignored": get_muted_slugs(author.user),
        "hidden": get_hidden_parts(request),
        "own": described,
        "sent": get_just_sent(described),
        "waiting": get_held_comments(author, thread, own) if thread.pk else [],
        "offered": offered,
        "form": _form(request, article, author) if offered else None,
        "terms": terms,
        "news": news_for(author.user, author, thread) if author.user else None,
        "site": context.get("site"),
    }


@register.simple_tag
def guest_form(article: Article) -> SafeString:
    """Draw the form of a guest who has written nothing yet and answers nobody."""
    return render_guest_form(article)


@register.simple_tag
def comment_counts(articles: Iterable[Article]) -> Mapping[int, int]:
    """Return how many comments can be read under each article, by its id. One query."""
    return dict(
        Thread.objects.filter(article__in=list(articles)).values_list(
            "article_id", "published_count"
        )
    )


@register.inclusion_tag("comments/_boxes.html")
def comment_boxes() -> dict[str, object]:
    """Draw what is being talked about. No query while that is kept."""
    boxes = current_boxes()
    return {"recent": boxes.recent, "discussed": boxes.discussed}


@register.simple_tag
def waiting_counts(articles: Iterable[Article]) -> Mapping[int, int]:
    """Return how many comments wait under each article that has any, by its id. One query."""
    waiting = Comment.objects.waiting().filter(thread__article__in=list(articles))
    return dict(
        waiting.order_by().values_list("thread__article").annotate(count=models.Count("pk"))
    )


@register.simple_tag
def latest_waiting(author: User | None, most: int) -> list[Comment]:
    """Return the comments that have waited longest under an author's articles, or under all."""
    waiting = Comment.objects.waiting().with_article().order_by("submitted_at", "pk")
    if author is not None:
        waiting = waiting.filter(thread__article__author=author)
    return list(waiting[:most])


@register.filter
def count_of(counts: Mapping[int, int], article: Article) -> int:
    """Return one article's count out of ``comment_counts``."""
    return counts.get(article.pk, 0)


@register.filter
def why_it_waits(comment: Comment) -> str:
    """Return why a comment waits, in the words that its author is told."""
    return get_reason_label(comment.reason)


@register.filter
def shown_html(comment: Comment) -> SafeString:
    """Return a comment's text as it was sanitised when written."""
    return SafeString(comment.html)


@register.simple_tag
def avatar(commenter: Commenter, size: int) -> SafeString:
    """Draw a commenter's picture; ``size`` is one of ``comments.avatars.SIZES``."""
    return draw_avatar(commenter.slug, size)


def _thread(article: Article) -> Thread:
    """Return the thread without a query where it came with the article, and never make one."""
    try:
        thread = article.thread
    except Thread.DoesNotExist:
        thread = Thread(article=article)
    thread.article = article
    return thread


def _form(request: HttpRequest, article: Article, visitor: Visitor) -> CommentForm | None:
    """Return the form, or nothing where it would be the same for every guest (``guest_form``)."""
    reply_to = request.GET.get("reply_to", "")
    initial = {"reply_to": reply_to} if reply_to.isascii() and reply_to.isdigit() else {}
    return (
        CommentForm(article=article, visitor=visitor, initial=initial)
        if visitor.user or initial
        else None
    )
