from io import BytesIO

import pytest
from PIL import Image, ImageCms

from blog.pictures.renditions.encoding import convert_to_srgb, encode_renditions, get_widths
from tests.blog.pictures.files import create_photograph, open_picture

pytestmark = [pytest.mark.one_database, pytest.mark.slow]


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1, [1]),
        (400, [400]),
        (430, [430]),
        (800, [400, 800]),
        (1000, [400, 800, 1000]),
        (1300, [400, 800, 1300]),
        (1900, [400, 800, 1200, 1800]),
        (9000, [400, 800, 1200, 1800]),
    ],
)
def test_widths_do_not_exceed_the_picture(width: int, widths: list[int]) -> None:
    assert list(get_widths(width)) == widths


def test_format_and_size_match_the_file() -> None:
    renditions = encode_renditions(create_photograph((900, 300)))
    names = {"avif": "AVIF", "webp": "WEBP", "jpeg": "JPEG"}
    shapes = [(rendition.format, rendition.width, rendition.height) for rendition in renditions]
    assert [shape for shape in shapes if shape[0] == "avif"] == [
        ("avif", 400, 133), ("avif", 800, 267), ("avif", 900, 300),
    ]  # fmt: skip
    for rendition in renditions:
        picture = open_picture(rendition.data)
        assert (picture.format, picture.size) == (
            names[rendition.format],
            (rendition.width, rendition.height),
        )


def test_formats_that_save_nothing_are_omitted() -> None:
    assert encode_renditions(create_photograph((300, 200), "AVIF", quality=1)) == []


def test_the_full_width_may_be_slightly_larger_if_there_are_smaller_ones() -> None:
    formats = {
        rendition.format
        for rendition in encode_renditions(create_photograph((500, 400), "WEBP", quality=80))
    }
    assert "webp" in formats


def test_animations_have_no_renditions() -> None:
    frames = [Image.new("RGB", (600, 20), color) for color in ("red", "green")]
    output = BytesIO()
    frames[0].save(output, "GIF", save_all=True, append_images=frames[1:])
    assert encode_renditions(output.getvalue()) == []


def test_transparent_pictures_have_no_jpeg() -> None:
    picture = Image.effect_noise((500, 500), 60).convert("RGBA")
    picture.putpixel((0, 0), (0, 0, 0, 0))
    output = BytesIO()
    picture.save(output, "PNG")
    renditions = encode_renditions(output.getvalue())
    assert {rendition.format for rendition in renditions} == {"avif", "webp"}
    assert {open_picture(rendition.data).mode for rendition in renditions} == {"RGBA"}


def test_the_orientation_is_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    renditions = encode_renditions(create_photograph((600, 300), exif=exif))
    assert renditions[-1].height == 2 * renditions[-1].width
    assert not any(open_picture(rendition.data).getexif() for rendition in renditions)


def build_swapped_profile() -> bytes:
    """Return a profile with red and blue swapped."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red, blue = srgb.index(b"rXYZ"), srgb.index(b"bXYZ")
    data = bytearray(srgb)
    data[red : red + 4], data[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(data)


def test_colors_are_converted_from_the_profile() -> None:
    picture = Image.new("RGB", (4, 4), (255, 0, 0))
    picture.info["icc_profile"] = build_swapped_profile()
    red, green, blue = convert_to_srgb(picture).getpixel((0, 0))  # type: ignore[misc]  # three, in RGB
    assert (red, green, blue) == pytest.approx((0, 0, 255), abs=2)


def test_renditions_have_no_profile() -> None:
    renditions = encode_renditions(
        create_photograph((500, 400), icc_profile=build_swapped_profile())
    )
    assert renditions
    assert not any(open_picture(rendition.data).info.get("icc_profile") for rendition in renditions)


@pytest.mark.parametrize("profile", [b"", b"nonsense", bytes(200)])
def test_a_broken_profile_is_ignored(profile: bytes) -> None:
    picture = Image.new("RGB", (4, 4), (255, 0, 0))
    picture.info["icc_profile"] = profile
    assert convert_to_srgb(picture).getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "I", "I;16"])
def test_all_color_modes_are_converted(mode: str) -> None:
    assert convert_to_srgb(Image.new(mode, (4, 4))).mode in {"RGB", "RGBA"}


def test_sixteen_bit_grayscale_is_converted() -> None:
    assert convert_to_srgb(Image.new("I;16", (4, 4), 0x8000)).getpixel((0, 0)) == (128, 128, 128)
