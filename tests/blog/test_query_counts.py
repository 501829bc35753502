import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from blog.articles.services import save_article
from blog.models import Article
from comments.threads.services.threads import get_or_create_thread
from tests.people import ARTICLE_DAY, fill_thread


def _create_article(title: str) -> Article:
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
        # Articles with authors, pinned articles, site, comment counts, latest comments, active
        # threads.
        ("/", 6),
        # Articles, adjacent months, site, comment counts.
        ("/2016/12/", 4),
        # Articles, category, site, comment counts.
        ("/category/sea/", 4),
        ("/tag/fog/", 4),
        # Months, categories, tags, site.
        ("/archives/", 4),
        # Articles with authors, categories, tags, site.
        ("/atom.xml", 4),
        # Articles, their number, the latest change.
        ("/sitemap.xml", 5),
    ],
)
@pytest.mark.django_db
def test_lists_take_a_constant_number_of_queries(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    articles: int,
    path: str,
    queries: int,
) -> None:
    for number in range(articles):
        _create_article(f"Article {number}")
    cache.clear()
    with django_assert_num_queries(queries):
        client.get(path)


@pytest.mark.parametrize("comments", [1, 10, 150])
@pytest.mark.django_db
def test_an_article_takes_seven_queries_with_any_number_of_comments(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, comments: int
) -> None:
    article = _create_article("Article")
    fill_thread(get_or_create_thread(article), comments)
    cache.clear()
    with django_assert_num_queries(7):
        client.get(article.get_absolute_url())


@pytest.mark.django_db
def test_an_article_without_comments_takes_five_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = _create_article("Article")
    cache.clear()
    # The article's own query shows that there is no thread.
    with django_assert_num_queries(5):
        client.get(article.get_absolute_url())
