import ast
from pathlib import Path

import pytest

from tests.architecture.imports import (
    build_import_graph,
    find_cycles,
    find_imports,
    get_imported_names,
)


@pytest.mark.slow
def test_no_import_is_part_of_a_cycle() -> None:
    assert find_cycles(build_import_graph()) == []


def test_cycles_are_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a", "d"}}
    assert find_cycles(graph) == [["b", "c"]]


def test_imports_in_functions_count_but_not_those_for_type_checkers() -> None:
    source = """
import a
if TYPE_CHECKING:
    import b
else:
    import c
def f():
    from d import e
"""
    found = [ast.unparse(statement) for statement in find_imports(ast.parse(source))]
    assert found == ["import a", "import c", "from d import e"]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import a.b", ["a.b"]),
        ("from a.b import c, d", ["a.b.c", "a.b.d"]),
        ("from . import c", ["app.models.c"]),
        ("from .c import d", ["app.models.c.d"]),
        ("from ..c import d", ["app.c.d"]),
    ],
)
def test_relative_imports_are_resolved(source: str, names: list[str]) -> None:
    (statement,) = find_imports(ast.parse(source))
    assert get_imported_names(Path("app/models/__init__.py"), statement) == names
    assert get_imported_names(Path("app/models/comment.py"), statement) == names
