"""Browser tests assert with ``expect``, which waits: a plain assertion races the browser."""

import ast
from pathlib import Path

from tests.architecture.source import ROOT, find_calls, get_callee

# These return the current state of the page; ``expect`` has a waiting form of each.
IMMEDIATE = {
    "all_inner_texts",
    "all_text_contents",
    "get_attribute",
    "inner_html",
    "inner_text",
    "input_value",
    "is_checked",
    "is_disabled",
    "is_enabled",
    "is_hidden",
    "is_visible",
    "text_content",
}


def is_race(statement: ast.Assert) -> bool:
    """Check whether an assertion reads the state of a page."""
    return any(
        name.rpartition(".")[2] in IMMEDIATE
        or (name.endswith(".count") and ("locator" in name or "get_by" in name))
        for name in map(get_callee, find_calls(statement))
    )


def test_browser_tests_assert_with_expect() -> None:
    races = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(Path(ROOT, "tests", "browser").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assert) and is_race(node)
    ]
    assert races == [], "use expect(...)"
