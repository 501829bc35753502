import datetime as dt

import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.articles.services import save_article
from blog.models import Article, Series
from blog.taxonomy.services import save_term
from comments.models import Thread
from tests.people import ARTICLE_DAY, MakeArticle, fill_thread

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def set_terms(article: Article, *tags: str, category: str = "") -> Article:
    categories = [category] if category else []
    return save_article(actor=None, article=article, tags=tags, categories=categories)


def test_an_update_note_has_a_time(client: Client, article: Article) -> None:
    article.update_note = "The ferry runs again."
    with time_machine.travel(NOON, tick=False):
        save_article(actor=None, article=article)
    with time_machine.travel(NOON + dt.timedelta(hours=2), tick=False):
        save_article(actor=None, article=article)
    page = client.get(article.get_absolute_url()).text
    assert "The ferry runs again." in page
    # Saving again doesn't change the time of the note.
    assert f'datetime="{NOON.isoformat()}"' in page


def test_without_an_update_note_none_is_shown(client: Client, article: Article) -> None:
    assert "update-note" not in client.get(article.get_absolute_url()).text


def test_articles_that_share_most_terms_are_related(
    client: Client, make_article: MakeArticle
) -> None:
    this = set_terms(make_article("This"), "fog", "ships", category="Sea")
    set_terms(make_article("Most similar"), "fog", "ships", category="Sea")
    set_terms(make_article("Somewhat similar"), "fog")
    set_terms(make_article("Unrelated"), "bread")
    page = client.get(this.get_absolute_url()).text
    related = page[page.index('class="related"') :]
    related = related[: related.index("</nav>")]
    assert related.index("Most similar") < related.index("Somewhat similar")
    assert "Unrelated" not in related


def test_unlisted_articles_are_not_related(client: Client, make_article: MakeArticle) -> None:
    this = set_terms(make_article("This"), "fog")
    unlisted = make_article("Hidden")
    unlisted.is_listed = False
    set_terms(unlisted, "fog")
    assert "Hidden" not in client.get(this.get_absolute_url()).text


def test_the_parts_of_a_series_are_sorted(client: Client, make_article: MakeArticle) -> None:
    series = save_term(term=Series(name="Down the River"))
    parts = []
    for number, title in ((2, "The Lock"), (1, "The Spring"), (3, "The Sea")):
        part = make_article(title)
        part.series, part.part = series, number
        parts.append(save_article(actor=None, article=part))
    page = client.get(parts[0].get_absolute_url()).text
    series_part = page[page.index('class="series"') :]
    assert (
        series_part.index("The Spring")
        < series_part.index("The Lock")
        < series_part.index("The Sea")
    )
    assert '<span aria-current="page">The Lock</span>' in series_part


def test_the_page_takes_at_most_eight_queries(
    client: Client, thread: Thread, make_article: MakeArticle
) -> None:
    article = thread.article
    fill_thread(thread, 20)
    for number in range(4):
        set_terms(
            make_article(f"Similar {number}", published_at=ARTICLE_DAY), "fog", category="Sea"
        )
    set_terms(article, "fog", category="Sea")
    for series in (None, save_term(term=Series(name="Down the River"))):
        article.series = series
        save_article(actor=None, article=article)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(article.get_absolute_url())
        assert len(captured) <= 8
