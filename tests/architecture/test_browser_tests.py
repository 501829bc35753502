"""A test in a browser waits for what it says of a page: asserting at once races the browser."""

import ast
from pathlib import Path

from tests.architecture.source import ROOT, called

# What a page answers at once, as it happens to be; ``expect`` has a waiting form of each.
ANSWERS_AT_ONCE = {
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


def races(statement: ast.Assert) -> bool:
    """Whether an assertion asks a page for its state."""
    asked = [called(node) for node in ast.walk(statement) if isinstance(node, ast.Call)]
    return any(
        name.rpartition(".")[2] in ANSWERS_AT_ONCE
        or (name.endswith(".count") and ("locator" in name or "get_by" in name))
        for name in asked
    )


def test_no_browser_test_asserts_what_may_still_change() -> None:
    racing = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(Path(ROOT, "tests", "browser").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assert) and races(node)
    ]
    assert racing == [], "Say it with expect(...), which waits."
