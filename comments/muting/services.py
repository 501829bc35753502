"""Mute commenters and hide parts of comments for users with an account."""

from accounts.models import User
from comments.models import Commenter, HiddenParts, Mute
from comments.policies import can_mute


class MuteNotAllowed(Exception):
    """Users can't mute themselves."""


def mute_commenter(*, user: User, commenter: Commenter) -> None:
    """Mute a commenter: collapse their comments for the user. Idempotent.

    Raises ``MuteNotAllowed`` if the commenter is the user.
    """
    if not can_mute(user, commenter):
        raise MuteNotAllowed
    Mute.objects.get_or_create(user=user, commenter=commenter)


def unmute_commenter(*, user: User, commenter: Commenter) -> None:
    """Show a commenter's comments to the user again. Idempotent."""
    Mute.objects.filter(user=user, commenter=commenter).delete()


def update_hidden_parts(*, user: User, signatures: bool, avatars: bool) -> None:
    """Store which parts of comments to hide for an account."""
    hidden = {"signatures": signatures, "avatars": avatars}
    HiddenParts.objects.update_or_create(user=user, defaults=hidden)
