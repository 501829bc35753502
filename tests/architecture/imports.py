"""Build the import graph of the apps."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from tests.architecture.source import get_modules, parse

type Graph = Mapping[str, Set[str]]


def get_dotted_name(path: Path) -> str:
    """Return the name under which a module is imported."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def find_imports(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports that can run, including those in functions.

    Imports under ``if TYPE_CHECKING`` are left out.
    """
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node
    elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        for statement in node.orelse:
            yield from find_imports(statement)
    else:
        for child in ast.iter_child_nodes(node):
            yield from find_imports(child)


def get_imported_names(path: Path, statement: ast.Import | ast.ImportFrom) -> list[str]:
    """Return the dotted names that an import in a module loads: modules, or names in modules."""
    if isinstance(statement, ast.Import):
        return [alias.name for alias in statement.names]
    package = path.parts[: len(path.parts) - statement.level] if statement.level else ()
    base = ".".join([*package, *([statement.module] if statement.module else [])])
    return [f"{base}.{alias.name}" for alias in statement.names]


def build_import_graph() -> dict[str, set[str]]:
    """Return the modules that each module of the apps imports, at any level.

    ``ready()`` of an app configuration runs after all modules are loaded and is left out.
    """
    paths = {get_dotted_name(path): path for path in get_modules()}
    return {
        name: {
            target
            for statement in find_imports(parse(path))
            for imported in get_imported_names(path, statement)
            if (target := _find_module(imported, paths)) and target != name
        }
        for name, path in paths.items()
        if path.name != "apps.py"
    }


def _find_module(name: str, known: Iterable[str]) -> str | None:
    """Return the longest prefix of a dotted name that is a module of the apps."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name or None


def find_cycles(graph: Graph) -> list[list[str]]:
    """Return the strongly connected components with more than one module, each sorted.

    Tarjan's algorithm (R. E. Tarjan, “Depth-first search and linear graph algorithms”, 1972).
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    cycles: list[list[str]] = []

    def visit(node: str) -> None:
        order[node] = low[node] = len(order)
        stack.append(node)
        for target in sorted(graph.get(node, ())):
            if target not in order:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], order[target])
        if low[node] == order[node]:
            component = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(component) > 1:
                cycles.append(sorted(component))

    for node in graph:
        if node not in order:
            visit(node)
    return cycles
