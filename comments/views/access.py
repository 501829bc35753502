"""Fetching the comment that a visitor asks for, if the visitor may see it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from blog.articles.access import get_readable_article
from comments.models import Comment

# Year, month and basename of an article.
type Address = tuple[int, int, str]


def readable_comment(request: HttpRequest, address: Address, number: int) -> Comment:
    """Return a comment that can be read, with thread, article and commenter.

    One that was never there and one that may not be read look the same.
    """
    article = get_readable_article(request, *address)
    comment = get_object_or_404(
        Comment.objects.published().select_related("thread", "commenter"),
        thread__article=article,
        number=number,
    )
    comment.thread.article = article
    return comment
