"""The command that makes all HTML anew."""

from io import StringIO

import pytest
from django.core.management import call_command

from blog.models import Article
from tests.cast import MakeArticle


def _run(**options: object) -> str:
    output = StringIO()
    call_command("render_articles", stdout=output, **options)
    return output.getvalue()


@pytest.fixture
def stale(make_article: MakeArticle) -> Article:
    """An article whose HTML an older policy made."""
    return make_article(source="<p>Ships.</p><p>Boats.</p>", html="<p>Old.</p>")


def test_html_lead_and_text_are_made_anew(stale: Article) -> None:
    assert _run() == "1 articles read, 1 changed.\n"
    stale.refresh_from_db()
    assert stale.html.replace("\n", "") == "<p>Ships.</p><p>Boats.</p>"
    assert stale.lead_html == stale.html
    assert "Boats." in stale.text


def test_dates_stay(stale: Article) -> None:
    _run()
    assert Article.objects.get().updated_at == stale.updated_at


def test_a_second_run_changes_nothing(stale: Article) -> None:
    _run()
    assert _run() == "1 articles read, 0 changed.\n"


def test_a_dry_run_changes_nothing(stale: Article) -> None:
    assert _run(dry_run=True) == "1 articles read, 1 would change.\n"
    assert Article.objects.get().html == "<p>Old.</p>"
