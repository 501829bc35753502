"""Few modules mark HTML as safe or build SQL; each is listed with the reason."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, find_calls, get_callee, get_modules, parse

pytestmark = pytest.mark.slow

# Modules that mark HTML as safe, and where that HTML comes from.
MARKING_SAFE = {
    "blog/models/article.py": "sanitized when the article was saved",
    "blog/models/content.py": "sanitized when the article or page was saved",
    "blog/site/current.py": "sanitized when the comment policy was saved",
    "comments/rendering/cached_html.py": "the output of templates, and our own JSON",
    "comments/subscriptions/mails.py": "sanitized when the comment was saved",
    "comments/rendering/comment_html.py": "our own HTML around escaped values",
    "comments/rendering/structured_data.py": "JSON, escaped for a script element",
    "comments/templatetags/comments.py": "sanitized when the comment was saved",
    "comments/submission/guest_form.py": "a form rendered by its library, cached",
    "comments/submission/name_suggestions.py": "JSON, cached like a page; no page contains it",
    "core/page_cache.py": "the output of a template, cached",
}
# Built SQL statements: table names and lists of placeholders can't be parameters.
BUILDING_SQL = {
    "comments/threads/services/comment_numbers.py": 1,
    "core/database_statistics.py": 1,
    "core/search/postgresql.py": 3,
    "core/search/sqlite.py": 3,
}
_EXECUTES = {"execute", "executemany", "raw", "RawSQL", "extra"}


def get_function_name(call: ast.Call) -> str:
    """Return the last part of the called expression."""
    return get_callee(call).rpartition(".")[2]


def test_only_listed_modules_mark_html_as_safe() -> None:
    marking = {
        str(module)
        for module in get_modules()
        for call in find_calls(parse(module))
        if get_function_name(call) in {"mark_safe", "SafeString"}
    }
    assert marking == set(MARKING_SAFE)


def test_templates_mark_nothing_as_safe() -> None:
    texts = {path: path.read_text() for path in (ROOT / "templates").rglob("*.*")}
    marked = [
        str(path.relative_to(ROOT))
        for path, text in texts.items()
        # Plain text mails are not HTML.
        if "|safe" in text or ("autoescape off" in text and path.suffix != ".txt")
    ]
    assert marked == []


def test_only_listed_modules_build_sql() -> None:
    built: dict[str, int] = {}
    for module in get_modules():
        for call in find_calls(parse(module)):
            if get_function_name(call) in _EXECUTES and call.args and _is_built(call.args[0]):
                built[str(module)] = built.get(str(module), 0) + 1
    assert built == BUILDING_SQL


def _is_built(node: ast.expr) -> bool:
    match node:
        case ast.JoinedStr(values=values):
            return any(isinstance(value, ast.FormattedValue) for value in values)
        case ast.BinOp() | ast.Call(func=ast.Attribute(attr="format")):
            return True
    return False


def test_no_code_is_evaluated() -> None:
    forbidden = {"eval", "exec", "pickle", "marshal"}
    found = {
        str(module): names
        for module in get_modules()
        if (names := forbidden & {n.id for n in ast.walk(parse(module)) if isinstance(n, ast.Name)})
    }
    assert found == {}


def test_listed_modules_exist() -> None:
    assert [
        name for name in (*MARKING_SAFE, *BUILDING_SQL) if Path(name) not in get_modules()
    ] == []
