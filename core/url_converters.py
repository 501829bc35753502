"""How secrets stand in an address."""

from functools import cache

from django.urls import register_converter
from django.urls.converters import StringConverter


class TokenConverter(StringConverter):
    """A key or a signed text: what ``secrets.token_urlsafe`` and ``django.core.signing`` write.

    Anything else is no address, and reaches no database: PostgreSQL can't even be asked for some.
    """

    regex = "[-_.:A-Za-z0-9]+"


@cache
def register_converters() -> None:
    """Make the converter known as ``token``, once."""
    register_converter(TokenConverter, "token")
