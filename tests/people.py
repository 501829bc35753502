"""Fixtures for users, commenters, articles and threads.

Ann and Art are authors, Mo is a moderator, Ed an editor. Rex is a regular commenter, Nia a new one,
Spike a spammer. Otto has an account without a role.
"""

import datetime as dt
from typing import Protocol

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts import roles
from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter, Thread
from comments.submission.services import submit_comment
from comments.threads.services.importing import ImportedComment, import_comments
from comments.threads.services.threads import get_or_create_thread
from comments.visitors.services.commenters import get_or_create_guest, set_trust

ARTICLE_DAY = dt.datetime(2016, 12, 12, 18, 0, tzinfo=dt.UTC)


def make_user(username: str, *, role: str = "") -> User:
    """Create a user. Users with a role have access to the admin."""
    user = User.objects.create_user(
        username,
        email=f"{username}@example.com",
        display_name=username.capitalize(),
        is_staff=bool(role),
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def ann(db: None) -> User:
    return make_user("ann", role=roles.AUTHOR)


@pytest.fixture
def art(db: None) -> User:
    """An author without articles."""
    return make_user("art", role=roles.AUTHOR)


@pytest.fixture
def mo(db: None) -> User:
    return make_user("mo", role=roles.MODERATOR)


@pytest.fixture
def ed(db: None) -> User:
    return make_user("ed", role=roles.EDITOR)


@pytest.fixture
def otto(db: None) -> User:
    return make_user("otto")


@pytest.fixture
def rex(db: None) -> Commenter:
    commenter = get_or_create_guest(name="Rex", email="rex@example.org")
    set_trust(commenter=commenter, trust=Commenter.Trust.TRUSTED)
    return commenter


@pytest.fixture
def nia(db: None) -> Commenter:
    return get_or_create_guest(name="Nia", email="nia@example.org")


@pytest.fixture
def spike(db: None) -> Commenter:
    return get_or_create_guest(name="Spike", email="spike@pills.example")


class MakeArticle(Protocol):
    """Creates an article by Ann, published on ``ARTICLE_DAY`` by default."""

    def __call__(self, title: str = ..., **fields: object) -> Article: ...


def create_article(title: str = "The Harbour", **fields: object) -> Article:
    """Create an article, published on ``ARTICLE_DAY`` by default. ``author`` is required."""
    published_at = fields.pop("published_at", ARTICLE_DAY)
    assert isinstance(published_at, dt.datetime)
    defaults: dict[str, object] = {
        "title": title,
        "basename": title.lower().replace(" ", "-"),
        "status": Article.Status.PUBLISHED,
        "published_at": published_at,
        "updated_at": published_at,
        "year": published_at.year,
        "month": published_at.month,
        "source": "<p>The harbour is full of ships.</p>",
        "html": "<p>The harbour is full of ships.</p>",
        "text": "The harbour is full of ships.",
    }
    return Article.objects.create(**(defaults | fields))


@pytest.fixture
def make_article(ann: User) -> MakeArticle:
    def make(title: str = "The Harbour", **fields: object) -> Article:
        return create_article(title, **({"author": ann} | fields))

    return make


@pytest.fixture
def article(make_article: MakeArticle) -> Article:
    return make_article()


@pytest.fixture
def thread(article: Article) -> Thread:
    return get_or_create_thread(article)


class CreateComment(Protocol):
    """Submits a comment to the thread: ``create_comment(rex, "Hello")``."""

    def __call__(
        self, commenter: Commenter, body: str, reply_to: Comment | None = ...
    ) -> Comment: ...


@pytest.fixture
def create_comment(thread: Thread) -> CreateComment:

    def create(commenter: Commenter, body: str, reply_to: Comment | None = None) -> Comment:
        result = submit_comment(thread=thread, commenter=commenter, body=body, reply_to=reply_to)
        assert result.comment is not None
        return result.comment

    return create


def fill_thread(thread: Thread, count: int, *, reply_every: int = 0) -> list[Comment]:
    """Import ``count`` comments by ten commenters, one per minute, and return them.

    If ``reply_every`` is n, each n-th comment is a reply to the previous one.
    """
    start = timezone.now() - dt.timedelta(days=30)
    names = ["Ada", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jun"]
    return import_comments(
        thread=thread,
        comments=[
            ImportedComment(
                author_name=names[n % 10],
                body=f"Remark {n} about ships.",
                published_at=start + dt.timedelta(minutes=n),
                parent=n - 1 if reply_every and n and n % reply_every == 0 else None,
            )
            for n in range(count)
        ],
    )
