"""The only writers of accounts, beside the admin and allauth."""

from accounts.models import User


def rename(*, user: User, name: str) -> None:
    """Change the name that readers see. Whether it is free is for the caller to know."""
    user.display_name = name
    user.save(update_fields=["display_name"])
