import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from blog.announcements.services import announce_due_articles
from blog.articles.services import save_article
from blog.models import Article
from blog.signals import article_published

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def announced() -> Iterator[list[str]]:
    """Record the titles of announced articles."""
    titles: list[str] = []

    def record(article: Article, **kwargs: object) -> None:
        titles.append(article.title)

    article_published.connect(record, dispatch_uid="tests")
    yield titles
    article_published.disconnect(dispatch_uid="tests")


def create_article(author: User | None, **fields: object) -> Article:
    """Save an article, by default a public one."""
    article = Article(title="The Lock", status="published", author=author)
    for name, value in fields.items():
        setattr(article, name, value)
    return save_article(actor=author, article=article)


def test_an_article_is_announced_once(
    ann: User,
    announced: list[str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        article = create_article(ann)
    assert announced == ["The Lock"]
    with django_capture_on_commit_callbacks(execute=True):
        article.refresh_from_db()
        save_article(actor=ann, article=article)
    announce_due_articles()
    assert announced == ["The Lock"]


def test_a_scheduled_article_is_announced_at_its_time(ann: User, announced: list[str]) -> None:
    create_article(ann, published_at=timezone.now() + HOUR)
    announce_due_articles()
    assert announced == []
    with time_machine.travel(timezone.now() + HOUR + dt.timedelta(seconds=1)):
        call_command("announce_articles", verbosity=0)
    assert announced == ["The Lock"]


def test_a_draft_is_announced_when_it_is_published(ann: User, announced: list[str]) -> None:
    article = create_article(ann, status="draft")
    announce_due_articles()
    assert announced == []
    article.status = Article.Status.PUBLISHED
    save_article(actor=ann, article=article)
    announce_due_articles()
    assert announced == ["The Lock"]


def test_imported_articles_are_not_announced(db: None, announced: list[str]) -> None:
    create_article(None)
    announce_due_articles()
    assert announced == []


def test_unlisted_articles_are_not_announced(ann: User, announced: list[str]) -> None:
    create_article(ann, is_listed=False)
    announce_due_articles()
    assert announced == []
