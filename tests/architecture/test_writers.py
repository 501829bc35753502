"""Only services write to the database: each change needs the checks and side effects there."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import find_calls, get_callee, get_modules, is_service, parse

pytestmark = pytest.mark.slow

MANAGER_METHODS = {
    "bulk_create", "bulk_update", "create", "delete", "get_or_create", "update",
    "update_or_create",
}  # fmt: skip
# Modules other than services that write, and what they write.
WRITERS = {
    "accounts/rate_limits.py": "the requests that allauth's limits count",
    "accounts/roles.py": "the groups of the roles, updated after each migration",
    "blog/admin/pictures.py": "the alt text of a picture",
    "blog/admin/site_settings.py": "nothing: the save method of its formset calls a service",
    "interchange/article_import.py": "the records of an import",
    "interchange/picture_import.py": "the records of an import",
    "interchange/thread_import.py": "the records of an import",
    "interchange/synthetic/site_generator.py": "millions of generated rows, in bulk",
}


def find_writes(module: Path) -> list[str]:
    """Return the calls in a module that look like database writes."""
    return [get_callee(call) for call in find_calls(parse(module)) if _is_write(call)]


def _is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr
    if name == "save":
        # ``Image.save`` takes a path; ``Model.save`` is called without positional arguments.
        return not call.args
    return name in MANAGER_METHODS and ".objects" in get_callee(call)


def test_only_services_write() -> None:
    found = {
        str(m): find_writes(m) for m in get_modules() if not is_service(m) and str(m) not in WRITERS
    }
    assert {module: calls for module, calls in found.items() if calls} == {}


def test_listed_modules_write() -> None:
    assert [module for module in WRITERS if not find_writes(Path(module))] == []
