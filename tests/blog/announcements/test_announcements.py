"""That an article has appeared is told once, at its time, and never of imported ones."""

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
def told() -> Iterator[list[str]]:
    """The titles of the articles that were announced, in order."""
    titles: list[str] = []

    def hear(article: Article, **kwargs: object) -> None:
        titles.append(article.title)

    article_published.connect(hear, dispatch_uid="tests")
    yield titles
    article_published.disconnect(dispatch_uid="tests")


def write(author: User | None, **fields: object) -> Article:
    """Write an article that is public now unless it says otherwise."""
    article = Article(title="The Lock", status="published", author=author)
    for name, value in fields.items():
        setattr(article, name, value)
    return save_article(actor=author, article=article)


def test_once(
    ann: User,
    told: list[str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        article = write(ann)
    assert told == ["The Lock"]
    with django_capture_on_commit_callbacks(execute=True):
        article.refresh_from_db()
        save_article(actor=ann, article=article)
    announce_due_articles()
    assert told == ["The Lock"]


def test_at_its_time(ann: User, told: list[str]) -> None:
    write(ann, published_at=timezone.now() + HOUR)
    announce_due_articles()
    assert told == []
    with time_machine.travel(timezone.now() + HOUR + dt.timedelta(seconds=1)):
        call_command("announce_articles", verbosity=0)
    assert told == ["The Lock"]


def test_a_draft_when_it_is_published(ann: User, told: list[str]) -> None:
    article = write(ann, status="draft")
    announce_due_articles()
    assert told == []
    article.status = Article.Status.PUBLISHED
    save_article(actor=ann, article=article)
    announce_due_articles()
    assert told == ["The Lock"]


def test_never_of_what_the_site_itself_writes(db: None, told: list[str]) -> None:
    write(None)
    announce_due_articles()
    assert told == []


def test_never_of_an_unlisted_one(ann: User, told: list[str]) -> None:
    write(ann, is_listed=False)
    announce_due_articles()
    assert told == []
