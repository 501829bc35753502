"""Case-insensitive lookups for all alphabets on SQLite, whose ``LIKE`` only knows ASCII letters.

``GLOB`` matches a set of letters at each position, such as ``[üÜ]``. Values in ASCII and in scripts
without case still use ``LIKE``.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field
from django.db.models.lookups import (
    BuiltinLookup,
    IContains,
    IEndsWith,
    IExact,
    IStartsWith,
)

# Small letters with forms that ``str.upper`` and ``str.lower`` don't return.
_MORE_FORMS = {"σ": "ς", "ß": "ẞ"}


class _CaseInsensitive(BuiltinLookup[Any]):
    before = after = ""

    def as_sqlite(
        self, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Compare with a ``GLOB`` pattern if the value has letters that ``LIKE`` can't compare."""
        value = self.rhs
        if not isinstance(value, str) or value.isascii() or not _has_case(value):
            return super().as_sql(compiler, connection)
        left, params = self.process_lhs(compiler, connection)
        pattern = f"{self.before}{''.join(map(_build_set, value))}{self.after}"
        return f"{left} GLOB %s", (*params, pattern)


@Field.register_lookup
class CaseInsensitiveExact(_CaseInsensitive, IExact):
    pass


@Field.register_lookup
class CaseInsensitiveContains(_CaseInsensitive, IContains):
    before = after = "*"


@Field.register_lookup
class CaseInsensitiveStartsWith(_CaseInsensitive, IStartsWith):
    after = "*"


@Field.register_lookup
class CaseInsensitiveEndsWith(_CaseInsensitive, IEndsWith):
    before = "*"


def _has_case(value: str) -> bool:
    return value.lower() != value.upper()


def _build_set(letter: str) -> str:
    """Return a ``GLOB`` pattern for a character in either case."""
    forms = {letter, letter.lower(), letter.upper(), letter.upper().lower(), letter.title()}
    forms.update(_MORE_FORMS.get(letter.lower(), ""))
    letters = "".join(sorted(form for form in forms if len(form) == 1))
    # A circumflex at the start of a set would negate it, and outside a set, it isn't special.
    return letters if letters == "^" else f"[{letters}]"
