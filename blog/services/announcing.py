"""Telling those who want to know that an article has appeared: once, at its time."""

from django.db import transaction
from django.utils import timezone

from blog.models import Article
from blog.signals import article_published


def announce_due() -> int:
    """Announce the articles that are public by now and of which nobody was told; return how many.

    May run at any time and beside itself: each article is won by one statement.
    """
    due = Article.objects.to_announce().order_by("published_at", "pk")
    return sum(_announce(pk) for pk in due.values_list("pk", flat=True))


def _announce(pk: int) -> bool:
    with transaction.atomic():
        won = Article.objects.to_announce().filter(pk=pk).update(announced_at=timezone.now())
        if won:
            article = Article.objects.select_related("author").get(pk=pk)
            if article.is_listed:
                article_published.send(Article, article=article)
    return bool(won)
