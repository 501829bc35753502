"""Where an embedded player's own page is, so that a plain link can stand in its place."""

import html
import re

from core.sanitising.links import safe_address, safe_or_local_address

# The page of a video, by a pattern of the address that players are embedded from.
_PAGES = (
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
_SOURCE = re.compile(
    r"""\b(?:src|data|value)\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""", re.IGNORECASE
)


def page_of(player: str) -> str:
    """Return the page to link to for the address of a player, or an empty string."""
    address = safe_or_local_address(player)
    if address.startswith("/"):
        return ""
    for pattern, page in _PAGES:
        if found := pattern.match(address):
            return page.format(found[1])
    return address


def first_source(markup: str) -> str:
    """Return the first address that the markup of an ``object``, ``video`` or ``audio`` names."""
    found = _SOURCE.search(markup)
    if not found:
        return ""
    address = html.unescape(found[1])
    return safe_address(f"https:{address}" if address.startswith("//") else address)
