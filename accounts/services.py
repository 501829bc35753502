from accounts.models import User


def set_display_name(*, user: User, name: str) -> None:
    """Set a user's display name. The caller must check that the name is not taken."""
    user.display_name = name
    user.save(update_fields=["display_name"])
