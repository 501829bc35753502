"""Compiled queries return the same rows as the query sets that they are built from."""

import datetime as dt
import gc
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.core.cache import cache
from django.db.models import Model, QuerySet
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from blog.models import Article, Category, Tag
from comments.models import Thread
from core.compiled_queries import CompiledQuery, ModelColumns, get_compiled_queries
from tests.people import ARTICLE_DAY, MakeArticle, fill_thread

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

COLUMNS = ModelColumns(Article, "author", "series", "thread", without={"source"})


class Row(NamedTuple):
    title: str
    published_at: dt.datetime
    update_noted_at: dt.datetime | None


def get_by_ids(ids: Any) -> QuerySet[Article, Any]:
    return Article.objects.filter(pk__in=ids).order_by("title").values_list(*Row._fields)


def get_until(month: Any, at: Any) -> QuerySet[Article, Any]:
    early = Article.objects.filter(month=month, published_at__lte=at)
    return early.order_by("title").values_list(*Row._fields)


@pytest.fixture(params=[True, False], ids=["compiled", "plain"])
def is_compiled(request: pytest.FixtureRequest, settings: Settings) -> bool:
    """Run a test with compiled queries, and with plain query sets."""
    settings.COMPILED_QUERIES = is_compiled = bool(request.param)
    return is_compiled


@pytest.fixture
def articles(make_article: MakeArticle) -> list[Article]:
    """Four articles, a day apart; the second one has an update note."""
    made = [
        make_article(title, published_at=ARTICLE_DAY + dt.timedelta(days=day, microseconds=day))
        for day, title in enumerate(["Anchor", "Buoy", "Crane", "Dock"])
    ]
    Article.objects.filter(pk=made[1].pk).update(update_noted_at=ARTICLE_DAY)
    return made


@pytest.mark.usefixtures("is_compiled")
class TestRows:
    def test_rows_are_those_of_the_query_set(self, articles: list[Article]) -> None:
        query = CompiledQuery(Row._make, get_by_ids)
        ids = [article.pk for article in articles]
        assert query(ids) == [Row(*row) for row in get_by_ids(ids)]

    def test_times_are_returned_as_saved(self, articles: list[Article]) -> None:
        query = CompiledQuery(Row._make, get_until)
        for article in articles:
            rows = query(12, article.published_at)
            assert rows == [Row(*row) for row in get_until(12, article.published_at)]
            assert rows[-1] == (article.title, article.published_at, rows[-1].update_noted_at)
        assert [row.update_noted_at for row in rows] == [None, ARTICLE_DAY, None, None]

    def test_times_may_be_in_any_time_zone(self, articles: list[Article]) -> None:
        query = CompiledQuery(Row._make, get_until)
        at = articles[1].published_at.astimezone(dt.timezone(dt.timedelta(hours=-8)))
        assert [row.title for row in query(12, at)] == ["Anchor", "Buoy"]

    def test_lists_may_have_any_length(self, articles: list[Article]) -> None:
        query = CompiledQuery(Row._make, get_by_ids)
        titles = [article.title for article in articles]
        for count in (1, 3, 2, 4, 3):
            ids = [article.pk for article in articles[:count]]
            assert [row.title for row in query(ids)] == titles[:count]

    def test_a_query_may_have_no_parameters(self, articles: list[Article]) -> None:
        query = CompiledQuery(tuple, lambda: Article.objects.order_by("title").values_list("title"))
        assert query() == [(article.title,) for article in articles]


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_values_are_never_executed_as_sql(word: str) -> None:
    query = CompiledQuery(
        tuple, lambda title: Article.objects.filter(title=title).values_list("title")
    )
    assert query(word) == []
    assert query("%s' OR '1' = '1") == []


def test_a_query_is_built_once(
    is_compiled: bool, articles: list[Article], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    built = []

    def build(month: Any, at: Any) -> QuerySet[Article, Any]:
        built.append(month)
        return get_until(month, at)

    query = CompiledQuery(Row._make, build)
    with django_assert_num_queries(3):
        for month in (11, 12, 12):
            query(month, timezone.now())
    assert len(built) == (1 if is_compiled else 3)


@pytest.mark.usefixtures("is_compiled")
class TestModelColumns:
    @pytest.fixture
    def by_pk(self) -> CompiledQuery[Article]:
        return CompiledQuery(
            COLUMNS.build_instance,
            lambda pk: Article.objects.filter(pk=pk).values_list(*COLUMNS.names),
        )

    def test_instances_have_all_fields_and_related_rows(
        self,
        by_pk: CompiledQuery[Article],
        thread: Thread,
        ann: User,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        expected = Article.objects.select_related("author", "series", "thread").get()
        with django_assert_num_queries(1):
            (article,) = by_pk(thread.article_id)
            assert article == expected
            for name in COLUMNS.names[: COLUMNS.names.index("author__id")]:
                assert getattr(article, name) == getattr(expected, name)
            assert (article.author, article.series, article.thread) == (ann, None, thread)
            assert article.byline == ann.byline
            assert article.thread.article is article

    def test_deferred_fields_are_fetched_on_access(
        self,
        by_pk: CompiledQuery[Article],
        article: Article,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        (found,) = by_pk(article.pk)
        with django_assert_num_queries(1):
            assert found.source == article.source

    def test_missing_related_rows_cost_no_query(
        self,
        by_pk: CompiledQuery[Article],
        make_article: MakeArticle,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        (article,) = by_pk(make_article(author=None).pk)
        with django_assert_num_queries(0):
            assert article.author is None
            with pytest.raises(Thread.DoesNotExist):
                _ = article.thread

    def test_an_instance_can_be_saved(
        self, by_pk: CompiledQuery[Article], article: Article
    ) -> None:
        (found,) = by_pk(article.pk)
        found.title = "The Pier"
        found.save()
        article.refresh_from_db()
        expected = ("The Pier", "<p>The harbour is full of ships.</p>")
        assert (article.title, article.source) == expected


type Calls = list[tuple[CompiledQuery[Any], tuple[Any, ...]]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[Calls]:
    """Record all calls of compiled queries."""
    recorded: Calls = []
    call = CompiledQuery.__call__

    def record(query: CompiledQuery[Any], *values: Any) -> list[Any]:
        recorded.append((query, values))
        return call(query, *values)

    monkeypatch.setattr(CompiledQuery, "__call__", record)
    cache.clear()
    yield recorded
    cache.clear()


def get_state(row: Any) -> Any:
    """Return all that an instance has loaded, with its related rows; other rows as they are."""
    if not isinstance(row, Model):
        return row
    related = row._state.fields_cache.items()
    return (
        {name: value for name, value in vars(row).items() if name != "_state"},
        # Without the way back from a related row to this one.
        {name: one and vars(one) | {"_state": None} for name, one in related},
    )


def test_every_compiled_query_of_the_site_returns_the_rows_of_its_query_set(
    calls: Calls, client: Client, thread: Thread, make_article: MakeArticle, settings: Settings
) -> None:
    settings.COMMENTS_PER_PAGE = 5
    fill_thread(thread, 12, reply_every=2)
    article = thread.article
    article.categories.add(Category.objects.create(name="Ships", slug="ships"))
    article.tags.add(Tag.objects.create(name="Fog", slug="fog"))
    for title, days in (("Before", -1), ("After", 1)):
        make_article(title, published_at=article.published_at + dt.timedelta(days=days))
    calls.clear()
    cache.clear()  # the site, which the content above needed
    url = article.get_absolute_url()
    for view in ("", "?view=threaded", "?order=newest", "?view=threaded&order=newest"):
        assert client.get(f"{url}{view}").status_code == 200

    gc.collect()
    in_tests = {query for query in get_compiled_queries() if _is_of_a_test(query)}
    assert {query for query, _ in calls} == set(get_compiled_queries()) - in_tests
    found = 0
    for query, values in list(calls):
        settings.COMPILED_QUERIES = True
        compiled = [get_state(row) for row in query(*values)]
        settings.COMPILED_QUERIES = False
        assert [get_state(row) for row in query(*values)] == compiled
        found += len(compiled)
    assert found > 20


def _is_of_a_test(query: CompiledQuery[Any]) -> bool:
    return query._build_query.__module__.startswith("tests.")
