"""What axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# All that can be different in the dark, and what costs axe the most time.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
ALL_BUT_COLOURS = RULES | {"rules": {"color-contrast": {"enabled": False}}}


def violations(
    page: Page, name: str, *, dark: bool = False, mirrored: bool = False
) -> dict[str, object]:
    """Return each rule that the page breaks, under the page's name, with some of the places.

    A ``dark`` page is one that was looked at in light colours, too: only colours are judged. A
    ``mirrored`` one was looked at from left to right, too, in the same colours: all but these are.
    """
    options = COLOURS if dark else ALL_BUT_COLOURS if mirrored else RULES
    response = Axe().run(page, options=options).response
    return {
        f"{name}: {one['id']}": [node["html"] for node in one["nodes"]][:3]
        for one in response["violations"]
    }
