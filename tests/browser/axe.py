"""What axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page: Page, name: str) -> dict[str, object]:
    """Return each rule that the page breaks, under the page's name, with some of the places."""
    response = Axe().run(page, options=RULES).response
    return {
        f"{name}: {one['id']}": [node["html"] for node in one["nodes"]][:3]
        for one in response["violations"]
    }
