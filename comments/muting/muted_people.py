from collections.abc import Sequence

from accounts.models import User
from comments.models import Mute


def get_muted_slugs(user: User | None) -> Sequence[str] | None:
    """Return the slugs of the commenters muted by an account; None for a guest.

    Guests' browsers store their own list (``static/js/mute.js``).
    """
    if user is None:
        return None
    mutes = Mute.objects.filter(user=user).order_by("pk")
    return list(mutes.values_list("commenter__slug", flat=True))
