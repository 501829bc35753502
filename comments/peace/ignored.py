"""Whom a signed-in reader doesn't want to read."""

from collections.abc import Sequence

from accounts.models import User
from comments.models import Ignoring


def ignored_by(user: User | None) -> Sequence[str] | None:
    """Return the addresses of the commenters whom an account ignores; nothing for a guest.

    A guest's browser keeps them itself (``static/js/ignore.js``).
    """
    if user is None:
        return None
    rows = Ignoring.objects.filter(user=user).order_by("pk")
    return list(rows.values_list("commenter__slug", flat=True))
