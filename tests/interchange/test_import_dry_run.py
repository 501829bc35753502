from pathlib import Path

import pytest
from PIL import Image

from blog.models import Article, Category, Picture
from blog.site.current import is_site_untitled
from comments.models import Comment, Commenter
from interchange.import_report import ImportCounts
from interchange.models import ImportRecord
from tests.interchange.import_helpers import comment, entry, store

pytestmark = pytest.mark.django_db


def test_nothing_is_stored_and_the_counts_are_correct(tmp_path: Path) -> None:
    text = entry(comment(), CATEGORY="Sea")

    dry = store(tmp_path, text, dry_run=True)

    models = (Article, Category, Comment, Commenter, ImportRecord)
    assert not any(model._default_manager.exists() for model in models)
    assert is_site_untitled()
    assert dry.to_dict() == store(tmp_path, text).to_dict()


def test_corrections_are_counted_but_not_stored(tmp_path: Path) -> None:
    store(tmp_path, entry(comment("Teh.")))

    dry = store(tmp_path, entry(comment("The."), body="New."), dry_run=True)

    assert dry.articles == dry.comments == ImportCounts(updated=1)
    assert Comment.objects.get().source == "Teh."


def test_no_picture_is_imported(tmp_path: Path) -> None:
    media = tmp_path / "pictures"
    media.mkdir()
    Image.new("RGB", (3, 2)).save(media / "sea.png")

    dry = store(tmp_path, entry(body='<img src="/sea.png">'), media=media, dry_run=True)

    assert dry.warnings == []
    assert not Picture.objects.exists()
    assert not (tmp_path / "media").exists()
