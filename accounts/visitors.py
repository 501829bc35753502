"""Who is looking."""

from django.conf import settings
from django.http import HttpRequest

from accounts.models import User


def signed_in_user(request: HttpRequest) -> User | None:
    """Return who is signed in, without touching the session of a visitor who has none."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return request.user
