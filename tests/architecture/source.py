"""Read the source of the nine apps as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = (
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
def get_modules() -> tuple[Path, ...]:
    """Return the paths of all modules of the apps except migrations, relative to ``ROOT``."""
    return tuple(
        path.relative_to(ROOT)
        for app in APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts
    )


@cache
def parse(module: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse((ROOT / module).read_text(), filename=str(module))


def find_calls(node: ast.AST) -> Iterator[ast.Call]:
    """Yield every call in a syntax tree."""
    return (child for child in ast.walk(node) if isinstance(child, ast.Call))


def get_callee(call: ast.Call) -> str:
    """Return the called expression as source text, for example ``Comment.objects.create``."""
    return ast.unparse(call.func)


def is_service(module: Path) -> bool:
    """Check whether a module is a ``services`` module or part of a ``services`` package."""
    return module.stem == "services" or "services" in module.parts
