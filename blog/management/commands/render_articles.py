"""``manage.py render_articles``: make the HTML of all articles anew."""

from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import batched
from typing import Any

from django.core.management.base import BaseCommand

from blog.models import Article
from blog.rendering import render
from blog.services.rendering import RENDERED

_BATCH = 100


class Command(BaseCommand):
    """Render all articles, after the sanitising policy has changed."""

    help = "Make the HTML of all articles from their sources again. Their dates stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the one option."""
        parser.add_argument("--dry-run", action="store_true", help="only say how many would change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk through the articles; memory holds one batch of them."""
        read = changed = 0
        articles = Article.objects.only("source", "markup", *RENDERED).order_by("pk")
        for batch in batched(articles.iterator(_BATCH), _BATCH):
            new = list(_rendered_anew(batch))
            if not options["dry_run"]:
                Article.objects.bulk_update(new, RENDERED)
            read += len(batch)
            changed += len(new)
        verb = "would change" if options["dry_run"] else "changed"
        self.stdout.write(f"{read} articles read, {changed} {verb}.")


def _rendered_anew(articles: tuple[Article, ...]) -> Iterator[Article]:
    """Render each article and yield those that it changed."""
    for article in articles:
        before = _rendering(article)
        render(article)
        if _rendering(article) != before:
            yield article


def _rendering(article: Article) -> tuple[object, ...]:
    return tuple(getattr(article, name) for name in RENDERED)
