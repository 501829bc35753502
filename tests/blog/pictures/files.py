"""Picture files for tests."""

from io import BytesIO
from typing import Any

from PIL import Image


def create_picture_file(
    name: str = "PNG", size: tuple[int, int] = (40, 30), **options: Any
) -> bytes:
    """Return a plain picture in the format that Pillow calls ``name``."""
    output = BytesIO()
    Image.new("RGB", size, "teal").save(output, name, **options)
    return output.getvalue()


def create_photograph(size: tuple[int, int], name: str = "JPEG", **options: Any) -> bytes:
    """Return a picture with noise, which compresses like a photograph."""
    output = BytesIO()
    width, height = size
    noise = Image.effect_noise((width // 8, height // 8), 60).convert("RGB").resize(size)
    noise.save(output, name, **({"quality": 95} | options))
    return output.getvalue()


def open_picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))
