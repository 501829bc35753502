"""A command finds pictures that nothing shows, and removes them when asked to."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from accounts.models import User
from blog.articles.services import save_article
from blog.models import Article, Draft, Page, Picture, Revision, SiteLink, SiteSettings
from blog.pages.services import save_page
from blog.pictures.renditions.services import create_renditions
from blog.pictures.services import add_picture
from tests.blog.pictures.files import create_photograph, create_picture_file

OLD = dt.timedelta(days=60)
STRAY = "pictures/2016/12/stray.png"


@pytest.fixture
def old(db: None) -> Picture:
    """A picture that came in long ago."""
    picture = add_picture(file=BytesIO(create_photograph((500, 250))), name="Höfe.jpg")
    create_renditions(picture=picture)
    Picture.objects.update(added_at=picture.added_at - OLD)
    return picture


def prune(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """Return what the command says."""
    call_command("prune_pictures", *options)
    return capsys.readouterr().out.splitlines()


def files() -> list[Path]:
    folders = Path(settings.MEDIA_ROOT), Path(settings.ORIGINALS_ROOT)
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_it_only_tells(old: Picture, capsys: pytest.CaptureFixture[str]) -> None:
    said = prune(capsys)
    assert said == [str(old), "1 pictures and 0 files would be removed."]
    assert Picture.objects.exists()


def test_it_removes_when_asked_to(
    old: Picture,
    capsys: pytest.CaptureFixture[str],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert prune(capsys, "--delete")[-1] == "1 pictures and 0 files removed."
    assert not Picture.objects.exists()
    assert files() == []


def _in_draft(address: str) -> None:
    save_article(actor=None, article=Article(title="Ships", source=f'<img src="{address}">'))


def _in_markdown(address: str) -> None:
    article = Article(title="Ships", source=f"![Ships]({address})", markup="markdown")
    save_article(actor=None, article=article)


def _in_page(address: str) -> None:
    save_page(actor=None, page=Page(title="About", source=f"<a href='{address}'>bigger</a>"))


def _in_excerpt(address: str) -> None:
    save_article(actor=None, article=Article(title="Ships", excerpt=f"See {address}, here."))


def _in_menu(address: str) -> None:
    SiteSettings.objects.create(pk=1)
    SiteLink.objects.create(place=SiteLink.Place.MENU, label="Map", address=address)


@pytest.mark.parametrize("show", [_in_draft, _in_markdown, _in_page, _in_excerpt, _in_menu])
@pytest.mark.parametrize("of", ["quoted", "plain", "variant"])
def test_what_any_text_shows_stays(
    old: Picture, capsys: pytest.CaptureFixture[str], show: Callable[[str], None], of: str
) -> None:
    variant = old.renditions.all()[0].file.url
    show({"quoted": old.file.url, "plain": f"/media/{old}", "variant": variant}[of])
    assert prune(capsys, "--delete") == ["0 pictures and 0 files removed."]


def test_what_a_working_copy_or_a_former_version_shows_stays(
    old: Picture, article: Article, ann: User, capsys: pytest.CaptureFixture[str]
) -> None:
    source = f'<img src="{old.file.url}">'
    draft = Draft.objects.create(author=ann, article=article, source=source)
    assert prune(capsys, "--delete") == ["0 pictures and 0 files removed."]
    draft.delete()
    Revision.objects.create(article=article, number=99, source=source)
    assert prune(capsys, "--delete") == ["0 pictures and 0 files removed."]


def test_what_came_in_lately_stays(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    add_picture(file=BytesIO(create_picture_file()), name="new.png")
    default_storage.save(STRAY, ContentFile(create_picture_file()))
    assert prune(capsys, "--delete") == ["0 pictures and 0 files removed."]
    assert prune(capsys, "--days", "0")[-1] == "1 pictures and 1 files would be removed."


def test_files_without_a_picture_go_unless_a_text_shows_them(
    article: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    default_storage.save(STRAY, ContentFile(create_picture_file()))
    article.source = f'<img src="/media/{STRAY}">'
    save_article(actor=None, article=article)
    assert prune(capsys, "--delete", "--days", "0") == ["0 pictures and 0 files removed."]
    article.source = ""
    save_article(actor=None, article=article)
    said = prune(capsys, "--delete", "--days", "0")
    assert said == [f"{STRAY} (a file without a picture)", "0 pictures and 1 files removed."]
    assert not default_storage.exists(STRAY)
