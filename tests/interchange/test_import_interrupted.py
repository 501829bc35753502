from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError

from blog.models import Article
from comments.models import Comment
from interchange import importing
from interchange.article_import import import_article
from interchange.formats import READERS
from interchange.import_report import ImportCounts
from interchange.import_run import ImportRun
from interchange.models import ImportRecord
from interchange.picture_import import PictureImporter
from interchange.source_records import ReadOptions, SourceArticle, SourceItem, UnreadableSource
from tests.interchange.import_helpers import comment, entry, store, texts

pytestmark = pytest.mark.django_db

THREE = "".join(
    entry(comment(), TITLE=name, UNIQUE_URL=f"https://blog.example/2012/03/{name}.html")
    for name in ("one", "two", "three")
)


def raise_after(monkeypatch: pytest.MonkeyPatch, title: str, error: BaseException) -> None:
    """Raise ``error`` after all rows of one article were written."""

    def broken(run: ImportRun, pictures: PictureImporter, key: str, source: SourceArticle) -> None:
        import_article(run, pictures, key, source)
        if source.title == title:
            raise error

    monkeypatch.setattr(importing, "import_article", broken)


def test_an_interrupted_import_can_be_continued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        raise_after(patch, "two", KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            store(tmp_path, THREE)
    assert [article.title for article in Article.objects.all()] == ["one"]
    assert Comment.objects.count() == 1

    report = store(tmp_path, THREE)

    assert report.articles == report.comments == ImportCounts(created=2, unchanged=1)
    assert Article.objects.count() == Comment.objects.count() == 3


def test_a_failed_article_is_rolled_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raise_after(monkeypatch, "two", IntegrityError("no"))

    report = store(tmp_path, THREE)

    assert report.articles == report.comments == ImportCounts(created=2, skipped=1)
    assert report.failures == 1
    assert texts(report) == ["Could not store “two”: no"]
    assert ImportRecord.objects.count() == 4


def test_a_truncated_source_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        store(tmp_path, THREE[: THREE.rindex("Hello")])

    assert not Article.objects.exists()


def test_the_whole_source_is_read_before_anything_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path, options: ReadOptions) -> Iterator[SourceItem]:
        yield from typepad(path, options)
        raise UnreadableSource("The end is missing.")

    typepad = READERS["typepad"]
    monkeypatch.setitem(READERS, "typepad", broken)

    with pytest.raises(UnreadableSource):
        store(tmp_path, THREE)

    assert not Article.objects.exists()
