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

pytestmark = [pytest.mark.one_database, pytest.mark.slow]

OLD = dt.timedelta(days=60)
STRAY = "pictures/2016/12/stray.png"


@pytest.fixture
def old_picture(db: None) -> Picture:
    picture = add_picture(file=BytesIO(create_photograph((500, 250))), name="Höfe.jpg")
    create_renditions(picture=picture)
    Picture.objects.update(added_at=picture.added_at - OLD)
    return picture


def prune(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """Run the command; return the lines that it prints."""
    call_command("prune_pictures", *options)
    return capsys.readouterr().out.splitlines()


def list_files() -> list[Path]:
    folders = Path(settings.MEDIA_ROOT), Path(settings.ORIGINALS_ROOT)
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_it_only_lists_by_default(old_picture: Picture, capsys: pytest.CaptureFixture[str]) -> None:
    assert prune(capsys)[:-1] == [str(old_picture)]
    assert Picture.objects.exists()


def test_it_deletes_orphaned_pictures(
    old_picture: Picture,
    capsys: pytest.CaptureFixture[str],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        prune(capsys, "--delete")
    assert not Picture.objects.exists()
    assert list_files() == []


def _in_draft(url: str) -> None:
    save_article(actor=None, article=Article(title="Ships", source=f'<img src="{url}">'))


def _in_markdown(url: str) -> None:
    article = Article(title="Ships", source=f"![Ships]({url})", markup="markdown")
    save_article(actor=None, article=article)


def _in_page(url: str) -> None:
    save_page(actor=None, page=Page(title="About", source=f"<a href='{url}'>View larger</a>"))


def _in_excerpt(url: str) -> None:
    save_article(actor=None, article=Article(title="Ships", excerpt=f"See {url}, here."))


def _in_menu(url: str) -> None:
    SiteSettings.objects.create(pk=1)
    SiteLink.objects.create(location=SiteLink.Location.MENU, label="Map", url=url)


@pytest.mark.slow
@pytest.mark.parametrize("show_in", [_in_draft, _in_markdown, _in_page, _in_excerpt, _in_menu])
@pytest.mark.parametrize("form", ["quoted", "plain", "rendition"])
def test_pictures_in_any_text_are_not_deleted(
    old_picture: Picture,
    capsys: pytest.CaptureFixture[str],
    show_in: Callable[[str], None],
    form: str,
) -> None:
    rendition = old_picture.renditions.all()[0].file.url
    show_in(
        {"quoted": old_picture.file.url, "plain": f"/media/{old_picture}", "rendition": rendition}[
            form
        ]
    )
    assert len(prune(capsys, "--delete")) == 1
    assert Picture.objects.exists()


def test_pictures_in_drafts_and_revisions_are_not_deleted(
    old_picture: Picture, article: Article, ann: User, capsys: pytest.CaptureFixture[str]
) -> None:
    source = f'<img src="{old_picture.file.url}">'
    draft = Draft.objects.create(author=ann, article=article, source=source)
    assert len(prune(capsys, "--delete")) == 1
    assert Picture.objects.exists()
    draft.delete()
    Revision.objects.create(article=article, number=99, source=source)
    assert len(prune(capsys, "--delete")) == 1
    assert Picture.objects.exists()


def test_recent_files_are_not_deleted(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    add_picture(file=BytesIO(create_picture_file()), name="new.png")
    default_storage.save(STRAY, ContentFile(create_picture_file()))
    assert len(prune(capsys, "--delete")) == 1
    assert Picture.objects.exists()
    assert len(prune(capsys, "--days", "0")) == 3


def test_stray_files_are_deleted_unless_a_text_shows_them(
    article: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    default_storage.save(STRAY, ContentFile(create_picture_file()))
    article.source = f'<img src="/media/{STRAY}">'
    save_article(actor=None, article=article)
    prune(capsys, "--delete", "--days", "0")
    assert default_storage.exists(STRAY)
    article.source = ""
    save_article(actor=None, article=article)
    prune(capsys, "--delete", "--days", "0")
    assert not default_storage.exists(STRAY)
