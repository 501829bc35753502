"""URL path converters for years, months, and slugs."""

from functools import cache

from django.urls import register_converter
from django.urls.converters import StringConverter

from blog.models import BASENAME_PATTERN


class YearConverter:
    """Matches a year of four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class MonthConverter:
    """Matches a month of two digits, from 01 to 12."""

    regex = "0[1-9]|1[0-2]"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:02}"


class BasenameConverter(StringConverter):
    """Matches the last part of an article's or page's URL, without ``.html``."""

    regex = BASENAME_PATTERN


class UnicodeSlugConverter(StringConverter):
    """Matches a slug with letters of any script, unlike Django's ``slug``."""

    regex = r"[-\w]+"


@cache
def register_converters() -> None:
    """Register the converters ``yyyy``, ``mm``, ``basename``, and ``unicode_slug``."""
    register_converter(YearConverter, "yyyy")
    register_converter(MonthConverter, "mm")
    register_converter(BasenameConverter, "basename")
    register_converter(UnicodeSlugConverter, "unicode_slug")
