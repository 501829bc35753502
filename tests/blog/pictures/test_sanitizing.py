from collections.abc import Callable
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image, ImageCms, ImageSequence, PngImagePlugin

from blog.models import Picture
from blog.pictures import sanitizing
from blog.pictures.sanitizing import InvalidPicture, sanitize_picture
from blog.pictures.services import add_picture, delete_picture
from tests.blog.pictures.files import create_picture_file, open_picture
from tests.corpora import corpus

pytestmark = pytest.mark.slow

SECRET = b"51.5007 N, 0.1246 W"
FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "AVIF"]


def _build_exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET.decode()
    return exif


@pytest.mark.parametrize("name", FORMATS)
def test_format_and_size_are_preserved(name: str) -> None:
    sanitized = open_picture(sanitize_picture(create_picture_file(name)).data)
    assert (sanitized.format, sanitized.size) == (name, (40, 30))


def _create_png_with_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET.decode())
    return create_picture_file("PNG", pnginfo=info)


@pytest.mark.parametrize(
    "data",
    [
        create_picture_file("JPEG", exif=_build_exif(), comment=SECRET),
        create_picture_file("PNG", exif=_build_exif()),
        _create_png_with_text(),
        create_picture_file("GIF", comment=SECRET),
        create_picture_file("WEBP", exif=_build_exif(), xmp=SECRET),
        create_picture_file("AVIF", exif=_build_exif(), xmp=SECRET),
        create_picture_file("JPEG") + SECRET,
        create_picture_file("PNG") + SECRET,
    ],
)
def test_hidden_data_is_removed(data: bytes) -> None:
    assert SECRET in data
    assert SECRET not in sanitize_picture(data).data


def test_the_orientation_is_applied() -> None:
    sanitized = open_picture(
        sanitize_picture(create_picture_file("JPEG", exif=_build_exif(orientation=6))).data
    )
    assert sanitized.size == (30, 40)
    assert not sanitized.getexif()


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_color_profile_is_preserved(name: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sanitized = open_picture(sanitize_picture(create_picture_file(name, icc_profile=profile)).data)
    assert sanitized.info["icc_profile"] == profile


@pytest.mark.parametrize("name", ["GIF", "WEBP", "PNG"])
def test_animations_are_preserved(name: str) -> None:
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "green", "blue")]
    output = BytesIO()
    frames[0].save(output, name, save_all=True, append_images=frames[1:], duration=100)
    assert getattr(open_picture(sanitize_picture(output.getvalue()).data), "n_frames", 1) == 3


@pytest.mark.parametrize("name", ["WEBP", "PNG"])
@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [(1, (40, 20), (0, 0)), (2, (40, 20), (39, 0)), (3, (40, 20), (39, 19)),
     (6, (20, 40), (19, 0)), (8, (20, 40), (0, 39))],
)  # fmt: skip
def test_the_orientation_of_animations_is_applied(
    name: str, orientation: int, size: tuple[int, int], corner: tuple[int, int]
) -> None:
    frames = []
    for color in ("red", "lime", "blue"):
        frame = Image.new("RGB", (40, 20), color)
        frame.paste("white", (0, 0, 8, 8))
        frames.append(frame)
    output = BytesIO()
    frames[0].save(
        output, name, save_all=True, append_images=frames[1:], duration=[100, 200, 300],
        exif=_build_exif(orientation), **({"lossless": True} if name == "WEBP" else {}),
    )  # fmt: skip
    sanitized = open_picture(sanitize_picture(output.getvalue()).data)
    assert sanitized.size == size
    assert not sanitized.getexif()
    durations = []
    for frame in ImageSequence.Iterator(sanitized):
        pixels = frame.convert("RGB")
        durations.append(frame.info["duration"])
        x, y = corner
        near = pixels.getpixel((min(max(x, 2), size[0] - 3), min(max(y, 2), size[1] - 3)))
        center = pixels.getpixel((size[0] // 2, size[1] // 2))
        assert isinstance(near, tuple)
        assert isinstance(center, tuple)
        assert min(near) > 200
        assert min(center) < 60
    assert durations == [100, 200, 300]


def test_rotated_animations_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "green")]
    for orientation, is_accepted in ((1, True), (6, False)):
        output = BytesIO()
        exif = _build_exif(orientation)
        frames[0].save(output, "WEBP", save_all=True, append_images=frames[1:], exif=exif)
        monkeypatch.setattr(sanitizing, "MAX_PIXELS", 500)
        with nullcontext() if is_accepted else pytest.raises(InvalidPicture):
            sanitize_picture(output.getvalue())


def test_transparency_is_preserved() -> None:
    output = BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(output, "PNG")
    assert open_picture(sanitize_picture(output.getvalue()).data).getpixel((0, 0)) == (255, 0, 0, 0)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        b"<html><img src=x onerror=alert(1)>",
        create_picture_file("BMP"),
        create_picture_file("TIFF"),
        create_picture_file("PNG")[:60],
        create_picture_file("JPEG")[:300],
    ],
)
def test_invalid_files_are_rejected(data: bytes) -> None:
    with pytest.raises(InvalidPicture):
        sanitize_picture(data)


@pytest.mark.parametrize("size", [(8000, 8000), (14_000, 14_000)])
def test_pictures_with_too_many_pixels_are_rejected(size: tuple[int, int]) -> None:
    output = BytesIO()
    Image.new("1", size).save(output, "PNG")
    with pytest.raises(InvalidPicture):
        sanitize_picture(output.getvalue())


def test_animations_with_too_many_frames_are_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sanitizing, "_MAX_FRAME_PIXELS", 500)
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "green")]
    output = BytesIO()
    frames[0].save(output, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(InvalidPicture):
        sanitize_picture(output.getvalue())


def test_files_that_are_too_large_are_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sanitizing, "MAX_FILE_SIZE", 10)
    with pytest.raises(InvalidPicture):
        sanitize_picture(create_picture_file())


@pytest.mark.django_db
def test_a_picture_is_stored_with_size_and_alt_text() -> None:
    picture = add_picture(
        file=BytesIO(create_picture_file("JPEG")), name="DSC 001.PNG", alt=" The  harbour "
    )
    assert (picture.width, picture.height, picture.alt) == (40, 30, "The harbour")
    assert Path(picture.file.name or "").name == "dsc-001.jpg"


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "x" * 300, "\x00.png", "böse<>.html"])
@pytest.mark.django_db
def test_any_name_gives_a_file_in_the_pictures_folder(name: str) -> None:
    picture = add_picture(file=BytesIO(create_picture_file()), name=name)
    assert (picture.file.name or "").startswith("pictures/")
    assert (picture.file.name or "").endswith(".png")


@pytest.mark.django_db
def test_the_same_file_is_stored_once() -> None:
    first = add_picture(file=BytesIO(create_picture_file()), name="a.png", alt="One")
    second = add_picture(file=BytesIO(create_picture_file()), name="b.png", alt="Two")
    assert first == second
    assert Picture.objects.get().alt == "One"


@pytest.mark.django_db
def test_a_rejected_file_is_not_stored() -> None:
    with pytest.raises(InvalidPicture):
        add_picture(file=BytesIO(b"<svg/>"), name="a.png")
    assert not Picture.objects.exists()
    assert not default_storage.exists("pictures")


def test_deleting_a_picture_deletes_its_file(
    db: None, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    picture = add_picture(file=BytesIO(create_picture_file()), name="a.png")
    name = picture.file.name or ""
    with django_capture_on_commit_callbacks(execute=True):
        delete_picture(picture=picture)
    assert not default_storage.exists(name)


def test_hostile_files_are_rejected_or_sanitized() -> None:
    for path in sorted(corpus("xss/files").rglob("*")):
        if not path.is_file():
            continue
        try:
            sanitized = sanitize_picture(path.read_bytes())
        except InvalidPicture:
            continue
        assert not any(
            word in sanitized.data.lower() for word in (b"<script", b"onerror", b"alert(")
        )
