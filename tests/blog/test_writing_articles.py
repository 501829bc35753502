"""Articles are written by one service, which makes what readers see of them."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from blog.models import Article, Redirect
from blog.services import save_article
from tests.people import ARTICLE_DAY

DRAFT, PUBLISHED = Article.Status.DRAFT, Article.Status.PUBLISHED


def _article(**fields: Any) -> Article:
    defaults = {"title": "The Harbour", "source": "<p>Ships.</p>", "published_at": ARTICLE_DAY}
    return Article(**(defaults | fields))


def _saved(**fields: Any) -> Article:
    return save_article(actor=None, article=_article(**fields))


@pytest.mark.django_db
def test_the_html_and_the_text_are_made_from_the_source() -> None:
    article = _saved(source="<p>Ships &amp; <b>boats</b>.<script>alert(1)</script></p>")
    assert "script" not in article.html
    assert article.text.strip() == "Ships & boats."


@pytest.mark.django_db
def test_a_change_says_when_it_was_made() -> None:
    article = _saved()
    later = timezone.now() + dt.timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        assert save_article(actor=None, article=article).updated_at == later


@pytest.mark.django_db
def test_an_import_says_itself_when_the_last_change_was() -> None:
    article = save_article(actor=None, article=_article(), updated_at=ARTICLE_DAY)
    article.refresh_from_db()
    assert article.updated_at == ARTICLE_DAY


@pytest.mark.django_db
def test_the_address_comes_from_the_date_and_the_title() -> None:
    assert _saved(title="Häfen, Ships & “Fog”").address == (2016, 12, "häfen-ships-fog")


@pytest.mark.django_db
def test_the_month_is_the_one_of_the_sites_zone(settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    new_year = dt.datetime(2016, 12, 31, 23, 30, tzinfo=dt.UTC)
    assert _saved(published_at=new_year).address[:2] == (2017, 1)


@pytest.mark.django_db
def test_an_imported_article_keeps_the_address_that_it_had() -> None:
    article = _saved(year=2013, month=5, basename="What_It_Was", status=PUBLISHED)
    assert article.get_absolute_url() == "/2013/05/What_It_Was.html"


@pytest.mark.django_db
def test_a_taken_basename_gets_a_number() -> None:
    names = [_saved().basename for _ in range(3)]
    assert names == ["the-harbour", "the-harbour-2", "the-harbour-3"]


@pytest.mark.django_db
def test_the_same_basename_in_another_month_is_free() -> None:
    _saved()
    assert _saved(published_at=ARTICLE_DAY.replace(month=11)).basename == "the-harbour"


@pytest.mark.django_db
def test_saving_again_changes_no_address() -> None:
    article = _saved(status=PUBLISHED)
    assert save_article(actor=None, article=article).basename == "the-harbour"
    assert not Redirect.objects.exists()


@pytest.mark.django_db
def test_a_draft_follows_its_date_until_it_is_published() -> None:
    article = _saved(status=DRAFT)
    article.published_at = ARTICLE_DAY.replace(year=2018)
    article.status = PUBLISHED
    save_article(actor=None, article=article)
    assert article.address[:2] == (2018, 12)


@pytest.mark.parametrize("status", [DRAFT, PUBLISHED])
@pytest.mark.django_db
def test_the_address_stands_once_it_was_published(status: Article.Status) -> None:
    article = _saved(status=PUBLISHED)
    article.status = status
    article.published_at = ARTICLE_DAY.replace(year=2018)
    assert save_article(actor=None, article=article).address[:2] == (2016, 12)


@pytest.mark.django_db
def test_a_changed_address_leaves_a_redirect() -> None:
    article = _saved(status=PUBLISHED)
    article.basename = "the-port"
    save_article(actor=None, article=article)
    assert Redirect.objects.get().path == "/2016/12/the-harbour.html"


@pytest.mark.django_db
def test_a_draft_whose_address_changes_leaves_none() -> None:
    article = _saved(status=DRAFT)
    article.basename = "the-port"
    save_article(actor=None, article=article)
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("title", ["", "???", "x" * 600, "\x00\u202e"])
@pytest.mark.django_db
def test_any_title_gives_an_address(title: str) -> None:
    article = _saved(title=title)
    article.full_clean(exclude=["title"])
    assert len(article.title) <= 500


def test_an_author_writes_and_publishes(ann: User) -> None:
    article = save_article(actor=ann, article=_article(author=ann, status=DRAFT))
    article.status = PUBLISHED
    assert save_article(actor=ann, article=article).is_public


def test_an_editor_changes_the_article_of_somebody_else(ed: User, ann: User) -> None:
    article = _saved(author=ann)
    assert save_article(actor=ed, article=article).author == ann


def test_an_author_changes_no_article_of_somebody_else(ann: User, ed: User) -> None:
    article = _saved(author=ed)
    with pytest.raises(PermissionDenied):
        save_article(actor=ann, article=article)


def test_a_moderator_writes_nothing(mo: User) -> None:
    with pytest.raises(PermissionDenied):
        save_article(actor=mo, article=_article(author=mo))
    assert not Article.objects.exists()


def test_who_may_not_publish_writes_drafts_alone(ann: User) -> None:
    ann.groups.get().permissions.remove(
        *ann.groups.get().permissions.filter(codename="publish_article")
    )
    ann = User.objects.get(pk=ann.pk)
    article = save_article(actor=ann, article=_article(author=ann, status=DRAFT))
    article.status = PUBLISHED
    with pytest.raises(PermissionDenied):
        save_article(actor=ann, article=article)


@pytest.mark.django_db
def test_an_import_costs_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for day in (1, 2):
        article = _article(title=f"Day {day}", status=PUBLISHED)
        # savepoint, address, row; for each kind of label: find, compare, link
        with django_assert_max_num_queries(20 if day == 1 else 10):
            save_article(actor=None, article=article, categories=["Sea"], tags=["Fog", "Ships"])
