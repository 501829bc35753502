"""How secrets stand in an address."""

from functools import cache

from django.urls import register_converter


class TokenConverter:
    """A key or a signed text: what ``secrets.token_urlsafe`` and ``django.core.signing`` write.

    Anything else is no address, and reaches no database: PostgreSQL can't even be asked for some.
    """

    regex = "[-_.:A-Za-z0-9]+"

    def to_python(self, value: str) -> str:
        """Return it as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it stands."""
        return value


@cache
def register() -> None:
    """Make the converter known as ``token``, once."""
    register_converter(TokenConverter, "token")
