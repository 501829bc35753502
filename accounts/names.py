"""Display names and the protection of staff names."""

from accounts.models import User
from core.confusables import get_skeleton


def get_display_name(user: User) -> str:
    """Return the name that allauth shows (the ``ACCOUNT_USER_DISPLAY`` setting).

    Usernames would be unsuitable, because readers have random ones that they don't know.
    """
    return user.byline


def is_staff_name(name: str, *, exclude: User | None = None) -> bool:
    """Check whether a name resembles that of a staff member other than ``exclude``.

    This takes one query.
    """
    skeleton = get_skeleton(name)
    return any(get_skeleton(other) == skeleton for other in get_staff_names(exclude=exclude))


def get_staff_names(*, exclude: User | None = None) -> list[str]:
    """Return the display names of active staff, except ``exclude``, using one query."""
    staff = User.objects.filter(is_staff=True, is_active=True)
    if exclude:
        staff = staff.exclude(pk=exclude.pk)
    fields = ("display_name", "first_name", "last_name", "username")
    return [user.byline for user in staff.only(*fields)]
