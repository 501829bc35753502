"""The names that belong to those who write and moderate here."""

from accounts.models import User
from core.look_alikes import skeleton


def is_name_of_staff(name: str, *, besides: User | None = None) -> bool:
    """Whether a name looks like that of somebody with a role. ``besides`` may have it anyway.

    There are few such people, so they are all looked at. One query.
    """
    staff = User.objects.filter(is_staff=True, is_active=True)
    if besides:
        staff = staff.exclude(pk=besides.pk)
    alike = skeleton(name)
    fields = ("display_name", "first_name", "last_name", "username")
    return any(skeleton(user.byline) == alike for user in staff.only(*fields))
