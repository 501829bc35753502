"""How years, months and basenames stand in an address."""

from functools import cache

from django.urls import register_converter
from django.urls.converters import StringConverter

from blog.models import BASENAME


class Year:
    """Four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        """Return the year."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return four digits."""
        return f"{value:04}"


class Month:
    """Two digits, 01 to 12."""

    regex = "0[1-9]|1[0-2]"

    def to_python(self, value: str) -> int:
        """Return the month."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return two digits."""
        return f"{value:02}"


class Basename(StringConverter):
    """The last part of an article's address."""

    regex = BASENAME


class LabelSlug(StringConverter):
    """The slug of a category, tag or person in an address: letters of any script and digits."""

    regex = r"[-\w]+"


@cache
def register() -> None:
    """Make the converters known as ``yyyy``, ``mm``, ``basename`` and ``label``, once."""
    register_converter(Year, "yyyy")
    register_converter(Month, "mm")
    register_converter(Basename, "basename")
    register_converter(LabelSlug, "label")
