import datetime as dt

import pytest
from django.test import Client

from blog.archives.views import MonthCount
from blog.models import Article, Category, Tag
from tests.people import MakeArticle


def _day(year: int, month: int, day: int = 1) -> dt.datetime:
    return dt.datetime(year, month, day, 12, tzinfo=dt.UTC)


def test_a_month_shows_its_articles_newest_first(client: Client, make_article: MakeArticle) -> None:
    for day in (1, 20, 10):
        make_article(f"On {day}", published_at=_day(2016, 12, day))
    make_article("Before", published_at=_day(2016, 11, 30))
    articles = client.get("/2016/12/").context["articles"]
    assert [article.title for article in articles] == ["On 20", "On 10", "On 1"]


def test_a_month_links_adjacent_months_with_articles(
    client: Client, make_article: MakeArticle
) -> None:
    for year, month in ((2015, 2), (2015, 3), (2016, 12), (2018, 1), (2018, 2)):
        make_article(f"{year} {month}", published_at=_day(year, month))
    context = client.get("/2016/12/").context
    assert context["previous_month"] == dt.date(2015, 3, 1)
    assert context["next_month"] == dt.date(2018, 1, 1)


def test_the_only_month_has_no_adjacent_months(client: Client, article: Article) -> None:
    context = client.get("/2016/12/").context
    assert context["previous_month"] is context["next_month"] is None


@pytest.mark.parametrize("path", ["/2016/11/", "/2016/13/", "/2016/00/", "/0000/01/"])
def test_a_month_without_articles_returns_404(client: Client, article: Article, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_month_with_only_drafts_returns_404(client: Client, make_article: MakeArticle) -> None:
    make_article(status=Article.Status.DRAFT)
    assert client.get("/2016/12/").status_code == 404


def test_the_archives_count_by_year_and_month(client: Client, make_article: MakeArticle) -> None:
    for year, month, day in ((2016, 12, 1), (2016, 12, 2), (2016, 3, 1), (2015, 1, 1)):
        make_article(f"{year} {month} {day}", published_at=_day(year, month, day))
    make_article("Draft", status=Article.Status.DRAFT)
    assert client.get("/archives/").context["years"] == [
        (2016, [MonthCount(2016, 12, 2), MonthCount(2016, 3, 1)]),
        (2015, [MonthCount(2015, 1, 1)]),
    ]


def test_terms_are_sorted_by_name(client: Client, make_article: MakeArticle) -> None:
    article = make_article()
    for name in ("weather", "Tides", "fog", "Ships"):
        article.tags.add(Tag.objects.create(name=name, slug=name.lower()))
        article.categories.add(Category.objects.create(name=name, slug=name.lower()))
    context = client.get("/archives/").context
    for terms in (context["tags"], context["categories"]):
        assert [term.name for term in terms] == ["fog", "Ships", "Tides", "weather"]


def test_the_archives_count_the_published_articles_of_a_term(
    client: Client, make_article: MakeArticle
) -> None:
    sea, _empty = (Category.objects.create(name=name, slug=name) for name in ("sea", "empty"))
    make_article("Shown").categories.add(sea)
    make_article("Draft", status=Article.Status.DRAFT).categories.add(sea)
    categories = client.get("/archives/").context["categories"]
    assert [(category.name, category.count) for category in categories] == [("sea", 1)]
