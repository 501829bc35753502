import stat
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from django.tasks import default_task_backend
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.articles.services import save_article
from blog.models import Article, Page, Picture, Rendition
from blog.pages.services import save_page
from blog.pictures.renditions.services import create_renditions
from blog.pictures.renditions.tasks import create_picture_renditions
from blog.pictures.services import add_picture, delete_picture
from tests.blog.pictures.files import create_photograph, create_picture_file

pytestmark = [pytest.mark.one_database, pytest.mark.slow]

SMALL_WIDTH, FULL_WIDTH = 400, 500


@pytest.fixture
def picture(db: None) -> Picture:
    """A picture without renditions."""
    return add_picture(
        file=BytesIO(create_photograph((FULL_WIDTH, 250))), name="Höfe.jpg", alt="Ships"
    )


def create_article_with(picture: Picture) -> Article:
    article = Article(title="Ships", source=f'<p><img src="{picture.file.url}"></p>')
    return save_article(actor=None, article=article)


def test_adding_a_picture_enqueues_a_task(
    db: None, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        picture = add_picture(file=BytesIO(create_picture_file()), name="a.png")
    assert picture.state == Picture.State.PENDING
    (result,) = default_task_backend.results  # type: ignore[attr-defined]  # of the dummy backend
    assert (result.task.func, result.args) == (create_picture_renditions.func, [picture.pk])


def test_the_task_creates_renditions(picture: Picture) -> None:
    create_picture_renditions.call(picture.pk)
    picture.refresh_from_db()
    assert picture.state == Picture.State.READY
    assert {(rendition.format, rendition.width) for rendition in picture.renditions.all()} == {
        (kind, width) for kind in Rendition.Format.values for width in (SMALL_WIDTH, FULL_WIDTH)
    }
    assert all(default_storage.exists(str(rendition)) for rendition in picture.renditions.all())


def test_the_task_ignores_deleted_pictures(picture: Picture) -> None:
    pk = picture.pk
    delete_picture(picture=picture)
    create_picture_renditions.call(pk)
    assert not Rendition.objects.exists()


def test_a_failed_picture_is_shown_without_renditions(
    picture: Picture, caplog: pytest.LogCaptureFixture
) -> None:
    storages["originals"].delete(picture.original.name or "")
    create_renditions(picture=picture)
    picture.refresh_from_db()
    assert picture.state == Picture.State.FAILED
    assert f"picture {picture.pk}" in caplog.text
    assert picture.file.url in create_article_with(picture).html


def test_creating_renditions_rerenders_articles_with_the_picture(
    picture: Picture,
) -> None:
    article = create_article_with(picture)
    assert 'alt="Ships" width="500" height="250"' in article.html
    assert "srcset" not in article.html
    before = article.updated_at
    create_renditions(picture=picture)
    article.refresh_from_db()
    assert article.updated_at == before
    for kind in ("avif", "webp"):
        assert f'<source type="image/{kind}" srcset="/media/pictures/' in article.html
    jpeg = [rendition for rendition in picture.renditions.all() if rendition.format == "jpeg"]
    srcset = ", ".join(f"{rendition.file.url} {rendition.width}w" for rendition in jpeg)
    assert f'<img src="{picture.file.url}" srcset="{srcset}" sizes="500px"' in article.html


def test_a_new_article_uses_existing_renditions(picture: Picture) -> None:
    create_renditions(picture=picture)
    assert "srcset" in create_article_with(picture).html


def test_pages_use_renditions(picture: Picture) -> None:
    page = Page(title="About", source=f'<img src="{picture.file.url}">')
    save_page(actor=None, page=page)
    create_renditions(picture=picture)
    page.refresh_from_db()
    assert "srcset" in page.html


def test_other_articles_are_not_rerendered(picture: Picture, article: Article) -> None:
    create_renditions(picture=picture)
    article.refresh_from_db()
    assert article.html == "<p>The harbour is full of ships.</p>"


def test_all_pictures_but_the_first_load_lazily(
    picture: Picture,
) -> None:
    image = f'<p><img src="{picture.file.url}"></p>'
    article = Article(title="Ships", source=f"{image}<!--more-->{image}")
    save_article(actor=None, article=article)
    first, second = article.html.split("\n")
    assert "lazy" not in first
    assert 'loading="lazy"' in second
    assert 'loading="lazy"' in article.lead_html
    assert article.has_more


def test_regenerating_deletes_the_old_files(
    picture: Picture, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    create_renditions(picture=picture)
    before = {str(rendition) for rendition in picture.renditions.all()}
    with django_capture_on_commit_callbacks(execute=True):
        create_renditions(picture=Picture.objects.get())
    after = {str(rendition) for rendition in Picture.objects.get().renditions.all()}
    assert not any(default_storage.exists(name) for name in before)
    assert all(default_storage.exists(name) for name in after)


def test_the_original_is_private(picture: Picture, client: Client) -> None:
    path = Path(picture.original.path)
    assert path.is_relative_to(settings.ORIGINALS_ROOT)
    assert not path.is_relative_to(settings.MEDIA_ROOT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert client.get(f"/media/{picture.original.name}").status_code == 404
    with pytest.raises(ValueError, match="not served"):
        _ = picture.original.url


def test_deleting_a_picture_deletes_all_its_files(
    picture: Picture, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    create_renditions(picture=picture)
    with django_capture_on_commit_callbacks(execute=True):
        delete_picture(picture=picture)
    folders = Path(settings.MEDIA_ROOT), Path(settings.ORIGINALS_ROOT)
    assert not [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_the_command_creates_missing_renditions(
    picture: Picture, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("regenerate_renditions")
    call_command("regenerate_renditions")
    first, second = capsys.readouterr().out.splitlines()
    assert "1" in first
    assert "1" not in second
    assert Picture.objects.get().state == Picture.State.READY


def test_the_admin_shows_the_status_and_can_regenerate(
    picture: Picture, client: Client, ed: User
) -> None:
    create_renditions(picture=picture)
    client.force_login(ed)
    path = reverse("admin:blog_picture_changelist")
    assert "Ready" in client.get(path).text
    client.post(path, {"action": "regenerate_renditions", "_selected_action": [picture.pk]})
    assert Picture.objects.get().state == Picture.State.PENDING
