from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from blog.articles.access import get_readable_article
from comments.models import Comment

# Year, month, and slug of an article.
type Address = tuple[int, int, str]


def get_readable_comment(request: HttpRequest, address: Address, number: int) -> Comment:
    """Return a published comment with its thread, article, and commenter.

    Raises ``Http404`` if there is no such comment or the visitor can't read the article.
    """
    article = get_readable_article(request, *address)
    comment = get_object_or_404(
        Comment.objects.published().select_related("thread", "commenter"),
        thread__article=article,
        number=number,
    )
    comment.thread.article = article
    return comment
