"""The site's own source, read as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "accounts",
    "blog",
    "comments",
    "config",
    "core",
    "interchange",
    "mail",
    "moderation",
    "spamfilter",
)


@cache
def modules() -> tuple[Path, ...]:
    """Return the modules of all rooms, relative to the checkout. Migrations are left out."""
    return tuple(
        path.relative_to(ROOT)
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in path.parts
    )


@cache
def tree(module: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse((ROOT / module).read_text(), filename=str(module))


def calls(module: Path) -> Iterator[ast.Call]:
    """Return every call in a module."""
    return (node for node in ast.walk(tree(module)) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """Return what is called, as it is written."""
    return ast.unparse(call.func)


def is_service(module: Path) -> bool:
    """Whether a module belongs to the only writers of its room."""
    return module.stem == "services" or "services" in module.parts
