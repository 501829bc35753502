"""What stands around an article is found in one query, and without reading all articles."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from blog.around import Around, around
from blog.models import Article, Category, Tag
from tests.people import ARTICLE_DAY, MakeArticle

pytestmark = pytest.mark.django_db


def names(found: Around) -> tuple[str | None, str | None]:
    """Return the titles of the older and the newer article."""
    return found.older and found.older.name, found.newer and found.newer.name


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite’s plans")
def test_two_articles_are_read() -> None:
    listed = Article.objects.listed()
    for one in (listed.before(ARTICLE_DAY, 5), listed.after(ARTICLE_DAY, 5)):
        (step,) = one[:1].explain().splitlines()
        assert "SEARCH" in step
        assert "blog_article_newest" in step
    outer = listed.beside_month(2016, 12).for_link().explain().splitlines()[0]
    assert "USING INTEGER PRIMARY KEY" in outer


def test_articles_of_one_second_keep_their_order(make_article: MakeArticle) -> None:
    _one, two, three = (make_article(title) for title in ("One", "Two", "Three"))
    assert names(around(two)) == ("One", "Three")
    assert names(around(three)) == ("Two", None)


def test_what_comes_later_is_no_neighbour_yet(make_article: MakeArticle) -> None:
    now = make_article("Now")
    later = make_article("Later", published_at=timezone.now() + dt.timedelta(hours=1))
    assert names(around(now)) == (None, None)
    Article.objects.filter(pk=later.pk).update(published_at=timezone.now())
    assert names(around(now)) == (None, "Later")


def test_labels_stand_in_the_order_of_their_names(
    make_article: MakeArticle, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = make_article("One")
    for name in ("Ships", "Sea"):
        article.categories.add(Category.objects.create(name=name, slug=name.lower()))
    for name in ("harbour", "fog"):
        article.tags.add(Tag.objects.create(name=name, slug=name))
    make_article("Two").tags.add(Tag.objects.create(name="other", slug="other"))
    with django_assert_num_queries(1):
        found = around(article)
    assert [one.get_absolute_url() for one in found.categories] == [
        "/category/sea/",
        "/category/ships/",
    ]
    assert [one.get_absolute_url() for one in found.tags] == ["/tag/fog/", "/tag/harbour/"]
    assert names(found) == (None, "Two")
    assert found.has_labels


def test_nothing_stands_around_the_only_article(make_article: MakeArticle) -> None:
    alone = make_article("One")
    assert around(alone) == Around()
    assert not around(alone).has_labels
