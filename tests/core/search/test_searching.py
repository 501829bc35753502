"""Search for articles and comments, on the database of the test run."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from blog.models import Article
from comments.models import Comment, Commenter, Thread
from comments.threads.services.status import change_status
from comments.threads.services.threads import get_or_create_thread
from core.search.searching import LAST_PAGE, PAGE_SIZE, search
from tests.people import CreateComment, MakeArticle, fill_thread

pytestmark = pytest.mark.every_database


def search_titles(query: str) -> list[str]:
    return [hit.title for hit in search(query).items]


@pytest.fixture
def three_articles(make_article: MakeArticle) -> None:
    make_article("Harbour", text="Ships lie at the old wall.")
    make_article("Weather", text="Fog over the harbour, fog over the wall.")
    make_article("Café", text="A café at the old harbour wall. Coffee is 3.50 at cafe.example")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("harbour", {"Harbour", "Weather", "Café"}),
        ("HARBOUR", {"Harbour", "Weather", "Café"}),
        ("fog harbour", {"Weather"}),
        ("harbour -fog", {"Harbour", "Café"}),
        ('"old wall"', {"Harbour"}),
        ('"harbour wall"', {"Café"}),
        ('wall -"old wall"', {"Weather", "Café"}),
        ("shi*", {"Harbour"}),
        ("shi", set()),
        ("3.50", {"Café"}),
        ("example", {"Café"}),
        ("cafe.example", {"Café"}),
        ("café", {"Café"}),
        ("nothing", set()),
    ],
)
def test_queries_find_matching_articles(three_articles: None, query: str, titles: set[str]) -> None:
    assert set(search_titles(query)) == titles


def test_matches_in_the_title_rank_higher(three_articles: None) -> None:
    assert search_titles("harbour")[0] == "Harbour"


def test_a_hit_has_kind_url_and_title(article: Article) -> None:
    (hit,) = search("ships").items
    assert (hit.kind, hit.url, hit.title) == ("article", "/2016/12/the-harbour.html", "The Harbour")
    assert (hit.byline, hit.date) == ("Ann", article.published_at)
    assert hit.snippet == "The harbour is full of <mark>ships</mark>."


def test_comments_are_found_with_articles(
    article: Article, rex: Commenter, create_comment: CreateComment
) -> None:
    create_comment(rex, "I saw no ships there.")
    assert {hit.kind for hit in search("ships").items} == {"article", "comment"}
    (comment,) = search("saw").items
    assert (comment.kind, comment.byline) == ("comment", "Rex")
    assert "The Harbour" in comment.title
    assert comment.url == "/2016/12/the-harbour/comments/1/"


def test_held_comments_are_not_found(nia: Commenter, create_comment: CreateComment) -> None:
    create_comment(nia, "Unread words.")
    assert search_titles("unread") == []


def test_comments_are_found_while_published(nia: Commenter, create_comment: CreateComment) -> None:
    comment = create_comment(nia, "Words to judge.")
    for status, urls in (
        (Comment.Status.PUBLISHED, ["/2016/12/the-harbour/comments/1/"]),
        (Comment.Status.REMOVED, []),
        (Comment.Status.PUBLISHED, ["/2016/12/the-harbour/comments/1/"]),
    ):
        change_status(comment=comment, to=status, expected_version=comment.version)
        comment.refresh_from_db()
        assert [hit.url for hit in search("judge").items] == urls


def test_edited_texts_are_found_by_their_new_words(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(text="Fog alone.")
    assert search_titles("ships") == []
    assert search_titles("alone") == ["The Harbour"]


def test_deleted_articles_are_not_found(
    article: Article, rex: Commenter, create_comment: CreateComment
) -> None:
    create_comment(rex, "I saw ships too.")
    Comment.objects.all().delete()
    article.delete()
    assert search_titles("ships") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Article.Status.DRAFT},
        {"published_at": timezone.now() + dt.timedelta(days=1)},
    ],
)
def test_private_articles_and_their_comments_are_not_found(
    make_article: MakeArticle, fields: dict[str, Any]
) -> None:
    fill_thread(get_or_create_thread(make_article(**fields)), 1)
    assert search_titles("ships") == []


def test_results_are_paginated(thread: Thread) -> None:
    fill_thread(thread, PAGE_SIZE + 5)
    first, second = search("remark"), search("remark", 2)
    assert (len(first.items), first.has_next, first.has_previous) == (PAGE_SIZE, True, False)
    assert (len(second.items), second.has_next, second.has_previous) == (5, False, True)
    assert len({hit.url for hit in (*first.items, *second.items)}) == PAGE_SIZE + 5


@pytest.mark.parametrize("number", [0, -1, LAST_PAGE + 1])
def test_pages_out_of_range_raise_an_error(number: int) -> None:
    with pytest.raises(ValueError, match="no page"):
        search("ships", number)


@pytest.mark.parametrize("query", ["", "a", "-ships"])
def test_too_short_queries_cost_no_query(
    db: None, query: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert search(query).is_too_short


@pytest.mark.parametrize("comments", [1, 15])
def test_a_page_costs_three_queries(
    thread: Thread, comments: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill_thread(thread, comments)
    with django_assert_num_queries(3):
        assert {hit.kind for hit in search("ships").items} == {"article", "comment"}


@given(
    st.text(
        st.sampled_from("ab\"*-'():&|!<>\\^~{}%_ \0") | st.characters(codec="utf-8"), max_size=60
    )
)
@settings(
    max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_any_text_is_a_valid_query(article: Article, text: str) -> None:
    for number in (1, 2):
        search(text, number)


def test_the_page_shows_hits(client: Client, article: Article) -> None:
    response = client.get("/search/", {"q": " ships "})
    assert response.context["query"] == "ships"
    assert "full of <mark>ships</mark>" in response.text


def test_the_page_without_a_query_shows_the_form(client: Client, db: None) -> None:
    response = client.get("/search/")
    assert response.status_code == 200
    assert not response.context["too_short"]


def test_the_page_reports_too_short_queries(client: Client, db: None) -> None:
    assert client.get("/search/?q=a").context["too_short"]


@pytest.mark.parametrize("page", ["0", "2", "51", "x", "-1", "", "9" * 30, "²"])
def test_other_pages_are_not_found(client: Client, article: Article, page: str) -> None:
    assert client.get("/search/", {"q": "ships", "page": page}).status_code == 404


def test_characters_that_databases_reject_are_removed(client: Client, article: Article) -> None:
    assert client.get("/search/?q=ships%00%ed%a0%80").status_code == 200
