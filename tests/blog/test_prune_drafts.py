"""Working copies that hold nothing new go; words that nobody saved stay."""

import datetime as dt
import uuid

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from blog.models import Article, Draft, Page, Written, texts_of
from blog.services import save_article, save_page
from tests.blog.test_drafts import save, texts
from tests.people import MakeArticle

EMPTY = {"title": "", "source": "", "excerpt": ""}


def left(
    author: User, written: Written, words: dict[str, str] | None = None, *, days: int = 2
) -> Draft:
    """Save a working copy as it was so many days ago."""
    draft = save(author, written, key=uuid.uuid4(), texts=texts(**(words or {})))
    Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now() - dt.timedelta(days=days))
    return draft


def prune(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """Return what the command says."""
    call_command("prune_drafts", *options)
    return capsys.readouterr().out


def test_it_only_tells(ann: User, capsys: pytest.CaptureFixture[str]) -> None:
    left(ann, Article(), EMPTY)
    assert prune(capsys) == "1 working copies would be removed.\n"
    assert Draft.objects.count() == 1


def test_what_says_what_is_saved_goes(
    ann: User, ed: User, make_article: MakeArticle, capsys: pytest.CaptureFixture[str]
) -> None:
    article = make_article(author=ann)
    page = save_page(actor=ed, page=Page(title="About", source="<p>Fog</p>"))
    left(ann, article, texts_of(article))
    left(ed, page, texts_of(page))
    assert prune(capsys, "--delete") == "2 working copies removed.\n"
    assert Draft.objects.count() == 0


def test_what_was_saved_once_goes(
    ann: User, make_article: MakeArticle, capsys: pytest.CaptureFixture[str]
) -> None:
    article = make_article(author=ann)
    left(ann, article, texts_of(article))
    article.source = "<p>Ships</p>"
    save_article(actor=ann, article=article)
    prune(capsys, "--delete")
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("words", [{"source": "<p>New</p>"}, {"title": "New"}, {"excerpt": "New"}])
def test_words_that_nobody_saved_stay(
    ann: User, make_article: MakeArticle, capsys: pytest.CaptureFixture[str], words: dict[str, str]
) -> None:
    article = make_article(author=ann)
    left(ann, article, texts_of(article) | words, days=4000)
    left(ann, Article(), EMPTY | words, days=4000)
    # Another article's words are no history of this one.
    left(ann, make_article("Other", author=ann), texts_of(article), days=4000)
    assert prune(capsys, "--delete") == "0 working copies removed.\n"


def test_what_somebody_just_writes_stays(
    ann: User, make_article: MakeArticle, capsys: pytest.CaptureFixture[str]
) -> None:
    article = make_article(author=ann)
    left(ann, article, texts_of(article), days=0)
    left(ann, Article(), EMPTY, days=0)
    assert prune(capsys, "--delete") == "0 working copies removed.\n"


def test_a_site_may_keep_words_for_a_time_only(
    ann: User, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DRAFT_DAYS = 365
    young = left(ann, Article(), days=360)
    left(ann, Article(), days=370)
    prune(capsys, "--delete")
    assert Draft.objects.get() == young


def test_a_run_is_bounded_and_begins_with_the_oldest(
    ann: User, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = left(ann, Article(), EMPTY, days=2)
    for days in (4, 3):
        left(ann, Article(), EMPTY, days=days)
    assert prune(capsys, "--delete", "--most", "2") == "2 working copies removed.\n"
    assert Draft.objects.get() == kept


def test_many_cost_as_much_as_one(
    ann: User,
    capsys: pytest.CaptureFixture[str],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(20):
        left(ann, Article(), EMPTY)
    with django_assert_num_queries(4):
        prune(capsys, "--delete")
