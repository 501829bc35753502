"""Helpers for posting as a trusted commenter and editing the comments."""

from typing import Any

from django.conf import settings
from django.test import Client

from blog.models import Article
from comments.models import Comment, Commenter
from tests.comments.submission.posting import submit
from tests.comments.visitors.cookies import recognize


def submit_as_rex(client: Client, article: Article, **fields: Any) -> Any:
    """Send the form as Rex, who must be trusted, from a browser in which he is recognized."""
    if settings.VISITOR_COOKIE_NAME not in client.cookies:
        recognize(client, Commenter.objects.get(email="rex@example.org"))
    return submit(client, article, **({"name": "Rex", "email": "rex@example.org"} | fields))


def get_url(comment: Comment, action: str) -> str:
    """Return the URL of a comment's ``edit`` or ``withdraw`` page."""
    article = comment.thread.article
    base = f"/{article.year}/{article.month:02}/{article.basename}/comments"
    return f"{base}/own/{comment.pk}/{action}/"


def edit(client: Client, comment: Comment, body: str, **fields: Any) -> Any:
    """Send the edit form with the current version."""
    data = {"body": body, "version": str(comment.version)} | fields
    return client.post(get_url(comment, "edit"), data)
