"""The site calls other hosts by one way only."""

import ast

from tests.architecture.source import modules, tree

WAY = ("core", "outbound")
CALLERS = {"urllib3", "requests", "httpx", "aiohttp", "socket", "http.client", "urllib.request"}


def test_nothing_else_calls_other_hosts() -> None:
    found = {
        str(module): names
        for module in modules()
        if module.parts[:2] != WAY and (names := imported(tree(module)) & CALLERS)
    }
    assert found == {}


def imported(module: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names
