"""Patterns of names, as the database compares them."""

from django.db.models import BooleanField, CharField, F, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace

_ESCAPED = "\\%_"


class Like(Func):
    """Whether the first text fits the second, a pattern of ``LIKE``."""

    arg_joiner = " LIKE "
    template = "(%(expressions)s ESCAPE '\\')"
    output_field = BooleanField()


def fits(key: str, *, field: str) -> Like:
    """Return whether a name's key fits the pattern in a field."""
    pattern: Combinable = F(field)
    for character in _ESCAPED:
        pattern = Replace(pattern, Value(character), Value(f"\\{character}"))
    return Like(Value(key), Replace(pattern, Value("*"), Value("%")), output_field=BooleanField())


def fitting(pattern: str, *, field: str) -> Like:
    """Return whether the name's key in a field fits a pattern."""
    for character in _ESCAPED:
        pattern = pattern.replace(character, f"\\{character}")
    text = Value(pattern.replace("*", "%"), output_field=CharField())
    return Like(F(field), text, output_field=BooleanField())
