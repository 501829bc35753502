"""What the admin's pages share."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User


def user_of(request: HttpRequest) -> User:
    """Return who is signed in."""
    # The admin lets nobody in who isn't signed in.
    return cast("User", request.user)
