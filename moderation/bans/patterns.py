"""Name patterns as SQL ``LIKE`` expressions."""

from django.db.models import BooleanField, CharField, F, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace

_ESCAPED = "\\%_"


class Like(Func):
    """``text LIKE pattern``, with a backslash as the escape character."""

    arg_joiner = " LIKE "
    template = "(%(expressions)s ESCAPE '\\')"
    output_field = BooleanField()


def matches_field_pattern(key: str, *, field: str) -> Like:
    """Return an expression that tests whether a normalized name matches the pattern in a field."""
    pattern: Combinable = F(field)
    for character in _ESCAPED:
        pattern = Replace(pattern, Value(character), Value(f"\\{character}"))
    return Like(Value(key), Replace(pattern, Value("*"), Value("%")), output_field=BooleanField())


def field_matches_pattern(pattern: str, *, field: str) -> Like:
    """Return an expression that tests whether the normalized name in a field matches a pattern."""
    for character in _ESCAPED:
        pattern = pattern.replace(character, f"\\{character}")
    text = Value(pattern.replace("*", "%"), output_field=CharField())
    return Like(F(field), text, output_field=BooleanField())
