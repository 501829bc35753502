from django.conf import settings
from django.http import HttpRequest

from accounts.models import User


def get_current_user(request: HttpRequest) -> User | None:
    """Return the logged-in user, if any.

    This takes no query for visitors without a session cookie.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return request.user
