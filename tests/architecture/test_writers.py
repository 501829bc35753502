"""Only services write: whatever changes a row goes through a verb that keeps the rest true."""

import ast
from pathlib import Path

from tests.architecture.source import called, calls, is_service, modules

ON_MANAGERS = {
    "bulk_create", "bulk_update", "create", "delete", "get_or_create", "update",
    "update_or_create",
}  # fmt: skip
# Writers besides the services, and what they write.
WRITERS = {
    "accounts/roles.py": "the roles' groups, which follow the code after each migration",
    "blog/admin/pictures.py": "a picture's alternative text",
    "blog/admin/site_settings.py": "nothing: a formset’s save that leaves writing to the services",
    "interchange/article_import.py": "what an import remembers, beside what services wrote",
    "interchange/picture_import.py": "the same",
    "interchange/thread_import.py": "the same",
    "interchange/synthetic/site_generator.py": "millions of generated rows, in few statements",
}


def writes(module: Path) -> list[str]:
    """Return the calls of a module that change rows, as far as their form can tell."""
    return [called(call) for call in calls(module) if _is_write(call)]


def _is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr
    if name == "save":
        # A picture is saved to somewhere, a row is not.
        return not call.args
    return name in ON_MANAGERS and ".objects" in called(call)


def test_only_services_write() -> None:
    found = {str(m): writes(m) for m in modules() if not is_service(m) and str(m) not in WRITERS}
    assert {module: calls for module, calls in found.items() if calls} == {}


def test_no_exception_is_left_over() -> None:
    assert [module for module in WRITERS if not writes(Path(module))] == []
