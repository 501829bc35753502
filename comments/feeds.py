"""Atom feeds of comments, with what each comment answers (RFC 4685)."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.feeds.atom import AtomFeed, Entry, Feed, InReplyTo, build_article_id, make_urls_absolute
from blog.models import Article
from blog.site.current import build_absolute_url, get_current_site
from comments.models import Comment, Commenter, Reference
from comments.models.comment import CommentQuerySet

ALL_COMMENTS = 50
# A reader who looks in once a day misses nothing of a busy thread's last page.
THREAD_COMMENTS = 100


class AllCommentsFeed(AtomFeed):
    """The newest comments of the whole site."""

    def build_feed(self, request: HttpRequest, **address: object) -> Feed:
        """Return the feed of all threads."""
        comments = Comment.objects.listed().newest_first()
        return Feed(
            title=_("%(site)s: comments") % {"site": get_current_site().title},
            page=reverse("blog:home"),
            entries=_entries(comments, ALL_COMMENTS),
        )


class ThreadFeed(AtomFeed):
    """The newest comments under one article."""

    def build_feed(self, request: HttpRequest, **address: object) -> Feed:
        """Return the feed of the article at this address."""
        article = get_object_or_404(Article.objects.published().filter(**address))
        comments = Comment.objects.public().filter(thread__article=article).order_by("-number")
        return Feed(
            title=_("%(article)s: comments") % {"article": article.title},
            page=article.get_absolute_url(),
            entries=_entries(comments, THREAD_COMMENTS),
            since=article.published_at,
        )


class PersonFeed(AtomFeed):
    """The newest public comments of one commenter."""

    def build_feed(self, request: HttpRequest, **address: object) -> Feed:
        """Return the feed of the commenter at this address, if anybody may know of them."""
        commenter = get_object_or_404(Commenter, **address)
        comments = Comment.objects.filter(commenter=commenter).listed().newest_first()
        entries = _entries(comments, ALL_COMMENTS)
        if not entries:
            raise Http404("This commenter has said nothing in public")
        return Feed(
            title=_("Comments by %(name)s") % {"name": commenter.name},
            page=commenter.get_absolute_url(),
            entries=entries,
        )


def _entries(comments: CommentQuerySet, count: int) -> list[Entry]:
    """Return the entries of the first ``count`` comments. Two queries."""
    present = Reference.objects.filter(target__isnull=False).order_by("target_number")
    rows = comments.with_article().prefetch_related(Prefetch("references", present))
    return [_entry(comment) for comment in rows[:count]]


def _entry(comment: Comment) -> Entry:
    article = comment.thread.article
    url = build_absolute_url(comment.get_absolute_url())
    published = comment.published_at or comment.submitted_at
    return Entry(
        id=comment_id(article, comment.number),
        title=_("%(name)s on “%(article)s”, %(number)s")
        % {"name": comment.author_name, "article": article.title, "number": comment.number},
        url=url,
        published=published,
        updated=comment.edited_at or published,
        author=comment.author_name,
        author_url=comment.author_url,
        html=make_urls_absolute(comment.html, url),
        in_reply_to=[_answered(article, one.target_number) for one in comment.references.all()],
    )


def _answered(article: Article, number: int) -> InReplyTo:
    path = reverse("comments:permalink", args=[*article.address, number])
    return InReplyTo(ref=comment_id(article, number), href=build_absolute_url(path))


def comment_id(article: Article, number: int | None) -> str:
    """Return the id of a comment in feeds, which is the same for ever, as its number is."""
    return f"{build_article_id(article)}/comment/{number}"
