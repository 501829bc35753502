from collections.abc import Sequence

from accounts.models import User
from comments.models import Mute


def get_muted_slugs(user: User | None) -> Sequence[str] | None:
    """Return the slugs of the commenters that an account has muted; None for a guest.

    Guests' mute lists are stored in their browsers (``static/js/mute.js``).
    """
    if user is None:
        return None
    mutes = Mute.objects.filter(user=user).order_by("pk")
    return list(mutes.values_list("commenter__slug", flat=True))
