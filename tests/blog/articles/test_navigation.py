import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from blog.articles.navigation import ArticleNavigation, get_article_navigation
from blog.models import Article, Category, Tag
from tests.people import ARTICLE_DAY, MakeArticle

pytestmark = pytest.mark.django_db


def get_titles(navigation: ArticleNavigation) -> tuple[str | None, str | None]:
    previous, following = navigation.previous, navigation.next
    return previous and previous.name, following and following.name


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite’s plans")
def test_the_queries_use_the_index() -> None:
    listed = Article.objects.listed()
    for articles in (listed.before(ARTICLE_DAY, 5), listed.after(ARTICLE_DAY, 5)):
        (step,) = articles[:1].explain().splitlines()
        assert "SEARCH" in step
        assert "blog_article_newest" in step
    outer = listed.adjacent_months(2016, 12).for_link().explain().splitlines()[0]
    assert "USING INTEGER PRIMARY KEY" in outer


def test_articles_of_the_same_second_have_a_stable_order(make_article: MakeArticle) -> None:
    _one, two, three = (make_article(title) for title in ("One", "Two", "Three"))
    assert get_titles(get_article_navigation(two)) == ("One", "Three")
    assert get_titles(get_article_navigation(three)) == ("Two", None)


def test_scheduled_articles_are_not_adjacent(make_article: MakeArticle) -> None:
    now = make_article("Now")
    later = make_article("Later", published_at=timezone.now() + dt.timedelta(hours=1))
    assert get_titles(get_article_navigation(now)) == (None, None)
    Article.objects.filter(pk=later.pk).update(published_at=timezone.now())
    assert get_titles(get_article_navigation(now)) == (None, "Later")


def test_terms_are_sorted_by_name(
    make_article: MakeArticle, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = make_article("One")
    for name in ("Ships", "Sea"):
        article.categories.add(Category.objects.create(name=name, slug=name.lower()))
    for name in ("harbour", "fog"):
        article.tags.add(Tag.objects.create(name=name, slug=name))
    make_article("Two").tags.add(Tag.objects.create(name="other", slug="other"))
    with django_assert_num_queries(1):
        navigation = get_article_navigation(article)
    assert [category.get_absolute_url() for category in navigation.categories] == [
        "/category/sea/",
        "/category/ships/",
    ]
    assert [tag.get_absolute_url() for tag in navigation.tags] == ["/tag/fog/", "/tag/harbour/"]
    assert get_titles(navigation) == (None, "Two")
    assert navigation.has_terms


def test_the_only_article_has_no_navigation(make_article: MakeArticle) -> None:
    alone = make_article("One")
    assert get_article_navigation(alone) == ArticleNavigation()
    assert not get_article_navigation(alone).has_terms
