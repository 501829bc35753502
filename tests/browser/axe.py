"""Find accessibility violations with axe."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES: dict[str, object] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}
# The rules whose result depends on the color scheme; they are the slowest ones.
COLOR_RULES: dict[str, object] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
}
ALL_BUT_COLOR_RULES: dict[str, object] = RULES | {"rules": {"color-contrast": {"enabled": False}}}
# Don't describe the rules that pass, and don't fetch style sheets a second time.
_ONLY_VIOLATIONS: dict[str, object] = {"resultTypes": ["violations"], "preload": False}


def violations(page: Page, name: str) -> dict[str, object]:
    """Return the violated rules, prefixed with ``name``, each with up to three elements.

    Colors are checked in both color schemes.
    """
    found = _run(page, name, RULES)
    page.emulate_media(color_scheme="dark")
    found |= _run(page, f"dark {name}", COLOR_RULES)
    page.emulate_media(color_scheme="light")
    return found


def violations_except_colors(page: Page, name: str) -> dict[str, object]:
    """Return the violated rules that don't depend on colors, which are the slowest ones."""
    return _run(page, name, ALL_BUT_COLOR_RULES)


def _run(page: Page, name: str, options: dict[str, object]) -> dict[str, object]:
    response = Axe().run(page, options=options | _ONLY_VIOLATIONS).response
    return {
        f"{name}: {violation['id']}": [node["html"] for node in violation["nodes"]][:3]
        for violation in response["violations"]
    }
