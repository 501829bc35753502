import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from blog.articles.services import save_article
from blog.models import Article, Redirect
from tests.people import ARTICLE_DAY

DRAFT, PUBLISHED = Article.Status.DRAFT, Article.Status.PUBLISHED


def _build_article(**fields: Any) -> Article:
    defaults = {"title": "The Harbour", "source": "<p>Ships.</p>", "published_at": ARTICLE_DAY}
    return Article(**(defaults | fields))


def _save_article(**fields: Any) -> Article:
    return save_article(actor=None, article=_build_article(**fields))


@pytest.mark.django_db
def test_html_and_text_are_rendered() -> None:
    article = _save_article(source="<p>Ships &amp; <b>boats</b>.<script>alert(1)</script></p>")
    assert "script" not in article.html
    assert article.text.strip() == "Ships & boats."


@pytest.mark.django_db
def test_saving_sets_the_time_of_the_update() -> None:
    article = _save_article()
    later = timezone.now() + dt.timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        assert save_article(actor=None, article=article).updated_at == later


@pytest.mark.django_db
def test_an_import_can_set_the_time_of_the_update() -> None:
    article = save_article(actor=None, article=_build_article(), updated_at=ARTICLE_DAY)
    article.refresh_from_db()
    assert article.updated_at == ARTICLE_DAY


@pytest.mark.django_db
def test_the_url_is_built_from_date_and_title() -> None:
    assert _save_article(title="Häfen, Ships & “Fog”").url_args == (2016, 12, "häfen-ships-fog")


@pytest.mark.django_db
def test_the_month_is_in_the_sites_time_zone(settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    new_year = dt.datetime(2016, 12, 31, 23, 30, tzinfo=dt.UTC)
    assert _save_article(published_at=new_year).url_args[:2] == (2017, 1)


@pytest.mark.django_db
def test_an_imported_article_can_set_its_url() -> None:
    article = _save_article(year=2013, month=5, basename="What_It_Was", status=PUBLISHED)
    assert article.get_absolute_url() == "/2013/05/What_It_Was.html"


@pytest.mark.django_db
def test_a_taken_basename_gets_a_number() -> None:
    names = [_save_article().basename for _ in range(3)]
    assert names == ["the-harbour", "the-harbour-2", "the-harbour-3"]


@pytest.mark.django_db
def test_a_basename_can_be_reused_in_another_month() -> None:
    _save_article()
    assert _save_article(published_at=ARTICLE_DAY.replace(month=11)).basename == "the-harbour"


@pytest.mark.django_db
def test_saving_again_does_not_change_the_url() -> None:
    article = _save_article(status=PUBLISHED)
    assert save_article(actor=None, article=article).basename == "the-harbour"
    assert not Redirect.objects.exists()


@pytest.mark.django_db
def test_the_url_of_a_draft_follows_its_date() -> None:
    article = _save_article(status=DRAFT)
    article.published_at = ARTICLE_DAY.replace(year=2018)
    article.status = PUBLISHED
    save_article(actor=None, article=article)
    assert article.url_args[:2] == (2018, 12)


@pytest.mark.parametrize("status", [DRAFT, PUBLISHED])
@pytest.mark.django_db
def test_the_url_is_fixed_after_the_first_publication(status: Article.Status) -> None:
    article = _save_article(status=PUBLISHED)
    article.status = status
    article.published_at = ARTICLE_DAY.replace(year=2018)
    assert save_article(actor=None, article=article).url_args[:2] == (2016, 12)


@pytest.mark.django_db
def test_changing_the_url_creates_a_redirect() -> None:
    article = _save_article(status=PUBLISHED)
    article.basename = "the-port"
    save_article(actor=None, article=article)
    assert Redirect.objects.get().path == "/2016/12/the-harbour.html"


@pytest.mark.django_db
def test_changing_the_url_of_a_draft_creates_no_redirect() -> None:
    article = _save_article(status=DRAFT)
    article.basename = "the-port"
    save_article(actor=None, article=article)
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("title", ["", "???", "x" * 600, "\x00\u202e"])
@pytest.mark.django_db
def test_any_title_gives_a_valid_url(title: str) -> None:
    article = _save_article(title=title)
    article.full_clean(exclude=["title"])
    assert len(article.title) <= 500


def test_an_author_can_save_and_publish(ann: User) -> None:
    article = save_article(actor=ann, article=_build_article(author=ann, status=DRAFT))
    article.status = PUBLISHED
    assert save_article(actor=ann, article=article).is_public


def test_an_editor_can_change_any_article(ed: User, ann: User) -> None:
    article = _save_article(author=ann)
    assert save_article(actor=ed, article=article).author == ann


def test_an_author_cannot_change_another_authors_article(ann: User, ed: User) -> None:
    article = _save_article(author=ed)
    with pytest.raises(PermissionDenied):
        save_article(actor=ann, article=article)


def test_a_moderator_cannot_save_articles(mo: User) -> None:
    with pytest.raises(PermissionDenied):
        save_article(actor=mo, article=_build_article(author=mo))
    assert not Article.objects.exists()


def test_without_publish_permission_only_drafts_can_be_saved(ann: User) -> None:
    ann.groups.get().permissions.remove(
        *ann.groups.get().permissions.filter(codename="publish_article")
    )
    ann = User.objects.get(pk=ann.pk)
    article = save_article(actor=ann, article=_build_article(author=ann, status=DRAFT))
    article.status = PUBLISHED
    with pytest.raises(PermissionDenied):
        save_article(actor=ann, article=article)


@pytest.mark.django_db
def test_an_import_takes_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for day in (1, 2):
        article = _build_article(title=f"Day {day}", status=PUBLISHED)
        # Savepoint, URL, row; for each kind of term: find, compare, link.
        with django_assert_max_num_queries(20 if day == 1 else 10):
            save_article(actor=None, article=article, categories=["Sea"], tags=["Fog", "Ships"])
