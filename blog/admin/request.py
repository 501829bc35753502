from typing import cast

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpRequest

from accounts.models import User


def get_user(request: HttpRequest) -> User:
    """Return the user of an admin request, who is always logged in."""
    return cast("User", request.user)


def add_warning(request: HttpRequest, text: str) -> None:
    """Show a warning on the next page, unless it is empty or the form is in a pop-up window."""
    if text and IS_POPUP_VAR not in request.POST:
        messages.warning(request, text)
