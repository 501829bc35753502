"""Markup is called safe in few places, each of which says why; statements hold no values."""

import ast
from pathlib import Path

from tests.architecture.source import ROOT, called, calls, modules, tree

# Where markup is wrapped, and whose markup that is.
WRAPPERS = {
    "blog/models/article.py": "what the sanitiser made when the article was written",
    "blog/models/content.py": "what the sanitiser made when the article or page was written",
    "blog/site/current.py": "what the sanitiser made when the comment policy was written",
    "comments/rendering/cached_html.py": "a template's output and our own JSON",
    "comments/subscriptions/mails.py": "what the sanitiser made when the comment was written",
    "comments/rendering/comment_html.py": "our own markup around escaped values",
    "comments/rendering/structured_data.py": "JSON, escaped for a script element",
    "comments/templatetags/comments.py": "what the sanitiser made when the comment was written",
    "comments/submission/guest_form.py": "a form as its library drew it, kept as it was",
    "comments/submission/name_suggestions.py": "JSON that is kept as pages are and put into none",
    "core/page_cache.py": "a template's own output, kept as it was",
}
# Statements that hold names of ours or a number of placeholders: nothing can stand for those.
STATEMENTS = {
    "comments/threads/services/threads.py": 1,
    "core/search/postgresql.py": 2,
    "core/search/sqlite.py": 3,
}
_EXECUTES = {"execute", "executemany", "raw", "RawSQL", "extra"}


def last_name(call: ast.Call) -> str:
    """Return what is called, without what it belongs to."""
    return called(call).rpartition(".")[2]


def test_nothing_else_is_called_safe() -> None:
    wrapped = {
        str(module)
        for module in modules()
        for call in calls(module)
        if last_name(call) in {"mark_safe", "SafeString"}
    }
    assert wrapped - set(WRAPPERS) == set()
    assert set(WRAPPERS) - wrapped == set(), "an exception is left over"


def test_templates_call_nothing_safe() -> None:
    texts = {path: path.read_text() for path in (ROOT / "templates").rglob("*.*")}
    marked = [
        str(path.relative_to(ROOT))
        for path, text in texts.items()
        # The text of a mail is no markup: nothing in it may be escaped.
        if "|safe" in text or ("autoescape off" in text and path.suffix != ".txt")
    ]
    assert marked == []


def test_no_value_is_written_into_a_statement() -> None:
    built: dict[str, int] = {}
    for module in modules():
        for call in calls(module):
            if last_name(call) in _EXECUTES and call.args and _is_built(call.args[0]):
                built[str(module)] = built.get(str(module), 0) + 1
    assert built == STATEMENTS


def _is_built(node: ast.expr) -> bool:
    match node:
        case ast.JoinedStr(values=values):
            return any(isinstance(value, ast.FormattedValue) for value in values)
        case ast.BinOp() | ast.Call(func=ast.Attribute(attr="format")):
            return True
    return False


def test_nothing_is_evaluated() -> None:
    forbidden = {"eval", "exec", "pickle", "marshal"}
    found = {
        str(module): names
        for module in modules()
        if (names := forbidden & {n.id for n in ast.walk(tree(module)) if isinstance(n, ast.Name)})
    }
    assert found == {}


def test_only_listed_modules_are_exceptions() -> None:
    assert [name for name in (*WRAPPERS, *STATEMENTS) if Path(name) not in modules()] == []
