"""How much waits, counted no further than anybody wants to know."""

from collections.abc import Mapping

from django.core.cache import cache

from accounts.models import User
from comments.models.comment import CommentQuerySet
from moderation.policies import moderates_everywhere
from moderation.queue.shelves import Rows, shelves

# Beyond that nobody is helped by the exact number, and a hundred thousand rows take time.
CAP = 1000
# Seconds for which the header's number may be behind: all who have the admin open ask for it.
_KEPT_FOR = 10


def counts_for(user: User) -> Mapping[str, int]:
    """Return how many comments stand on each shelf for a user, by name; ``CAP + 1`` is more.

    One query for each shelf, none of which reads more than ``CAP`` rows of an index. The header,
    which is drawn on the same page, then knows what waits.
    """
    counts = {shelf.name: _counted(shelf.rows, user) for shelf in shelves() if shelf.is_counted}
    waiting = sum(
        counts[shelf.name] if shelf.waiting == shelf.rows else _counted(shelf.waiting, user)
        for shelf in shelves()
        if shelf.waiting
    )
    cache.set(_key(user), waiting, _KEPT_FOR)
    return counts


def waiting_for(user: User, *, anew: bool = False) -> int:
    """Return how many comments wait for a user's decision, as known a few seconds ago.

    ``anew`` counts now, for whoever has just decided something.
    """
    key = _key(user)
    waiting: int | None = None if anew else cache.get(key)
    if waiting is None:
        waiting = sum(_counted(shelf.waiting, user) for shelf in shelves() if shelf.waiting)
        cache.set(key, waiting, _KEPT_FOR)
    return waiting


def _key(user: User) -> str:
    return f"queue-waiting:{'all' if moderates_everywhere(user) else user.pk}"


def _counted(rows: Rows, user: User) -> int:
    comments: CommentQuerySet = rows().moderatable_by(user)
    return comments.order_by()[: CAP + 1].count()
