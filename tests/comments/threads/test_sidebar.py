"""The sidebar of the home page: recent comments and most discussed articles."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter
from comments.submission.services import submit_comment
from comments.threads.services.threads import get_or_create_thread
from comments.threads.sidebar import MAX_ENTRIES, get_sidebar
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from tests.people import MakeArticle


@pytest.fixture
def recent_article(make_article: MakeArticle) -> Article:
    """An article from yesterday."""
    return make_article("The Lock", published_at=timezone.now() - dt.timedelta(days=1))


def submit_to(article: Article, commenter: Commenter, text: str) -> Comment:
    """Post a comment on an article."""
    comment = submit_comment(
        thread=get_or_create_thread(article), commenter=commenter, body=text
    ).comment
    assert comment is not None
    return comment


def test_a_new_site_has_no_sidebar(client: Client, recent_article: Article) -> None:
    assert 'class="sidebar"' not in client.get("/").text


def test_the_newest_comments_come_first(
    client: Client, recent_article: Article, rex: Commenter
) -> None:
    for number in range(MAX_ENTRIES + 2):
        submit_to(recent_article, rex, f"Comment {number}")
    cache.clear()
    assert [entry.text for entry in get_sidebar().recent] == [
        f"Comment {n}" for n in (6, 5, 4, 3, 2)
    ]
    assert "Comment 6" in client.get("/").text


def test_the_most_discussed_recent_articles_come_first(
    make_article: MakeArticle, recent_article: Article, rex: Commenter
) -> None:
    quiet = make_article("Quiet", published_at=timezone.now() - dt.timedelta(days=2))
    old = make_article("Old", published_at=timezone.now() - dt.timedelta(days=200))
    for article, count in ((quiet, 1), (recent_article, 2), (old, 3)):
        for number in range(count):
            submit_to(article, rex, f"{article} {number}")
    cache.clear()
    assert [(entry.title, entry.count) for entry in get_sidebar().discussed] == [
        ("The Lock", 2),
        ("Quiet", 1),
    ]


def test_held_and_unlisted_comments_are_left_out(
    recent_article: Article, nia: Commenter, rex: Commenter
) -> None:
    submit_to(recent_article, nia, "I wait")
    submit_to(recent_article, rex, "I hide")
    Article.objects.update(is_listed=False)
    cache.clear()
    assert get_sidebar().recent == []
    assert get_sidebar().discussed == []


def test_a_removed_comment_disappears_at_once(
    client: Client,
    recent_article: Article,
    rex: Commenter,
    mo: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    comment = submit_to(recent_article, rex, "Buy my pills")
    cache.clear()
    assert "Buy my pills" in client.get("/").text
    with django_capture_on_commit_callbacks(execute=True):
        decide(
            moderator=mo,
            item=comment,
            action=Decision.Action.REMOVE,
            expected_version=comment.version,
        )
    assert "Buy my pills" not in client.get("/").text


def test_they_cost_two_queries_and_then_none(
    recent_article: Article, rex: Commenter, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    submit_to(recent_article, rex, "Hello")
    cache.clear()
    with django_assert_num_queries(2):
        get_sidebar()
        get_sidebar()


def test_excerpts_have_no_quotation_marks_of_the_source(
    recent_article: Article, rex: Commenter
) -> None:
    submit_to(recent_article, rex, "> Quoted.\nI doubt it.")
    submit_to(recent_article, rex, "> Only quoted.")
    submit_to(recent_article, rex, "<pre>x = 1</pre>")
    assert [entry.text for entry in get_sidebar().recent] == [
        "x = 1", "Only quoted.", "I doubt it."
    ]  # fmt: skip
