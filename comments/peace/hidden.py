"""Which parts of comments a visitor doesn't want to see: signatures, pictures of commenters.

An account's choice is a row; a guest's browser keeps it in a cookie, which says nothing about who
has it. The drawn comments are the same for everybody: the section around them gets a class.
"""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.visitors import get_current_user
from comments.models import HiddenParts

COOKIE_NAME = "hide"
_KEPT_FOR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is hidden from a visitor."""

    signatures: bool = False
    pictures: bool = False

    @property
    def css_classes(self) -> str:
        """The classes of the section of comments."""
        return " ".join(f"no-{part}" for part in self.parts)

    @property
    def parts(self) -> list[str]:
        """The names of what is hidden."""
        return [part for part, is_hidden in asdict(self).items() if is_hidden]


def hidden_from(request: HttpRequest) -> Hidden:
    """Return what is hidden from this visitor. One query for an account, none for a guest."""
    user = get_current_user(request)
    if user is None:
        words = request.COOKIES.get(COOKIE_NAME, "").split("-")
        return Hidden("signatures" in words, "pictures" in words)
    row = HiddenParts.objects.filter(user=user).first()
    return Hidden(row.signatures, row.pictures) if row else Hidden()


def remember_hidden(response: HttpResponse, hidden: Hidden) -> None:
    """Let a guest's browser keep what is hidden from its reader."""
    if not hidden.parts:
        response.delete_cookie(COOKIE_NAME, samesite="Lax")
        return
    response.set_cookie(
        COOKIE_NAME,
        "-".join(hidden.parts),
        max_age=_KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
