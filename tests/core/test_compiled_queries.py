"""A prepared query answers as the query that it was made of, whatever values it is asked with."""

import datetime as dt
from typing import Any, NamedTuple

import pytest
from django.db.models import QuerySet
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from blog.models import Article
from core.compiled_queries import CompiledQuery
from tests.people import ARTICLE_DAY, MakeArticle

pytestmark = pytest.mark.django_db


class Row(NamedTuple):
    """What the queries of this file read."""

    title: str
    published_at: dt.datetime
    update_noted_at: dt.datetime | None


def of_ids(ids: Any) -> QuerySet[Article, Any]:
    """The articles with these ids, by title."""
    return Article.objects.filter(pk__in=ids).order_by("title").values_list(*Row._fields)


def until(month: Any, at: Any) -> QuerySet[Article, Any]:
    """The articles of a month of any year that were published by then."""
    early = Article.objects.filter(month=month, published_at__lte=at)
    return early.order_by("title").values_list(*Row._fields)


@pytest.fixture
def articles(make_article: MakeArticle) -> list[Article]:
    """Four articles, each a day after the one before; the second has a note with a time."""
    made = [
        make_article(title, published_at=ARTICLE_DAY + dt.timedelta(days=day, microseconds=day))
        for day, title in enumerate(["Anchor", "Buoy", "Crane", "Dock"])
    ]
    Article.objects.filter(pk=made[1].pk).update(update_noted_at=ARTICLE_DAY)
    return made


def test_rows_are_those_of_the_query(articles: list[Article]) -> None:
    ask = CompiledQuery(Row._make, of_ids)
    ids = [article.pk for article in articles]
    assert ask(ids) == [Row(*row) for row in of_ids(ids)]


def test_times_come_back_as_they_were_saved(articles: list[Article]) -> None:
    ask = CompiledQuery(Row._make, until)
    for article in articles:
        rows = ask(12, article.published_at)
        assert rows == [Row(*row) for row in until(12, article.published_at)]
        assert rows[-1] == (article.title, article.published_at, rows[-1].update_noted_at)
    assert [row.update_noted_at for row in rows] == [None, ARTICLE_DAY, None, None]


def test_a_time_of_another_zone_is_the_same_time(articles: list[Article]) -> None:
    ask = CompiledQuery(Row._make, until)
    there = articles[1].published_at.astimezone(dt.timezone(dt.timedelta(hours=-8)))
    assert [row.title for row in ask(12, there)] == ["Anchor", "Buoy"]


def test_lists_of_every_length_find_their_rows(articles: list[Article]) -> None:
    ask = CompiledQuery(Row._make, of_ids)
    for count in (1, 3, 2, 4, 3):
        ids = [article.pk for article in articles[:count]]
        assert [row.title for row in ask(ids)] == [article.title for article in articles[:count]]


def test_the_query_is_put_together_once(
    articles: list[Article], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    built = []

    def build(month: Any, at: Any) -> QuerySet[Article, Any]:
        built.append(month)
        return until(month, at)

    ask = CompiledQuery(Row._make, build)
    with django_assert_num_queries(3):
        for month in (11, 12, 12):
            ask(month, timezone.now())
    assert len(built) == 1


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_no_word_is_taken_for_sql(word: str) -> None:
    ask = CompiledQuery(
        tuple, lambda title: Article.objects.filter(title=title).values_list("title")
    )
    assert ask(word) == []
    assert ask("%s' OR '1' = '1") == []


def test_a_query_may_take_no_values(articles: list[Article]) -> None:
    ask = CompiledQuery(tuple, lambda: Article.objects.order_by("title").values_list("title"))
    assert ask() == [(article.title,) for article in articles]
