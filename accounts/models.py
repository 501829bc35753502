from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.permissions import RestrictableUser


class User(RestrictableUser):
    """The account of an author, moderator, editor, or reader.

    Permissions come from the groups in ``accounts.roles``. In a session without a required second
    factor, the user has none of them; see ``accounts.second_factor``.
    """

    display_name = models.CharField(
        _("display name"),
        max_length=100,
        blank=True,
        help_text=_("Shown with articles and comments. Defaults to the username."),
    )

    def __str__(self) -> str:
        return self.byline

    @property
    def byline(self) -> str:
        """The name shown in public."""
        return self.display_name or self.get_full_name() or self.username


# The type of ``request.user``.
AnyUser = User | AnonymousUser
