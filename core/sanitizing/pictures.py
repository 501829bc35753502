"""Build the attributes and pictures in articles."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from core.sanitizing.inline import Style
from core.sanitizing.links import get_safe_url
from core.sanitizing.policy import PICTURE_SIZES
from core.sanitizing.tags import Tag, unescape
from core.text import strip_controls

_COLUMN_WIDTH = 576
# At this width and above, the full size shows more detail than the text column does.
_WORTH_A_LINK = 900

_NUMBER = re.compile("[0-9]{1,5}")
_SIZE = re.compile("[1-9][0-9]{0,4}")
_BLOCK_ATTRIBUTES: dict[str, dict[str, Callable[[str], object]]] = {
    "ol": {"start": re.compile("-?[0-9]{1,5}").fullmatch},
    "td": {"colspan": _NUMBER.fullmatch, "rowspan": _NUMBER.fullmatch},
    "th": {
        "colspan": _NUMBER.fullmatch,
        "rowspan": _NUMBER.fullmatch,
        "scope": {"row", "col", "rowgroup", "colgroup"}.__contains__,
    },
}
_STYLE = re.compile(r"(font-weight|font-style|text-decoration)[a-z-]*\s*:\s*([\w -]+)")


@dataclass(frozen=True, slots=True)
class KnownPicture:
    """A picture on this site: its size in pixels, and its narrower versions in ``srcset`` form.

    ``sources`` are additional media types and their ``srcset`` values, best first. ``alt`` is used
    if the article has no ``alt`` attribute at all; an empty one is kept.
    """

    width: int
    height: int
    alt: str = ""
    srcset: str = ""
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPictures:
    """The pictures on this site that a text may show, by unquoted path.

    The first ``eager_count`` pictures in the text load with the page; the others load lazily.
    """

    by_path: Mapping[str, KnownPicture] = field(default_factory=dict)
    eager_count: int = 1

    def get(self, url: str) -> KnownPicture | None:
        return self.by_path.get(unquote(url))


def build_attribute(tag: Tag, name: str, is_valid: Callable[[str], object] = bool) -> str:
    """Return the attribute with its value from the source, or an empty string if it is invalid."""
    value = get_attribute_value(tag, name)
    return f' {name}="{html.escape(value)}"' if value and is_valid(value) else ""


def get_attribute_value(tag: Tag, name: str) -> str:
    """Return a value on one line, with all character references resolved.

    Bleach can't tell a reference in an attribute from the same literal text, so none may remain.
    """
    value = tag.attributes.get(name, "")
    while (resolved := unescape(value)) != value:
        value = resolved
    return " ".join(strip_controls(value).split())


def build_block_attributes(name: str, tag: Tag) -> str:
    """Return the attributes of ``tag`` that the block ``name`` keeps."""
    if name == "blockquote":
        cite = get_safe_url(tag.attributes.get("cite", ""))
        return f' cite="{html.escape(cite)}"' if cite else ""
    allowed = _BLOCK_ATTRIBUTES.get(name, {})
    return "".join(build_attribute(tag, kept, is_valid) for kept, is_valid in allowed.items())


def get_styles(tag: Tag) -> list[Style]:
    """Return the meaningful formatting in a style attribute: bold, italic, or strikethrough."""
    found = dict(_STYLE.findall(tag.attributes.get("style", "").lower()))
    styles = []
    if re.match(r"\s*(?:bold|[6-9]00)", found.get("font-weight", "")):
        styles.append(Style.plain("b"))
    if "italic" in found.get("font-style", ""):
        styles.append(Style.plain("i"))
    if "line-through" in found.get("text-decoration", ""):
        styles.append(Style.plain("s"))
    return styles


def build_picture(tag: Tag, url: str) -> str:
    """Return the HTML for a picture on this site when only its URL is known."""
    alt = html.escape(get_attribute_value(tag, "alt"))
    sizes = "".join(build_attribute(tag, name, _NUMBER.fullmatch) for name in ("width", "height"))
    loading = build_attribute(tag, "loading", {"lazy", "eager"}.__contains__)
    title = build_attribute(tag, "title")
    return f'<img src="{html.escape(url)}" alt="{alt}"{title}{sizes}{loading}>'


def build_known_picture(tag: Tag, url: str, known: KnownPicture, *, is_lazy: bool) -> str:
    """Return the HTML for a picture in all its widths. ``url`` must be safe."""
    width, height = _get_size(tag, known)
    sizes = PICTURE_SIZES if width >= _COLUMN_WIDTH else f"{width}px"
    srcset = _build_srcset(known.srcset, sizes) if known.srcset else ""
    loading = ' loading="lazy"' if is_lazy else ""
    img = (
        f'<img src="{html.escape(url)}"{srcset} alt="{html.escape(_get_alt(tag, known))}"'
        f'{build_attribute(tag, "title")} width="{width}" height="{height}"{loading}>'
    )
    if not known.sources:
        return img
    sources = "".join(
        f'<source type="{media_type}"{_build_srcset(srcset, sizes)}>'
        for media_type, srcset in known.sources
    )
    return f"<picture>{sources}{img}</picture>"


def is_worth_a_link(tag: Tag, known: KnownPicture) -> bool:
    """Check whether the full size shows more detail, and there is alt text to name the link."""
    return known.width >= _WORTH_A_LINK and bool(_get_alt(tag, known))


def _get_alt(tag: Tag, known: KnownPicture) -> str:
    return get_attribute_value(tag, "alt") if "alt" in tag.attributes else known.alt


def _build_srcset(srcset: str, sizes: str) -> str:
    return f' srcset="{html.escape(srcset)}" sizes="{sizes}"'


def _get_size(tag: Tag, known: KnownPicture) -> tuple[int, int]:
    """Return the size the author wants. If one dimension is missing, compute it proportionally."""
    width, height = (
        int(value) if _SIZE.fullmatch(value := tag.attributes.get(name, "").strip()) else 0
        for name in ("width", "height")
    )
    if width or height:
        return (
            width or max(1, round(height * known.width / known.height)),
            height or max(1, round(width * known.height / known.width)),
        )
    return known.width, known.height
