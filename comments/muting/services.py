"""Muting commenters and hiding parts of comments, for accounts."""

from accounts.models import User
from comments.models import Commenter, HiddenParts, Mute
from comments.policies import can_mute


class MuteNotAllowed(Exception):
    """Nobody can mute themselves."""


def mute_commenter(*, user: User, commenter: Commenter) -> None:
    """Collapse the comments of a commenter. Idempotent. Raises ``MuteNotAllowed``."""
    if not can_mute(user, commenter):
        raise MuteNotAllowed
    Mute.objects.get_or_create(user=user, commenter=commenter)


def unmute_commenter(*, user: User, commenter: Commenter) -> None:
    """Show the comments of a commenter again. Idempotent."""
    Mute.objects.filter(user=user, commenter=commenter).delete()


def update_hidden_parts(*, user: User, signatures: bool, avatars: bool) -> None:
    """Set which parts of comments an account has hidden."""
    hidden = {"signatures": signatures, "avatars": avatars}
    HiddenParts.objects.update_or_create(user=user, defaults=hidden)
