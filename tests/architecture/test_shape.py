"""Modules stay short, and whatever others may call says what a caller must know."""

import ast
from collections.abc import Iterator

from tests.architecture.source import ROOT, modules, tree

LONGEST = 400
# What these do is said where Django documents them.
DOCUMENTED_ELSEWHERE = {"Media", "Meta", "ready"}

type Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def test_modules_are_short() -> None:
    lengths = {str(module): len((ROOT / module).read_text().splitlines()) for module in modules()}
    assert {module: length for module, length in lengths.items() if length >= LONGEST} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(module)
        for module in modules()
        if tree(module).body and not ast.get_docstring(tree(module))
    ]
    assert silent == []


def test_everything_public_says_what_it_does() -> None:
    silent = [
        f"{module}: {node.name}"
        for module in modules()
        for node in public(tree(module))
        if not ast.get_docstring(node)
    ]
    assert silent == []


def public(parent: ast.Module | ast.ClassDef) -> Iterator[Named]:
    """Return the public functions and classes of a module, and the methods of such classes."""
    for node in parent.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if node.name.startswith("_") or node.name in DOCUMENTED_ELSEWHERE or _is_choices(node):
            continue
        yield node
        if isinstance(node, ast.ClassDef):
            yield from public(node)


def _is_choices(node: Named) -> bool:
    """Whether this is a list of choices inside a model; its field says what they are for."""
    return isinstance(node, ast.ClassDef) and any(
        "Choices" in ast.unparse(base) for base in node.bases
    )
