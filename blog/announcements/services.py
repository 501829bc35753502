"""Notify other apps, once per article, when articles become public."""

from django.db import transaction
from django.utils import timezone

from blog.models import Article
from blog.signals import article_published


def announce_due_articles() -> int:
    """Announce articles that have become public since the last call.

    Returns how many there were. Safe to run concurrently: each article is claimed by a single
    UPDATE.
    """
    due = Article.objects.to_announce().order_by("published_at", "pk")
    return sum(_announce(pk) for pk in due.values_list("pk", flat=True))


def _announce(pk: int) -> bool:
    with transaction.atomic():
        is_claimed = Article.objects.to_announce().filter(pk=pk).update(announced_at=timezone.now())
        if is_claimed:
            article = Article.objects.select_related("author").get(pk=pk)
            if article.is_listed:
                article_published.send(Article, article=article)
    return bool(is_claimed)
