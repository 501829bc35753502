"""What the hot pages cost: the same for one row as for many."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from blog.articles.services import save_article
from blog.models import Article
from comments.threads.services.threads import get_or_create_thread
from tests.people import ARTICLE_DAY, fill_thread


def _write(title: str) -> Article:
    return save_article(
        actor=None,
        article=Article(
            title=title,
            source=f"<p>{title}</p>",
            author_name="Ann",
            status=Article.Status.PUBLISHED,
            published_at=ARTICLE_DAY,
        ),
        categories=["Sea", "Ships"],
        tags=["harbour", "fog"],
    )


@pytest.mark.parametrize("articles", [1, 9])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        # articles with authors, pinned ones, the site’s words, counts of comments, recent comments,
        # busy threads
        ("/", 6),
        # articles, the neighbouring months, the site’s words, counts of comments
        ("/2016/12/", 4),
        # articles, the label itself, the site’s words, counts of comments
        ("/category/sea/", 4),
        ("/tag/fog/", 4),
        # months, categories, tags, the site's words
        ("/archives/", 4),
        # articles with authors, categories, tags, the site's words
        ("/atom.xml", 4),
        # articles, their number, the latest change
        ("/sitemap.xml", 5),
    ],
)
@pytest.mark.django_db
def test_a_list_costs_the_same_for_one_article_as_for_many(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    articles: int,
    path: str,
    queries: int,
) -> None:
    for number in range(articles):
        _write(f"Article {number}")
    cache.clear()
    with django_assert_num_queries(queries):
        client.get(path)


@pytest.mark.parametrize("comments", [1, 10, 150])
@pytest.mark.django_db
def test_an_article_costs_seven_queries_with_any_number_of_comments(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, comments: int
) -> None:
    article = _write("Article")
    fill_thread(get_or_create_thread(article), comments)
    cache.clear()
    with django_assert_num_queries(7):
        client.get(article.get_absolute_url())


@pytest.mark.django_db
def test_an_article_without_comments_costs_five_queries_of_its_own(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = _write("Article")
    cache.clear()
    # That there is no thread is known with the article.
    with django_assert_num_queries(5):
        client.get(article.get_absolute_url())
