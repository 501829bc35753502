"""The parts of comments that a visitor has chosen to hide: signatures and avatars.

The choice is stored in the database for accounts and in an unsigned cookie for guests. Rendered
comments are the same for everyone; CSS classes on the enclosing section hide the parts.
"""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.current_user import get_current_user
from comments.models import HiddenParts

COOKIE_NAME = "hide"
_MAX_AGE = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class HiddenPartsChoice:
    """A visitor's choice of which parts of comments to hide."""

    signatures: bool = False
    avatars: bool = False

    @property
    def css_classes(self) -> str:
        """The CSS classes that hide the parts, for the section that contains the comments."""
        return " ".join(f"no-{part}" for part in self.parts)

    @property
    def parts(self) -> list[str]:
        """The names of the hidden parts."""
        return [part for part, is_hidden in asdict(self).items() if is_hidden]


def get_hidden_parts(request: HttpRequest) -> HiddenPartsChoice:
    """Return the visitor's choice. One query for an account, none for a guest."""
    user = get_current_user(request)
    if user is None:
        parts = request.COOKIES.get(COOKIE_NAME, "").split("-")
        return HiddenPartsChoice("signatures" in parts, "avatars" in parts)
    row = HiddenParts.objects.filter(user=user).first()
    return HiddenPartsChoice(row.signatures, row.avatars) if row else HiddenPartsChoice()


def store_hidden_parts_cookie(response: HttpResponse, hidden: HiddenPartsChoice) -> None:
    """Store a guest's choice in a cookie, or delete the cookie if nothing is hidden."""
    if not hidden.parts:
        response.delete_cookie(COOKIE_NAME, samesite="Lax")
        return
    response.set_cookie(
        COOKIE_NAME,
        "-".join(hidden.parts),
        max_age=_MAX_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
