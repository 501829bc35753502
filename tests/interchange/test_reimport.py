from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import Article, Redirect
from comments.models import Comment
from interchange.import_report import ImportCounts
from interchange.importing import import_site
from tests.corpora import typepad_excerpt
from tests.interchange.import_helpers import NOTHING, comment, entry, store
from tests.interchange.read_helpers import options

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.slow
def test_a_real_export_is_imported_once(tmp_path: Path) -> None:
    path = typepad_excerpt("around-the-corner", tmp_path, every=5)
    articles, comments = 57, 15

    first = import_site(path=path, format_name="typepad", options=options())
    second = import_site(path=path, format_name="typepad", options=options())

    assert (first.articles, first.comments) == (
        ImportCounts(created=articles),
        ImportCounts(created=comments),
    )
    assert (second.articles, second.comments) == (
        ImportCounts(unchanged=articles),
        ImportCounts(unchanged=comments),
    )
    assert (Article.objects.count(), Comment.objects.count()) == (articles, comments)
    assert first.failures == second.failures == 0


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    text = entry(comment(), comment("Again.", minute=5)) + entry(UNIQUE_URL="", TITLE="Other")
    store(tmp_path, text)

    with CaptureQueriesContext(connection) as queries:
        store(tmp_path, text)

    written = [query["sql"] for query in queries if query["sql"].startswith(("INS", "UPD", "DEL"))]
    assert written == []


def test_a_corrected_comment_is_updated_and_keeps_its_number(tmp_path: Path) -> None:
    store(tmp_path, entry(comment("Teh."), comment("Same.", minute=1)))

    report = store(tmp_path, entry(comment("The."), comment("Same.", minute=1)))

    assert report.comments == ImportCounts(updated=1, unchanged=1)
    assert list(Comment.objects.order_by("number").values_list("number", "source", "text")) == [
        (1, "The.", "The."),
        (2, "Same.", "Same."),
    ]


def test_a_corrected_article_keeps_its_url(tmp_path: Path) -> None:
    store(tmp_path, entry(body="Teh."))

    report = store(tmp_path, entry(body="The.", TITLE="New", BASENAME="new", CATEGORY="Sea"))

    article = Article.objects.get()
    assert report.articles == ImportCounts(updated=1)
    assert (article.title, article.text, article.basename) == ("New", "The.", "first")
    assert [category.name for category in article.categories.all()] == ["Sea"]


def test_a_later_export_adds_new_comments(tmp_path: Path) -> None:
    store(tmp_path, entry(comment("One.")))

    report = store(tmp_path, entry(comment("One."), comment("Two.", minute=9)))

    assert report.comments == ImportCounts(created=1, unchanged=1)
    assert list(Comment.objects.order_by("number").values_list("number", "source")) == [
        (1, "One."),
        (2, "Two."),
    ]


def test_deleted_rows_are_not_imported_again(tmp_path: Path) -> None:
    text = entry(comment("One."), comment("Two.", minute=9))
    store(tmp_path, text)
    Comment.objects.filter(source="Two.").delete()

    assert store(tmp_path, text).comments == ImportCounts(unchanged=1, skipped=1)

    Article.objects.all().delete()
    report = store(tmp_path, text)

    assert (report.articles, report.comments) == (ImportCounts(skipped=1), ImportCounts(skipped=2))
    assert not Article.objects.exists()


def test_entries_with_the_same_key_are_separate_articles(tmp_path: Path) -> None:
    text = entry(TITLE="One") + entry(TITLE="Two")

    first, second = store(tmp_path, text), store(tmp_path, text)

    assert first.articles == ImportCounts(created=2)
    assert second.articles == ImportCounts(unchanged=2)
    assert {article.basename for article in Article.objects.all()} == {"first", "first-2"}


def test_the_key_does_not_depend_on_https(tmp_path: Path) -> None:
    text = entry(comment())
    store(tmp_path, text)

    report = store(tmp_path, text.replace("https://blog", "http://www.blog"))

    assert report.articles == ImportCounts(updated=1)
    assert report.comments == ImportCounts(unchanged=1)


def test_an_export_from_another_host_adds_only_new_comments(tmp_path: Path) -> None:
    store(tmp_path, entry(comment()))

    report = store(
        tmp_path,
        entry(
            comment(),
            comment("Two.", minute=9),
            UNIQUE_URL="https://moved.example/2012/03/first.html",
        ),
    )

    assert report.articles == ImportCounts(unchanged=1)
    assert report.comments == ImportCounts(created=1, unchanged=1)
    assert Article.objects.count() == 1


def test_spam_is_skipped_with_a_warning(tmp_path: Path) -> None:
    report = store(tmp_path, entry(STATUS="Spam"))

    assert (report.articles, report.comments) == (ImportCounts(skipped=1), NOTHING)
    assert [warning.text for warning in report.warnings] == ["Skipped “First”: it is spam."]


def test_redirects_are_not_duplicated(tmp_path: Path) -> None:
    text = entry(UNIQUE_URL="https://blog.example/weblog/2012/03/first.html")
    store(tmp_path, text)
    store(tmp_path, text.replace("Hello", "Bye"))

    assert [redirect.path for redirect in Redirect.objects.all()] == ["/weblog/2012/03/first.html"]
