"""The names that belong to those who write and moderate here."""

from accounts.models import User
from core.confusables import get_skeleton


def shown_name(user: User) -> str:
    """Return what an account is called wherever allauth names it.

    The setting ``ACCOUNT_USER_DISPLAY`` names this. The user name, which allauth would show, is
    made by the site and says nothing to its owner.
    """
    return user.byline


def is_name_of_staff(name: str, *, besides: User | None = None) -> bool:
    """Whether a name looks like that of somebody with a role. ``besides`` may have it anyway.

    There are few such people, so they are all looked at. One query.
    """
    alike = get_skeleton(name)
    return any(get_skeleton(other) == alike for other in names_of_staff(besides=besides))


def names_of_staff(*, besides: User | None = None) -> list[str]:
    """Return the names of all who have a role, but for one of them. One query."""
    staff = User.objects.filter(is_staff=True, is_active=True)
    if besides:
        staff = staff.exclude(pk=besides.pk)
    fields = ("display_name", "first_name", "last_name", "username")
    return [user.byline for user in staff.only(*fields)]
