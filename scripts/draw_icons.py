"""Draw the site's icons: ``python -m scripts.draw_icons``.

The icons, which show a ring of people with one speaker, are committed. Run this only after changing
the drawing.
"""

import math
from pathlib import Path

from PIL import Image, ImageDraw

ICONS = Path(__file__).resolve().parents[1] / "static" / "icons"
PAPER, INK, ACCENT = "#fffdf9", "#1f1c18", "#97291b"
PEOPLE = 8
# The size that most sites recommend for link previews.
PREVIEW_SIZE = (1200, 630)
# Fractions of the icon's width.
RING, PERSON = 0.35, 0.095
# Pillow draws hard edges, so draw larger and scale down.
OVERSAMPLING = 8


def people() -> list[tuple[float, float, str]]:
    """Return the position (as fractions of the icon's width) and the color of each person."""
    angles = (2 * math.pi * n / PEOPLE for n in range(PEOPLE))
    return [
        (0.5 + RING * math.sin(angle), 0.5 - RING * math.cos(angle), INK if angle else ACCENT)
        for angle in angles
    ]


def render_svg() -> str:
    """Return the icon as an SVG with lighter colors in dark mode."""
    circles = "".join(
        f'<circle cx="{100 * x:.1f}" cy="{100 * y:.1f}" r="{100 * PERSON:.1f}"'
        f"{' class="speaker"' if color == ACCENT else ''}/>"
        for x, y, color in people()
    )
    style = (
        f"circle{{fill:{INK}}}.speaker{{fill:{ACCENT}}}"
        "@media(prefers-color-scheme:dark){circle{fill:#d9d3c7}.speaker{fill:#e9957f}}"
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f"<style>{style}</style>{circles}</svg>\n"
    )


def render_png(size: int, background: str | None = None) -> Image.Image:
    """Return the icon, ``size`` pixels wide and high; without ``background``, it is transparent."""
    wide = size * OVERSAMPLING
    image = Image.new("RGBA", (wide, wide), background or (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for x, y, color in people():
        draw.circle((x * wide, y * wide), PERSON * wide, fill=color)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def render_preview() -> Image.Image:
    """Return the picture that link previews show for pages without a picture."""
    image = Image.new("RGB", PREVIEW_SIZE, PAPER)
    width, height = PREVIEW_SIZE
    size = height * 2 // 3
    image.paste(render_png(size, PAPER).convert("RGB"), ((width - size) // 2, (height - size) // 2))
    return image.quantize(64)


def main() -> None:
    ICONS.mkdir(parents=True, exist_ok=True)
    (ICONS / "favicon.svg").write_text(render_svg())
    render_png(64, PAPER).save(ICONS / "favicon.ico", sizes=[(16, 16), (32, 32)])
    render_png(180, PAPER).save(ICONS / "touch.png", optimize=True)
    render_preview().save(ICONS / "preview.png", optimize=True)


if __name__ == "__main__":
    main()
