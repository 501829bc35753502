"""What a warning says, and what its reader gives back with the next comment."""

from django.core import signing

from moderation.models import Decision, Measure

_SALT = "moderation.warning"


def make_token(warning: Measure) -> str:
    """Return what only somebody can give back who was shown this warning."""
    return signing.Signer(salt=_SALT).sign(str(warning.pk))


def read_token(token: str) -> int | None:
    """Return the key of the warning that a token was made for; nothing for a forged one."""
    try:
        return int(signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def told(decision: Decision) -> str:
    """Return why something was decided, in the words for whom it hits."""
    words = [decision.ground.wording if decision.ground else "", decision.reason]
    return " ".join(filter(None, words))
