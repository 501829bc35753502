"""Helpers that send the comment form."""

from typing import Any

from django.test import Client

from blog.models import Article

FIELDS = {"name": "Nia", "email": "nia@example.org", "body": "Fine ships."}


def get_submit_url(article: Article) -> str:
    """Return the URL that the form is sent to."""
    return f"/{article.year}/{article.month:02}/{article.basename}/comments/post/"


def submit(client: Client, article: Article, headers: Any = None, **fields: Any) -> Any:
    """Send the form as Nia, with some fields changed."""
    return client.post(get_submit_url(article), FIELDS | fields, headers=headers)
