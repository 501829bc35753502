"""Fetching what a visitor asks for, if the visitor may see it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.visitors import signed_in_user
from blog.models import Article
from blog.reading import article_at
from comments.models import Comment
from comments.policies import can_read_thread

# Year, month and basename of an article.
type Address = tuple[int, int, str]


def readable_article(request: HttpRequest, year: int, month: int, basename: str) -> Article:
    """Return the article at an address; a missing one and a forbidden one look the same."""
    article = article_at(year, month, basename)
    if article and (article.is_public or _is_for(signed_in_user(request), article)):
        return article
    raise Http404("No Article matches the given query.")


def _is_for(user: User | None, hidden: Article) -> bool:
    return user is not None and can_read_thread(user, hidden)


def readable_comment(request: HttpRequest, address: Address, number: int) -> Comment:
    """Return a comment that can be read, with thread, article and commenter.

    One that was never there and one that may not be read look the same.
    """
    article = readable_article(request, *address)
    comment = get_object_or_404(
        Comment.objects.published().select_related("thread", "commenter"),
        thread__article=article,
        number=number,
    )
    comment.thread.article = article
    return comment
