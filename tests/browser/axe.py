"""Find accessibility violations with axe."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# The rules whose result depends on the color scheme; they are the slowest ones.
COLOR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
ALL_BUT_COLOR_RULES = RULES | {"rules": {"color-contrast": {"enabled": False}}}


def violations(
    page: Page, name: str, *, dark: bool = False, rtl: bool = False
) -> dict[str, object]:
    """Return the violated rules, prefixed with ``name``, each with up to three elements.

    To save time, ``dark`` checks only colors, and ``rtl`` checks everything except colors:
    the same page is also checked in light colors, left to right.
    """
    options = COLOR_RULES if dark else ALL_BUT_COLOR_RULES if rtl else RULES
    response = Axe().run(page, options=options).response
    return {
        f"{name}: {violation['id']}": [node["html"] for node in violation["nodes"]][:3]
        for violation in response["violations"]
    }
