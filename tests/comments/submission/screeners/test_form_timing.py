"""Only a script reports how long the form was open. Only very short times are held."""

import pytest
from django.test import Client
from pytest_django import Settings

from blog.models import Article
from comments.models import Comment, Commenter
from moderation.models import Decision
from tests.comments.editing.own_comments import submit_as_rex

Status = Comment.Status


@pytest.fixture(autouse=True)
def limit(settings: Settings) -> None:
    """Set the minimum to two seconds."""
    settings.COMMENT_FORM_SECONDS = 2


@pytest.mark.parametrize("open_for", ["", "soon", "-1", "1.5", "9" * 5000, "٣", "2000", "86400000"])
def test_it_is_published(client: Client, article: Article, rex: Commenter, open_for: str) -> None:
    assert submit_as_rex(client, article, open_for=open_for).status_code == 303
    assert Comment.objects.get().status == Status.PUBLISHED


def test_a_missing_field_is_accepted(client: Client, article: Article, rex: Commenter) -> None:
    submit_as_rex(client, article)
    assert Comment.objects.get().status == Status.PUBLISHED


@pytest.mark.parametrize("open_for", ["0", "40", "1999"])
def test_a_fast_submission_is_held(
    client: Client, article: Article, rex: Commenter, open_for: str
) -> None:
    assert submit_as_rex(client, article, open_for=open_for).status_code == 303
    assert Comment.objects.get().status == Status.HELD
    decision = Decision.objects.get()
    assert (decision.screener, decision.reason_code) == ("form-timing", "too_fast")
    assert decision.evidence == {"seconds": round(int(open_for) / 1000, 1)}


def test_it_can_be_disabled(
    client: Client, article: Article, rex: Commenter, settings: Settings
) -> None:
    settings.COMMENT_FORM_SECONDS = 0
    submit_as_rex(client, article, open_for="0")
    assert Comment.objects.get().status == Status.PUBLISHED
