from functools import cache

from django.urls import register_converter
from django.urls.converters import StringConverter


class TokenConverter(StringConverter):
    """Matches the output of ``secrets.token_urlsafe`` and ``django.core.signing``.

    Other text therefore never reaches the database. For example, a NUL character would make
    PostgreSQL raise an error.
    """

    regex = "[-_.:A-Za-z0-9]+"


@cache
def register_converters() -> None:
    register_converter(TokenConverter, "token")
