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
def _enable_counting(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ARTICLE_VIEWS = True
    # A process older than a minute would flush on the first request.
    monkeypatch.setattr(counter, "_pending", counter._Pending())


def view(client: Client, article: Article, **headers: str) -> int:
    """Request the article; return the total number of views."""
    all_headers = {"user-agent": BROWSER} | {
        name.replace("_", "-"): text for name, text in headers.items()
    }
    client.get(article.get_absolute_url(), headers=all_headers)
    counter.flush_view_counts()
    return sum(ArticleViews.objects.values_list("count", flat=True))


def test_each_page_view_counts(client: Client, article: Article) -> None:
    assert view(client, article) == 1
    assert view(client, article, sec_fetch_mode="navigate") == 2


@pytest.mark.parametrize(
    "agent",
    [
        "", "curl/8.5.0", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0", "FeedFetcher",
        "facebookexternalhit/1.1", "python-requests/2.32",
    ],
)  # fmt: skip
def test_bots_are_not_counted(client: Client, article: Article, agent: str) -> None:
    assert view(client, article, user_agent=agent) == 0


def test_prefetches_and_script_requests_are_not_counted(client: Client, article: Article) -> None:
    assert view(client, article, sec_purpose="prefetch;prerender") == 0
    assert view(client, article, sec_fetch_mode="cors") == 0


def test_staff_are_not_counted(client: Client, article: Article, ann: User, otto: User) -> None:
    client.force_login(ann)
    assert view(client, article) == 0
    client.force_login(otto)
    assert view(client, article) == 1


def test_unpublished_articles_are_not_counted(client: Client, article: Article) -> None:
    Article.objects.update(status=Article.Status.DRAFT)
    assert view(client, article) == 0


def test_counting_can_be_disabled(client: Client, article: Article, settings: Settings) -> None:
    settings.ARTICLE_VIEWS = False
    assert view(client, article) == 0


def test_counts_are_flushed_after_an_interval(client: Client, article: Article) -> None:
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


def test_deleted_articles_are_ignored(article: Article) -> None:
    add_view_counts(counts=Counter({(article.pk + 1, TODAY): 3}))
    assert not ArticleViews.objects.exists()


@pytest.mark.django_db
def test_flushing_without_counts_takes_no_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        counter.flush_view_counts()
