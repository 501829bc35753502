"""What stands around an article: notes on changes, the series, and articles like it."""

import datetime as dt

import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Article, Series
from blog.services import name_label, save_article
from comments.models import Thread
from tests.people import ARTICLE_DAY, MakeArticle, fill_thread

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def label(article: Article, *tags: str, category: str = "") -> Article:
    """Give an article labels."""
    categories = [category] if category else []
    return save_article(actor=None, article=article, tags=tags, categories=categories)


def test_a_note_says_what_has_changed_and_when(client: Client, article: Article) -> None:
    article.update_note = "The ferry runs again."
    with time_machine.travel(NOON, tick=False):
        save_article(actor=None, article=article)
    with time_machine.travel(NOON + dt.timedelta(hours=2), tick=False):
        save_article(actor=None, article=article)
    page = client.get(article.get_absolute_url()).text
    assert "The ferry runs again." in page
    assert "Mar 1 2026 12:00 utc" in page, "saving again is no further news"


def test_without_a_note_nothing_is_said(client: Client, article: Article) -> None:
    assert "update-note" not in client.get(article.get_absolute_url()).text


def test_the_articles_that_share_most_labels_are_related(
    client: Client, make_article: MakeArticle
) -> None:
    this = label(make_article("This"), "fog", "ships", category="Sea")
    label(make_article("Most alike"), "fog", "ships", category="Sea")
    label(make_article("Somewhat alike"), "fog")
    label(make_article("Another matter"), "bread")
    page = client.get(this.get_absolute_url()).text
    related = page[page.index('class="related"') :]
    related = related[: related.index("</nav>")]
    assert related.index("Most alike") < related.index("Somewhat alike")
    assert "Another matter" not in related


def test_unlisted_articles_are_related_to_nothing(
    client: Client, make_article: MakeArticle
) -> None:
    this = label(make_article("This"), "fog")
    hidden = make_article("Hidden")
    hidden.is_listed = False
    label(hidden, "fog")
    assert "Hidden" not in client.get(this.get_absolute_url()).text


def test_the_parts_of_a_series_are_in_its_order(client: Client, make_article: MakeArticle) -> None:
    series = name_label(label=Series(name="Down the River"))
    parts = []
    for number, title in ((2, "The Lock"), (1, "The Spring"), (3, "The Sea")):
        part = make_article(title)
        part.series, part.part = series, number
        parts.append(save_article(actor=None, article=part))
    page = client.get(parts[0].get_absolute_url()).text
    shown = page[page.index('class="series"') :]
    assert shown.index("The Spring") < shown.index("The Lock") < shown.index("The Sea")
    assert '<span aria-current="page">The Lock</span>' in shown


def test_the_page_stays_within_eight_queries(
    client: Client, thread: Thread, make_article: MakeArticle
) -> None:
    article = thread.article
    fill_thread(thread, 20)
    for number in range(4):
        label(make_article(f"Like it {number}", published_at=ARTICLE_DAY), "fog", category="Sea")
    label(article, "fog", category="Sea")
    for series in (None, name_label(label=Series(name="Down the River"))):
        article.series = series
        save_article(actor=None, article=article)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(article.get_absolute_url())
        assert len(captured) <= 8
