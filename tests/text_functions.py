"""Find the functions and patterns that read text, so that tests cover each new one."""

import importlib
import inspect
import pkgutil
import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from tests.adversarial import repeat_to_length

APPS = ("core", "mail", "accounts", "blog", "comments", "spamfilter", "moderation", "interchange")
# Commands and migrations read no text of visitors.
_SKIPPED = re.compile(r"\.(?:migrations|management)\b")
_SEARCHES = r"\b{}\b(?!\.(?:full)?match\(| =)"
_EXAMPLES = " a1.-/<>\"'=:_\nA\u0301é\x00"
_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S", op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
# A repetition of fewer characters bounds the time.
_MANY = 1000

type TextFunction = Callable[..., object]


def iterate_modules() -> Iterator[ModuleType]:
    """Import and yield all modules of the product."""
    for app in APPS:
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if not _SKIPPED.search(module.name):
                yield importlib.import_module(module.name)


def find_text_functions() -> dict[str, TextFunction]:
    """Return the functions that need nothing but strings, by their full names."""
    return {
        f"{module.__name__}.{name}": function
        for module in iterate_modules()
        for name, value in vars(module).items()
        if getattr(value, "__module__", None) == module.__name__
        and inspect.isfunction(function := inspect.unwrap(value) if callable(value) else None)
        and count_texts(function)
    }


def count_texts(function: TextFunction) -> int:
    """Return the number of required parameters if all of them are strings, or else 0."""
    needed = [
        parameter
        for parameter in inspect.signature(function).parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind not in {parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD}
    ]
    is_text = all(
        parameter.annotation in {str, "str"} and parameter.kind is not parameter.KEYWORD_ONLY
        for parameter in needed
    )
    return len(needed) if is_text else 0


def find_patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Return the compiled patterns of all modules, and whether each is used to search text.

    Patterns that aren't are matched only at one position.
    """
    found = {}
    for module in iterate_modules():
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and re.search(rf"^{name} = ", source, re.MULTILINE):
                is_searched = re.search(_SEARCHES.format(name), source) is not None
                found[f"{module.__name__}.{name}"] = value, is_searched
    return found


def build_texts(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Yield strings that almost match ``pattern`` at many positions, or part of it at length.

    They repeat each part of the pattern that ends in a repetition, and what is repeated.
    """
    pieces = dict.fromkeys(_iterate_pieces(parser.parse(pattern.pattern, pattern.flags), ""))
    for prefix, piece in pieces:
        if piece:
            yield prefix + repeat_to_length(piece, size)
        if prefix:
            yield repeat_to_length(prefix + piece, size)
            yield repeat_to_length(prefix, size)


def _iterate_pieces(parts: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield each repetition as a pair: an example of the pattern before it, and of its content."""
    for kind, value in parts:
        if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
            _least, most, content = value
            if most >= _MANY:
                yield before, _build_example(content)
            yield from _iterate_pieces(content, before)
        elif kind is op.SUBPATTERN:
            yield from _iterate_pieces(value[-1], before)
        elif kind is op.ATOMIC_GROUP:
            yield from _iterate_pieces(value, before)
        elif kind is op.BRANCH:
            for branch in value[1]:
                yield from _iterate_pieces(branch, before)
        before += _build_example([(kind, value)])


def _build_example(parts: Any) -> str:
    return "".join(_build_part(kind, value) for kind, value in parts)


def _build_part(kind: Any, value: Any) -> str:  # noqa: PLR0911 - a table of kinds
    if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
        least: int = value[0]
        return _build_example(value[2]) * max(1, min(least, _MANY))
    if kind is op.SUBPATTERN:
        return _build_example(value[-1])
    if kind is op.ATOMIC_GROUP:
        return _build_example(value)
    if kind is op.BRANCH:
        return _build_example(value[1][0])
    if kind is op.LITERAL:
        return chr(value)
    if kind in {op.ANY, op.NOT_LITERAL}:
        return next(one for one in "ab" if kind is op.ANY or ord(one) != value)
    return _pick(value) if kind is op.IN else ""


def _pick(members: Any) -> str:
    """Return a character that is in a set."""
    is_negated = members[0][0] is op.NEGATE
    listed = "".join(chr(value) for kind, value in members if kind is op.LITERAL)
    ranges = "".join(chr(value[0]) for kind, value in members if kind is op.RANGE)
    examples = f"{_EXAMPLES}{listed}{ranges}"
    return next(one for one in examples if is_negated != any(_is_in(one, m) for m in members))


def _is_in(character: str, member: Any) -> bool:
    kind, value = member
    if kind is op.LITERAL:
        return ord(character) == int(value)
    if kind is op.RANGE:
        return bool(value[0] <= ord(character) <= value[1])
    return kind is op.CATEGORY and re.match(_CATEGORIES[value], character) is not None
