"""Fixtures for crawling the site."""

import pytest
from django.test import Client

from accounts.models import User
from blog.models import Category, Page, Redirect, Series, Tag
from comments.models import Commenter, Thread
from moderation.bans.services import create_ban
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from tests.people import CreateComment, MakeArticle


@pytest.fixture
def _content(
    make_article: MakeArticle,
    thread: Thread,
    create_comment: CreateComment,
    rex: Commenter,
    nia: Commenter,
    ed: User,
) -> None:
    """Articles, one with comments and decisions, and one of everything that they can belong to."""
    silence = make_article("Silence")
    silence.tags.add(Tag.objects.create(name="Sea", slug="sea"))
    silence.categories.add(Category.objects.create(name="News", slug="news"))
    Series.objects.create(name="Ports", slug="ports")
    Redirect.objects.create(path="/old.html", article=silence)
    Page.objects.create(title="About", basename="about", is_published=True)
    removed = create_comment(rex, "You fool")
    create_comment(rex, "Ships")
    create_comment(nia, "Held")
    action = Decision.Action.REMOVE
    decide(moderator=ed, item=removed, action=action, expected_version=removed.version)
    create_ban(moderator=ed, commenter=nia, explanation="Insults")


@pytest.fixture
def visit(request: pytest.FixtureRequest, client: Client, _content: None) -> Client:
    """A client with the role of the test, which gets server errors as responses."""
    role: str = request.param
    client.raise_request_exception = False
    if role == "root":
        client.force_login(User.objects.create_superuser("root"))
    elif role != "anonymous":
        client.force_login(request.getfixturevalue(role))
    return client
