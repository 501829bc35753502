"""Draw the site's icon, ``python -m scripts.draw_icons``: people standing in a ring, one speaking.

The results are committed; nobody needs to run this but whoever changes the drawing.
"""

import math
from pathlib import Path

from PIL import Image, ImageDraw

ICONS = Path(__file__).resolve().parents[1] / "static" / "icons"
PAPER, INK, ACCENT = "#fffdf9", "#1f1c18", "#97291b"
PEOPLE = 8
# Parts of the icon's width.
RING, PERSON = 0.35, 0.095
# Drawn this many times larger and then reduced, because Pillow draws hard edges.
FINER = 8


def people() -> list[tuple[float, float, str]]:
    """Return where each stands, in parts of the width, with a colour; the speaker on top."""
    turns = (2 * math.pi * n / PEOPLE for n in range(PEOPLE))
    return [
        (0.5 + RING * math.sin(turn), 0.5 - RING * math.cos(turn), INK if turn else ACCENT)
        for turn in turns
    ]


def vector() -> str:
    """Return the icon as SVG, whose ring turns light where the browser is dark."""
    circles = "".join(
        f'<circle cx="{100 * x:.1f}" cy="{100 * y:.1f}" r="{100 * PERSON:.1f}"'
        f"{' class="speaker"' if colour == ACCENT else ''}/>"
        for x, y, colour in people()
    )
    style = (
        f"circle{{fill:{INK}}}.speaker{{fill:{ACCENT}}}"
        "@media(prefers-color-scheme:dark){circle{fill:#d9d3c7}.speaker{fill:#e9957f}}"
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f"<style>{style}</style>{circles}</svg>\n"
    )


def raster(size: int, background: str | None = None) -> Image.Image:
    """Return the icon as a picture of ``size`` pixels; without a background it is transparent."""
    wide = size * FINER
    image = Image.new("RGBA", (wide, wide), background or (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for x, y, colour in people():
        draw.circle((x * wide, y * wide), PERSON * wide, fill=colour)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def main() -> None:
    """Write all icons."""
    ICONS.mkdir(parents=True, exist_ok=True)
    (ICONS / "favicon.svg").write_text(vector())
    raster(64, PAPER).save(ICONS / "favicon.ico", sizes=[(16, 16), (32, 32)])
    raster(180, PAPER).save(ICONS / "touch.png", optimize=True)


if __name__ == "__main__":
    main()
