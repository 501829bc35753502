"""Signed tokens that a commenter sends back to acknowledge a warning."""

from django.core import signing

from moderation.models import Sanction

_SALT = "moderation.warning"


def make_acknowledgment_token(warning: Sanction) -> str:
    """Return a token that proves that its sender was shown this warning."""
    return signing.Signer(salt=_SALT).sign(str(warning.pk))


def read_acknowledgment_token(token: str) -> int | None:
    """Return the primary key of the token's warning, or None if the token is forged."""
    try:
        return int(signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
