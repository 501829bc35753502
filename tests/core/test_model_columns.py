"""Instances made of columns are those that Django would have fetched."""

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from blog.models import Article
from comments.models import Thread
from core.compiled_queries import CompiledQuery, ModelColumns
from tests.people import MakeArticle

pytestmark = pytest.mark.django_db

COLUMNS = ModelColumns(Article, "author", "series", "thread", without={"source"})
ARTICLES = CompiledQuery(
    COLUMNS.build_instance, lambda pk: Article.objects.filter(pk=pk).values_list(*COLUMNS.names)
)


def test_every_field_comes_along(
    thread: Thread, ann: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    same = Article.objects.select_related("author", "series", "thread").get(pk=thread.article_id)
    with django_assert_num_queries(1):
        (article,) = ARTICLES(thread.article_id)
        assert article == same
        for name in COLUMNS.names[: COLUMNS.names.index("author__id")]:
            assert getattr(article, name) == getattr(same, name)
        assert (article.author, article.series, article.thread) == (ann, None, thread)
        assert article.byline == ann.byline
        assert article.thread.article is article


def test_what_was_left_out_is_fetched_when_asked_for(
    article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    (found,) = ARTICLES(article.pk)
    with django_assert_num_queries(1):
        assert found.source == article.source


def test_what_is_not_there_is_known_to_be_missing(
    make_article: MakeArticle, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    (article,) = ARTICLES(make_article(author=None).pk)
    with django_assert_num_queries(0):
        assert article.author is None
        with pytest.raises(Thread.DoesNotExist):
            _ = article.thread


def test_an_instance_can_be_saved(article: Article) -> None:
    (found,) = ARTICLES(article.pk)
    found.title = "The Pier"
    found.save()
    article.refresh_from_db()
    assert (article.title, article.source) == ("The Pier", "<p>The harbour is full of ships.</p>")
