from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import Article, Page, SiteSettings
from blog.rendering import services
from blog.site.current import get_current_site
from tests.people import MakeArticle

pytestmark = pytest.mark.django_db


def _run(**options: object) -> str:
    output = StringIO()
    call_command("render_articles", stdout=output, **options)
    return output.getvalue()


@pytest.fixture
def stale(make_article: MakeArticle) -> Article:
    """An article with outdated HTML."""
    return make_article(source="<p>Ships.</p><p>Boats.</p>", html="<p>Old.</p>")


def test_articles_are_rerendered(stale: Article) -> None:
    assert "1 of 1" in _run()
    stale.refresh_from_db()
    assert stale.html.replace("\n", "") == "<p>Ships.</p><p>Boats.</p>"
    assert stale.lead_html == stale.html
    assert "Boats." in stale.text


def test_pages_are_rerendered() -> None:
    page = Page.objects.create(title="About", basename="about", source="Us.", html="<script>")
    _run()
    page.refresh_from_db()
    assert page.html == "<p>Us.</p>"
    assert page.text == "Us."


def test_the_comment_rules_are_rerendered() -> None:
    row = {"comment_rules": "Be kind.", "comment_rules_html": "<script>"}
    SiteSettings.objects.update_or_create(pk=1, defaults=row)
    assert get_current_site().comment_rules == "<script>"
    _run()
    assert get_current_site().comment_rules == "<p>Be kind.</p>"


def test_dates_do_not_change(stale: Article) -> None:
    _run()
    assert Article.objects.get().updated_at == stale.updated_at


def test_a_second_run_changes_nothing(stale: Article) -> None:
    _run()
    assert "0 of 1" in _run()


def test_a_dry_run_changes_nothing(stale: Article) -> None:
    assert "1 of 1" in _run(dry_run=True)
    assert Article.objects.get().html == "<p>Old.</p>"


def test_it_processes_several_batches(
    stale: Article, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_article("Second", source="<p>Boats.</p>")
    monkeypatch.setattr(services, "BATCH", 1)
    assert [result.total for result in services.rerender_all()] == [1, 2]


@pytest.mark.postgres
def test_rows_are_locked(stale: Article) -> None:
    with CaptureQueriesContext(connection) as queries:
        _run()
    read = [query["sql"] for query in queries if '"blog_article"."source"' in query["sql"]]
    assert read
    assert all("FOR UPDATE" in sql for sql in read if sql.startswith("SELECT"))
