"""Errors, warnings, and deletion have their own colors, whatever the accent color is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.contrast import MIN_CONTRAST, get_contrast, get_lowest_contrast
from tests.architecture.source import ROOT

STYLES = ROOT / "static" / "css"
MEANINGFUL = re.compile(r"error|invalid|alert|danger|warning|success|delete|\bban\b")
# Innermost rules, also of media queries.
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COLOR = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\);")


def get_rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and declarations of a style sheet."""
    for selectors, declarations in RULE.findall(COMMENT.sub("", text)):
        yield selectors.strip(), declarations


def find_accents(text: str) -> list[str]:
    """Return the selectors with a meaning whose rules use the accent color."""
    return [
        selectors
        for selectors, declarations in get_rules(text)
        if MEANINGFUL.search(selectors) and "--accent" in declarations
    ]


def lengthen(color: str) -> str:
    return color if len(color) == 7 else "#" + "".join(2 * digit for digit in color[1:])


def get_colors(path: Path) -> list[dict[str, str]]:
    """Return the variables with colors in light and in dark mode."""
    text = path.read_text()
    if pairs := PAIR.findall(text):
        return [{name: lengthen(colors[n]) for name, *colors in pairs} for n in (0, 1)]
    light, dark = text.split("prefers-color-scheme: dark")
    return [
        {name: lengthen(color) for name, color in COLOR.findall(part)} for part in (light, dark)
    ]


@pytest.mark.parametrize("path", sorted(STYLES.rglob("*.css")), ids=lambda path: path.name)
def test_meaningful_parts_do_not_have_the_accent_color(path: Path) -> None:
    assert find_accents(path.read_text()) == []


def test_the_check_finds_accents() -> None:
    assert find_accents(".errorlist { color: var(--accent); }") == [".errorlist"]
    assert find_accents('@media print { [role="alert"] { color: var(--accent) } }') != []
    assert find_accents("a { color: var(--accent); } .errorlist { color: red; }") == []


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (STYLES / "site.css", ["error"]),
        (STYLES / "admin" / "tokens.css", ["error-fg", "warning-fg", "success-fg"]),
    ],
    ids=["site", "admin"],
)
def test_meaningful_colors_are_readable(path: Path, names: list[str]) -> None:
    for colors in get_colors(path):
        for name in names:
            contrast = get_lowest_contrast(colors[name], [colors["paper"], colors["tint"]])
            assert contrast >= MIN_CONTRAST, (name, colors[name])
        assert get_contrast(colors[names[0]], colors["on-error"]) >= MIN_CONTRAST
