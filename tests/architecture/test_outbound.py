"""Only ``core.outbound`` sends requests to other hosts."""

import ast

import pytest

from tests.architecture.source import get_modules, parse

pytestmark = pytest.mark.slow

PACKAGE = ("core", "outbound")
CLIENTS = {"urllib3", "requests", "httpx", "aiohttp", "socket", "http.client", "urllib.request"}


def test_no_other_module_imports_a_client() -> None:
    found = {
        str(module): names
        for module in get_modules()
        if module.parts[:2] != PACKAGE and (names := get_imported_names(parse(module)) & CLIENTS)
    }
    assert found == {}


def get_imported_names(module: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names
