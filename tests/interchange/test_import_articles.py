import datetime as dt
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from blog.models import Article
from comments.models import Thread
from interchange.import_report import ImportCounts
from tests.interchange.import_helpers import comment, entry, store, texts

pytestmark = pytest.mark.django_db


def only(tmp_path: Path, text: str) -> Article:
    store(tmp_path, text)
    return Article.objects.get()


def test_headers_categories_and_tags(tmp_path: Path) -> None:
    article = only(tmp_path, entry(CATEGORY="Sea &amp; Sky", TAGS='"old salt",tide'))

    assert (article.title, article.author_name, article.status) == ("First", "Ann", "published")
    assert article.published_at == dt.datetime(2012, 3, 25, 22, 21, 46, tzinfo=dt.UTC)
    assert [category.name for category in article.categories.all()] == ["Sea & Sky"]
    assert [tag.name for tag in article.tags.all()] == ["old salt", "tide"]


def test_the_author_is_the_user_with_the_same_email(tmp_path: Path) -> None:
    ann = get_user_model().objects.create_user("ann", email="Ann@example.org")

    assert only(tmp_path, entry(AUTHOR_EMAIL="ann@example.org")).author == ann


def test_an_author_without_email_is_no_user(tmp_path: Path) -> None:
    get_user_model().objects.create_user("ann", email="")

    assert only(tmp_path, entry(AUTHOR_EMAIL="")).author is None


def test_a_draft_stays_a_draft(tmp_path: Path) -> None:
    assert only(tmp_path, entry(STATUS="Draft")).status == Article.Status.DRAFT


def test_the_extended_body_follows_the_body(tmp_path: Path) -> None:
    text = entry(body="<p>One.</p>\n-----\nEXTENDED BODY:\n<p>Two.</p>")

    article = only(tmp_path, text)

    assert article.text.split() == ["One.", "Two."]
    assert article.has_more
    assert "Two" not in article.lead_html


def test_scripts_are_removed_with_a_warning(tmp_path: Path) -> None:
    report = store(tmp_path, entry(body="<p>Hi.</p><p></p><script>alert(1)</script>"))

    assert "alert" not in Article.objects.get().html
    (warning,) = report.warnings
    assert (warning.place, warning.text) == ("line 1", "“First”: 1 script removed.")


@pytest.mark.parametrize(("allow", "mode"), [("0", "closed"), ("2", "closed")])
def test_a_closed_thread_is_closed(tmp_path: Path, allow: str, mode: str) -> None:
    store(tmp_path, entry(comment(), ALLOW_COMMENTS=allow))

    assert Thread.objects.get().policy == mode


def test_an_open_thread_is_open(tmp_path: Path) -> None:
    store(tmp_path, entry(comment()))

    assert Thread.objects.get().policy == Thread.CommentPolicy.SITE


def test_an_invalid_date_is_replaced_by_that_of_the_url(tmp_path: Path) -> None:
    article = only(tmp_path, entry(DATE="00/00/0000 00:00:00"))

    assert article.published_at == dt.datetime(2012, 3, 1, tzinfo=dt.UTC)
    assert article.status == Article.Status.PUBLISHED


def test_an_invalid_date_is_replaced_by_that_of_the_first_comment(tmp_path: Path) -> None:
    article = only(tmp_path, entry(comment(), DATE="never", UNIQUE_URL=""))

    assert article.published_at == dt.datetime(2012, 3, 26, 9, tzinfo=dt.UTC)


def test_an_article_without_a_date_is_a_draft(tmp_path: Path) -> None:
    report = store(tmp_path, entry(DATE="never", UNIQUE_URL=""))

    assert Article.objects.get().status == Article.Status.DRAFT
    assert texts(report) == [
        "The date of the article is invalid: “never”.",
        "“First” has no date, so it is a draft.",
    ]


def test_comments_only_are_added_to_the_article_with_their_date(tmp_path: Path) -> None:
    store(tmp_path, entry(comment("One.")))

    report = store(
        tmp_path, entry(comment("Two."), NO_ENTRY="1", UNIQUE_URL="", TITLE="Other", body="Other.")
    )

    assert (report.articles, report.comments) == (
        ImportCounts(unchanged=1),
        ImportCounts(created=1),
    )
    assert Article.objects.get().text == "Hello."


def test_comments_only_without_an_article_are_skipped(tmp_path: Path) -> None:
    report = store(tmp_path, entry(comment(), NO_ENTRY="1", body=""))

    assert (report.articles, report.comments) == (ImportCounts(skipped=1), ImportCounts(skipped=1))
    assert not Article.objects.exists()


def test_comments_only_with_a_body_create_the_article(tmp_path: Path) -> None:
    text = entry(comment(), NO_ENTRY="1")

    assert store(tmp_path, text).articles == ImportCounts(created=1)
    assert store(tmp_path, text).articles == ImportCounts(unchanged=1)
