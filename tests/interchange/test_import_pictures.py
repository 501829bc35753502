from pathlib import Path

import pytest
from PIL import Image

from blog.models import Article, Picture
from interchange.import_report import ImportCounts
from tests.interchange.import_helpers import entry, store, texts

pytestmark = pytest.mark.django_db

ASSET = "6a00d8341c0000000001a3fd000001970b"
HOST = "https://blog.example/.a"
BODY = (
    f'<p><a href="{HOST}/{ASSET}-popup"><img alt="Dredger" src="{HOST}/{ASSET}-500wi" /></a></p>'
    f'<p><a href="{HOST}/{ASSET}-pi">bigger</a></p>'
)


@pytest.fixture
def media(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    return folder


def draw(path: Path, width: int = 4) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (width, 3)).save(path, "PNG")


def test_all_sizes_are_replaced_by_the_largest(tmp_path: Path, media: Path) -> None:
    draw(media / f"{ASSET}-500wi.png", 5)
    draw(media / f"{ASSET}-800wi.png", 8)

    report = store(tmp_path, entry(body=BODY), media=media)

    picture = Picture.objects.get()
    html = Article.objects.get().html
    assert picture.width == 8
    assert html.count(picture.file.url) == 3
    assert HOST not in html
    assert texts(report) == []


@pytest.mark.parametrize(
    "src",
    [
        "https://blog.example/photos/sea.png",
        "/photos/sea.png",
        "photos/sea.png",
        "https://blog.example/photos/SEA.PNG?size=2",
    ],
)
def test_a_picture_is_found_by_its_path(tmp_path: Path, media: Path, src: str) -> None:
    draw(media / "photos" / "sea.png", 6)
    draw(media / "old" / "sea.png", 7)

    store(tmp_path, entry(body=f'<img src="{src}" alt="">'), media=media)

    assert Picture.objects.get().width == 6


def test_ambiguous_files_are_not_imported(tmp_path: Path, media: Path) -> None:
    draw(media / "a" / "sea.png")
    draw(media / "b" / "sea.png")

    report = store(tmp_path, entry(body='<img src="/c/sea.png">'), media=media)

    assert "Picture not found: /c/sea.png" in texts(report)


def test_missing_pictures_are_reported_once(tmp_path: Path, media: Path) -> None:
    image = f'<p>Hi.</p><img src="{HOST}/{ASSET}-500wi">'
    text = entry(body=image * 2) + entry(TITLE="Two", UNIQUE_URL="", BASENAME="two", body=image)

    report = store(tmp_path, text, media=media)

    assert [(warning.place, warning.text) for warning in report.warnings] == [
        ("line 1", f"Picture not found: {HOST}/{ASSET}-500wi")
    ]


def test_an_invalid_picture_is_skipped(tmp_path: Path, media: Path) -> None:
    (media / "sea.png").write_text("<svg onload=alert(1)>")

    report = store(tmp_path, entry(body='<p>Hi.</p><img src="/sea.png">'), media=media)

    assert not Picture.objects.exists()
    assert texts(report)[0].startswith("Skipped the picture sea.png: ")


def test_a_second_run_with_or_without_the_folder_changes_nothing(
    tmp_path: Path, media: Path
) -> None:
    draw(media / "sea.png")
    text = entry(body='<img src="/sea.png" alt="">')
    store(tmp_path, text, media=media)

    assert store(tmp_path, text, media=media).articles == ImportCounts(unchanged=1)
    assert store(tmp_path, text).articles == ImportCounts(unchanged=1)
    assert Picture.objects.count() == 1


def test_pictures_can_be_added_later(tmp_path: Path, media: Path) -> None:
    text = entry(body='<img src="/sea.png" alt="">')
    store(tmp_path, text)
    draw(media / "sea.png")

    report = store(tmp_path, text, media=media)

    assert report.articles == ImportCounts(updated=1)
    assert Picture.objects.get().file.url in Article.objects.get().html


def test_pictures_in_markdown(tmp_path: Path, media: Path) -> None:
    draw(media / "sea.png")

    store(tmp_path, entry(body="![Sea](/sea.png)", CONVERT_BREAKS="markdown"), media=media)

    assert Picture.objects.get().file.url in Article.objects.get().html
