"""What authors and editors wrote gets its HTML by the present rules."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import Article, Page, SiteSettings
from blog.services import rendering
from blog.site import current_site
from tests.people import MakeArticle

pytestmark = pytest.mark.django_db


def _run(**options: object) -> str:
    output = StringIO()
    call_command("render_articles", stdout=output, **options)
    return output.getvalue()


@pytest.fixture
def stale(make_article: MakeArticle) -> Article:
    """An article whose HTML an older policy made."""
    return make_article(source="<p>Ships.</p><p>Boats.</p>", html="<p>Old.</p>")


def test_html_lead_and_text_are_made_anew(stale: Article) -> None:
    assert "of 1 texts of authors and editors, 1 changed" in _run()
    stale.refresh_from_db()
    assert stale.html.replace("\n", "") == "<p>Ships.</p><p>Boats.</p>"
    assert stale.lead_html == stale.html
    assert "Boats." in stale.text


def test_a_page_is_made_anew() -> None:
    page = Page.objects.create(title="About", basename="about", source="Us.", html="<script>")
    _run()
    page.refresh_from_db()
    assert page.html == "<p>Us.</p>"
    assert page.text == "Us."


def test_the_words_at_the_comment_form_are_made_anew() -> None:
    row = {"comment_policy": "Be kind.", "comment_policy_html": "<script>"}
    SiteSettings.objects.update_or_create(pk=1, defaults=row)
    assert current_site().comment_policy == "<script>"
    _run()
    assert current_site().comment_policy == "<p>Be kind.</p>"


def test_dates_stay(stale: Article) -> None:
    _run()
    assert Article.objects.get().updated_at == stale.updated_at


def test_a_second_run_changes_nothing(stale: Article) -> None:
    _run()
    assert "of 1 texts of authors and editors, 0 changed" in _run()


def test_a_dry_run_changes_nothing(stale: Article) -> None:
    assert "of 1 texts of authors and editors, 1 would change" in _run(dry_run=True)
    assert Article.objects.get().html == "<p>Old.</p>"


def test_it_goes_on_beyond_one_batch(
    stale: Article, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_article("Second", source="<p>Boats.</p>")
    monkeypatch.setattr(rendering, "BATCH", 1)
    assert [one.seen for one in rendering.render_again()] == [1, 2]


@pytest.mark.postgres
def test_what_an_author_may_be_saving_is_locked(stale: Article) -> None:
    with CaptureQueriesContext(connection) as queries:
        _run()
    read = [one["sql"] for one in queries if '"blog_article"."source"' in one["sql"]]
    assert read
    assert all("FOR UPDATE" in sql for sql in read if sql.startswith("SELECT"))
