"""Lookups that accept integers of any size."""

from typing import Any

from django.db.models.fields import IntegerField
from django.db.models.lookups import In


@IntegerField.register_lookup
class StorableIn(In):
    """The ``in`` lookup without the integers over 64 bits, which no row can contain.

    SQLite raises an error for them. Django itself handles them in lookups of a single integer.
    """

    def get_prep_lookup(self) -> Any:
        prepared = super().get_prep_lookup()
        if not isinstance(prepared, list):
            return prepared
        return [one for one in prepared if not isinstance(one, int) or fits_64_bits(one)]


def fits_64_bits(number: int) -> bool:
    """Check whether the databases can store an integer."""
    return -(2**63) <= number < 2**63
