"""Tests neither measure time nor sleep: they count steps, wait for a state, or set the clock."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, find_calls, get_callee

pytestmark = pytest.mark.slow

TESTS = {path: path.read_text() for path in sorted(Path(ROOT, "tests").rglob("*.py"))}
# Polls until the answer arrives.
MAY_PAUSE = Path(ROOT, "tests", "browser", "test_page_monitor.py")


def get_imported_modules(tree: ast.AST) -> set[str | None]:
    names: set[str | None] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module)
    return names


@pytest.mark.parametrize("module", ["time", "timeit"])
def test_no_test_measures_time(module: str) -> None:
    found = [
        str(path.relative_to(ROOT))
        for path, source in TESTS.items()
        # Parsing all files takes seconds; few contain the word.
        if f"import {module}" in source or f"from {module} " in source
        if module in get_imported_modules(ast.parse(source))
    ]
    assert found == [], "count steps with tests.step_counter; measure time in benchmarks/"


def test_no_browser_test_sleeps() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, source in TESTS.items()
        if path != MAY_PAUSE and "wait_for_timeout" in source
        for node in find_calls(ast.parse(source))
        if get_callee(node).endswith(".wait_for_timeout")
    ]
    assert found == [], "wait with expect(...), or set the clock with page.clock"
