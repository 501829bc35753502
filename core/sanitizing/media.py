"""Build the HTML of pictures in articles, and find the pages of embedded players."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from core.sanitizing.policy import PICTURE_SIZES, get_safe_or_local_url, get_safe_url
from core.sanitizing.reader import Tag

# Pictures

_COLUMN_WIDTH = 576
# At this width and above, the full size shows more detail than the text column does.
_WORTH_A_LINK = 900

_SIZE = re.compile("[1-9][0-9]{0,4}")

# Classes that various blogs use for the box around a captioned picture, and for its caption.
_FIGURE_CLASSES = {"photo-wrap", "wp-caption", "tr-caption-container", "image-caption-container"}
_CAPTION_CLASSES = {"photo-caption", "wp-caption-text", "tr-caption", "image-caption", "caption"}


@dataclass(frozen=True, slots=True)
class KnownPicture:
    """A picture on this site: its size in pixels, and its narrower versions in ``srcset`` form.

    ``sources`` lists alternative media types with their ``srcset`` values, best first. ``alt`` is
    used if the picture's tag has no ``alt`` attribute; an empty attribute is kept.
    """

    width: int
    height: int
    alt: str = ""
    srcset: str = ""
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPictures:
    """The pictures on this site that an article may show, keyed by unquoted URL path.

    The first ``eager_count`` of them in the article load with the page; the others load lazily.
    """

    by_path: Mapping[str, KnownPicture] = field(default_factory=dict)
    eager_count: int = 1

    def get(self, url: str) -> KnownPicture | None:
        return self.by_path.get(unquote(url))


def get_picture_change(tag: Tag, url: str) -> str:
    """Return the kind of change that a picture needs, or an empty string to keep it as is."""
    if {tag.attributes.get("width"), tag.attributes.get("height")} <= {"0", "1"}:
        return "pixels"
    if not url or url.startswith("mailto:"):
        is_data = tag.attributes.get("src", "").strip()[:5].lower() == "data:"
        return "data_pictures" if is_data else "pictures"
    return "" if url.startswith("/") else "elsewhere"


def build_picture(tag: Tag, url: str, known: KnownPicture | None, *, is_lazy: bool) -> str:
    """Return the HTML for a picture on this site. ``is_lazy`` is ignored if ``known`` is None."""
    if known:
        return _build_known_picture(tag, url, known, is_lazy=is_lazy)
    alt = html.escape(tag.get_value("alt"))
    sizes = "".join(tag.build_attribute(name, "[0-9]{1,5}") for name in ("width", "height"))
    loading = tag.build_attribute("loading", "lazy|eager")
    title = tag.build_attribute("title")
    return f'<img src="{html.escape(url)}" alt="{alt}"{title}{sizes}{loading}>'


def is_worth_a_link(tag: Tag, known: KnownPicture | None) -> bool:
    """Check whether a picture should link to its full size.

    It should if the full size shows more detail and there is alt text to name the link.
    """
    return known is not None and known.width >= _WORTH_A_LINK and bool(_get_alt(tag, known))


def is_figure(tag: Tag) -> bool:
    """Check whether a container element holds a captioned picture."""
    return not _FIGURE_CLASSES.isdisjoint(_get_classes(tag))


def is_caption(tag: Tag) -> bool:
    return not _CAPTION_CLASSES.isdisjoint(_get_classes(tag))


def _get_classes(tag: Tag) -> list[str]:
    return tag.attributes.get("class", "").lower().split()


def build_picture_label(tag: Tag, url: str) -> str:
    """Return the text of a link to a picture: its alt text, its file name, or "picture"."""
    file_name = unquote(urlsplit(url).path.rpartition("/")[2])
    alt = tag.attributes.get("alt", "").strip()
    return alt or (file_name if "." in file_name else "picture")


def _build_known_picture(tag: Tag, url: str, known: KnownPicture, *, is_lazy: bool) -> str:
    """Return the HTML for a picture, including its other widths and media types."""
    width, height = _get_size(tag, known)
    sizes = PICTURE_SIZES if width >= _COLUMN_WIDTH else f"{width}px"
    srcset = _build_srcset(known.srcset, sizes) if known.srcset else ""
    loading = ' loading="lazy"' if is_lazy else ""
    img = (
        f'<img src="{html.escape(url)}"{srcset} alt="{html.escape(_get_alt(tag, known))}"'
        f'{tag.build_attribute("title")} width="{width}" height="{height}"{loading}>'
    )
    if not known.sources:
        return img
    sources = "".join(
        f'<source type="{media_type}"{_build_srcset(srcset, sizes)}>'
        for media_type, srcset in known.sources
    )
    return f"<picture>{sources}{img}</picture>"


def _get_alt(tag: Tag, known: KnownPicture) -> str:
    return tag.get_value("alt") if "alt" in tag.attributes else known.alt


def _build_srcset(srcset: str, sizes: str) -> str:
    return f' srcset="{html.escape(srcset)}" sizes="{sizes}"'


def _get_size(tag: Tag, known: KnownPicture) -> tuple[int, int]:
    """Return the size given in the ``img`` tag, or the picture's own size if there is none.

    If the tag gives only one dimension, compute the other one proportionally.
    """
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


# Players

# Maps the URL of an embedded player to the page of its video.
_PLAYERS = (
    (
        re.compile(
            r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/videoseries\?.*?\blist=([\w-]+)"
        ),
        "https://www.youtube.com/playlist?list={}",
    ),
    (
        re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,})"),
        "https://www.youtube.com/watch?v={}",
    ),
    (re.compile(r"https?://player\.vimeo\.com/video/(\d+)"), "https://vimeo.com/{}"),
    (re.compile(r"https?://vimeo\.com/moogaloop\.swf\?.*?\bclip_id=(\d+)"), "https://vimeo.com/{}"),
    (
        re.compile(r"https?://(?:www\.)?dailymotion\.com/embed/video/(\w+)"),
        "https://www.dailymotion.com/video/{}",
    ),
)
_MEDIA_URL = re.compile(
    r"""\b(?:src|data|value)\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""", re.IGNORECASE
)


def get_embedded_page(tag: Tag, content: str) -> str:
    """Return the URL of the page for an embedded player or document, or an empty string.

    ``content`` is the markup inside the element.
    """
    own = tag.attributes.get("src") or tag.attributes.get("data") or ""
    return _get_player_page(own) or _get_player_page(_find_media_url(content))


def _get_player_page(player_url: str) -> str:
    """Return the URL of the video page for a known player, or else the player's own URL.

    Return an empty string for invalid URLs and for paths on this site.
    """
    url = get_safe_or_local_url(player_url)
    if url.startswith("/"):
        return ""
    for pattern, page in _PLAYERS:
        if found := pattern.match(url):
            return page.format(found[1])
    return url


def _find_media_url(markup: str) -> str:
    found = _MEDIA_URL.search(markup)
    if not found:
        return ""
    url = html.unescape(found[1])
    return get_safe_url(f"https:{url}" if url.startswith("//") else url)
