"""How tests write as somebody whose comments are published at once, and find their own."""

from typing import Any

from django.test import Client

from blog.models import Article
from comments.models import Comment
from tests.comments.submission.posting import submit


def submit_as_rex(client: Client, article: Article, **fields: Any) -> Any:
    """Send the form as Rex, who must be known as a regular."""
    return submit(client, article, **({"name": "Rex", "email": "rex@example.org"} | fields))


def get_url(comment: Comment, what: str) -> str:
    """Return the address of a comment's ``edit`` or ``withdraw`` page."""
    article = comment.thread.article
    base = f"/{article.year}/{article.month:02}/{article.basename}/comments"
    return f"{base}/own/{comment.pk}/{what}/"


def edit(client: Client, comment: Comment, body: str, **fields: Any) -> Any:
    """Send the form that changes a comment, resting on the version as it was read."""
    data = {"body": body, "version": str(comment.version)} | fields
    return client.post(get_url(comment, "edit"), data)
