"""No test reads a stopwatch or sleeps: it counts, waits for what it says, or sets the clock."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, called

TESTS = sorted(Path(ROOT, "tests").rglob("*.py"))
# Asks again and again, and stops with the first answer.
MAY_PAUSE = Path(ROOT, "tests", "browser", "test_witness.py")


def imported(tree: ast.AST) -> set[str | None]:
    """Return the names of the modules that a module imports."""
    names: set[str | None] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module)
    return names


@pytest.mark.parametrize("module", ["time", "timeit"])
def test_no_test_measures_time(module: str) -> None:
    measuring = [
        str(path.relative_to(ROOT))
        for path in TESTS
        if module in imported(ast.parse(path.read_text()))
    ]
    assert measuring == [], "Count with tests.step_counter, and time it in benchmarks/."


def test_no_browser_test_waits_for_a_time() -> None:
    waiting = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and called(node).endswith(".wait_for_timeout")
        if path != MAY_PAUSE
    ]
    assert waiting == [], "Wait with expect(...), or wind the page's clock: page.clock."
