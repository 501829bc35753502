"""Not wanting to read somebody, or to see some things, for people with an account."""

from accounts.models import User
from comments.models import Commenter, HiddenParts, Ignoring
from comments.policies import can_ignore


class NotIgnorable(Exception):
    """Nobody ignores themselves."""


def ignore(*, user: User, commenter: Commenter) -> None:
    """Fold what a commenter says. Twice is as good as once. Raises ``NotIgnorable``."""
    if not can_ignore(user, commenter):
        raise NotIgnorable
    Ignoring.objects.get_or_create(user=user, commenter=commenter)


def stop_ignoring(*, user: User, commenter: Commenter) -> None:
    """Unfold what a commenter says; who isn't ignored stays so."""
    Ignoring.objects.filter(user=user, commenter=commenter).delete()


def hide_parts(*, user: User, signatures: bool, pictures: bool) -> None:
    """Hide these parts of all comments from an account, and show it those that it hid before."""
    wanted = {"signatures": signatures, "pictures": pictures}
    HiddenParts.objects.update_or_create(user=user, defaults=wanted)
