import datetime as dt
import uuid

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from blog.articles.services import save_article
from blog.models import Article, Content, Draft, Page, get_texts
from blog.pages.services import save_page
from tests.blog.editor.test_drafts import build_texts, save
from tests.people import MakeArticle

EMPTY = {"title": "", "source": "", "excerpt": ""}


def save_old_draft(
    author: User, content: Content, changes: dict[str, str] | None = None, *, days: int = 2
) -> Draft:
    """Save a draft with a time in the past."""
    draft = save(author, content, key=uuid.uuid4(), texts=build_texts(**(changes or {})))
    Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now() - dt.timedelta(days=days))
    return draft


def prune(capsys: pytest.CaptureFixture[str], *options: str) -> int:
    """Run the command; return the number that it prints."""
    call_command("prune_drafts", *options)
    return int(capsys.readouterr().out.split()[-1])


def test_it_only_counts_by_default(ann: User, capsys: pytest.CaptureFixture[str]) -> None:
    save_old_draft(ann, Article(), EMPTY)
    assert prune(capsys) == 1
    assert Draft.objects.count() == 1


def test_drafts_equal_to_the_saved_text_are_deleted(
    ann: User, ed: User, make_article: MakeArticle, capsys: pytest.CaptureFixture[str]
) -> None:
    article = make_article(author=ann)
    page = save_page(actor=ed, page=Page(title="About", source="<p>Fog</p>"))
    save_old_draft(ann, article, get_texts(article))
    save_old_draft(ed, page, get_texts(page))
    assert prune(capsys, "--delete") == 2
    assert Draft.objects.count() == 0


def test_drafts_equal_to_a_revision_are_deleted(
    ann: User, make_article: MakeArticle, capsys: pytest.CaptureFixture[str]
) -> None:
    article = make_article(author=ann)
    save_old_draft(ann, article, get_texts(article))
    article.source = "<p>Ships</p>"
    save_article(actor=ann, article=article)
    prune(capsys, "--delete")
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    "changes", [{"source": "<p>New</p>"}, {"title": "New"}, {"excerpt": "New"}]
)
def test_drafts_with_unsaved_text_are_not_deleted(
    ann: User,
    make_article: MakeArticle,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, str],
) -> None:
    article = make_article(author=ann)
    save_old_draft(ann, article, get_texts(article) | changes, days=4000)
    save_old_draft(ann, Article(), EMPTY | changes, days=4000)
    # The text of another article doesn't make this draft redundant.
    save_old_draft(ann, make_article("Other", author=ann), get_texts(article), days=4000)
    assert prune(capsys, "--delete") == 0


def test_recent_drafts_are_not_deleted(
    ann: User, make_article: MakeArticle, capsys: pytest.CaptureFixture[str]
) -> None:
    article = make_article(author=ann)
    save_old_draft(ann, article, get_texts(article), days=0)
    save_old_draft(ann, Article(), EMPTY, days=0)
    assert prune(capsys, "--delete") == 0


def test_draft_days_limits_the_age_of_all_drafts(
    ann: User, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DRAFT_DAYS = 365
    young = save_old_draft(ann, Article(), days=360)
    save_old_draft(ann, Article(), days=370)
    prune(capsys, "--delete")
    assert Draft.objects.get() == young


def test_the_limit_applies_to_the_oldest_first(
    ann: User, capsys: pytest.CaptureFixture[str]
) -> None:
    youngest = save_old_draft(ann, Article(), EMPTY, days=2)
    for days in (4, 3):
        save_old_draft(ann, Article(), EMPTY, days=days)
    assert prune(capsys, "--delete", "--limit", "2") == 2
    assert Draft.objects.get() == youngest


def test_the_query_count_is_constant(
    ann: User,
    capsys: pytest.CaptureFixture[str],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(20):
        save_old_draft(ann, Article(), EMPTY)
    with django_assert_num_queries(4):
        prune(capsys, "--delete")
