"""The comments that a new comment replies to."""

from collections.abc import Sequence

from blog.models import Article
from comments.models import Comment


def load_reply_targets(article: Article, numbers: Sequence[int]) -> list[Comment]:
    """Return the readable comments with the given numbers, in the given order. One query."""
    rows = Comment.objects.published().filter(thread__article=article, number__in=numbers)
    comments = sorted(
        rows.select_related("thread", "commenter"),
        key=lambda comment: numbers.index(comment.number or 0),
    )
    for comment in comments:
        comment.thread.article = article
    return comments
