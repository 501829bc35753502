from allauth.account.models import EmailAddress

from accounts.models import User


def set_display_name(*, user: User, name: str) -> None:
    """Set a user's display name. The caller must check that the name is not taken."""
    user.display_name = name
    user.save(update_fields=["display_name"])


def is_confirmed(email: str) -> bool:
    """Check whether an email address is confirmed or belongs to a staff account."""
    return (
        EmailAddress.objects.filter(email__iexact=email, verified=True).exists()
        or User.objects.filter(email__iexact=email, is_staff=True).exists()
    )
