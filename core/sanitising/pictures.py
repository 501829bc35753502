"""Pictures of this site, which the reader's browser may take in the width that it needs."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from core.sanitising.attributes import attribute, value_of
from core.sanitising.tags import Tag

# How wide a picture is drawn: as the column of text, which on narrow screens is the page without
# its margins (--text and --gutter in site.css).
SIZES = "(max-width: 38.5rem) calc(100vw - 2.5rem), 36rem"
_COLUMN = 576
# From here on the full size shows more than the column does.
_WIDE = 900

_NUMBER = re.compile("[1-9][0-9]{0,4}")


@dataclass(frozen=True, slots=True)
class KnownPicture:
    """What is known of a picture: its size, and where it is narrower, as ``srcset`` has it.

    ``sources`` are further sets by media type, the best first. ``alt`` describes it where a text
    says nothing, not even that there is nothing to describe.
    """

    width: int
    height: int
    alt: str = ""
    srcset: str = ""
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPictures:
    """The pictures that a text may show, by their paths as people read them.

    The first ``at_once`` pictures of the text are loaded with the page, others when they are near.
    """

    by_path: Mapping[str, KnownPicture] = field(default_factory=dict)
    at_once: int = 1

    def at(self, address: str) -> KnownPicture | None:
        """Return what is known of the picture at an address of this site."""
        return self.by_path.get(unquote(address))


def known_picture(tag: Tag, address: str, known: KnownPicture, *, lazy: bool) -> str:
    """Return the picture of ``tag`` in all its widths; ``address`` must be a safe one."""
    width, height = _size(tag, known)
    sizes = SIZES if width >= _COLUMN else f"{width}px"
    srcset = _set(known.srcset, sizes) if known.srcset else ""
    loading = ' loading="lazy"' if lazy else ""
    shown = (
        f'<img src="{html.escape(address)}"{srcset} alt="{html.escape(_alt(tag, known))}"'
        f'{attribute(tag, "title")} width="{width}" height="{height}"{loading}>'
    )
    if not known.sources:
        return shown
    sources = "".join(
        f'<source type="{kind}"{_set(where, sizes)}>' for kind, where in known.sources
    )
    return f"<picture>{sources}{shown}</picture>"


def is_worth_a_link(tag: Tag, known: KnownPicture) -> bool:
    """Whether a picture shows more in its full size, and has words to be the name of a link."""
    return known.width >= _WIDE and bool(_alt(tag, known))


def _alt(tag: Tag, known: KnownPicture) -> str:
    return value_of(tag, "alt") if "alt" in tag.attributes else known.alt


def _set(where: str, sizes: str) -> str:
    return f' srcset="{html.escape(where)}" sizes="{sizes}"'


def _size(tag: Tag, known: KnownPicture) -> tuple[int, int]:
    """Return the size that the author wants; what is left open follows from the picture's shape."""
    width, height = (
        int(value) if _NUMBER.fullmatch(value := tag.attributes.get(name, "").strip()) else 0
        for name in ("width", "height")
    )
    if width or height:
        return (
            width or max(1, round(height * known.width / known.height)),
            height or max(1, round(width * known.height / known.width)),
        )
    return known.width, known.height
