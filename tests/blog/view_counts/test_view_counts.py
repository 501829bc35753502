"""How often articles are read is counted, and nothing about who reads them."""

import datetime as dt
from collections import Counter

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from blog.models import Article, ArticleViews
from blog.view_counts import counter
from blog.view_counts.services import add_view_counts

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
TODAY = dt.date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _counting(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ARTICLE_VIEWS = True
    # A process that is a minute old would write with the first request.
    monkeypatch.setattr(counter, "_pending", counter._Pending())


def read(client: Client, article: Article, **headers: str) -> int:
    """Ask for the article and return what was counted in all."""
    given = {"user-agent": BROWSER} | {
        name.replace("_", "-"): text for name, text in headers.items()
    }
    client.get(article.get_absolute_url(), headers=given)
    counter.flush_view_counts()
    return sum(ArticleViews.objects.values_list("count", flat=True))


def test_a_reader_counts_once_a_page(client: Client, article: Article) -> None:
    assert read(client, article) == 1
    assert read(client, article, sec_fetch_mode="navigate") == 2


@pytest.mark.parametrize(
    "agent",
    [
        "", "curl/8.5.0", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0", "FeedFetcher",
        "facebookexternalhit/1.1", "python-requests/2.32",
    ],
)  # fmt: skip
def test_programs_are_not_counted(client: Client, article: Article, agent: str) -> None:
    assert read(client, article, user_agent=agent) == 0


def test_what_a_browser_fetches_ahead_or_by_script_is_not_counted(
    client: Client, article: Article
) -> None:
    assert read(client, article, sec_purpose="prefetch;prerender") == 0
    assert read(client, article, sec_fetch_mode="cors") == 0


def test_those_who_write_here_are_not_counted(
    client: Client, article: Article, ann: User, otto: User
) -> None:
    client.force_login(ann)
    assert read(client, article) == 0
    client.force_login(otto)
    assert read(client, article) == 1


def test_a_page_that_is_not_public_is_not_counted(client: Client, article: Article) -> None:
    Article.objects.update(status=Article.Status.DRAFT)
    assert read(client, article) == 0


def test_it_can_be_turned_off(client: Client, article: Article, settings: Settings) -> None:
    settings.ARTICLE_VIEWS = False
    assert read(client, article) == 0


def test_nothing_is_written_before_its_time(client: Client, article: Article) -> None:
    client.get(article.get_absolute_url(), headers={"user-agent": BROWSER})
    counter.flush_view_counts(if_older_than=3600)
    assert not ArticleViews.objects.exists()
    counter.flush_view_counts()
    assert ArticleViews.objects.get().count == 1


def test_counts_add_up_by_day(article: Article) -> None:
    add_view_counts(counts=Counter({(article.pk, TODAY): 3}))
    add_view_counts(
        counts=Counter({(article.pk, TODAY): 4, (article.pk, TODAY - dt.timedelta(1)): 1})
    )
    assert ArticleViews.objects.all().by_day() == {TODAY: 7, TODAY - dt.timedelta(1): 1}
    assert ArticleViews.objects.all().by_article([article]) == {article.pk: 8}


def test_an_article_that_is_gone_is_left_out(article: Article) -> None:
    add_view_counts(counts=Counter({(article.pk + 1, TODAY): 3}))
    assert not ArticleViews.objects.exists()


@pytest.mark.django_db
def test_writing_nothing_costs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        counter.flush_view_counts()
