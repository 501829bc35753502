"""Who has a sign-in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with a sign-in: author, moderator, editor or reader with an account.

    What a user may do comes from the groups in ``accounts.roles``.
    """

    display_name = models.CharField(
        _("shown as"),
        max_length=100,
        blank=True,
        help_text=_("The name under articles and comments. Empty: the user name."),
    )

    def __str__(self) -> str:
        return self.byline

    @property
    def byline(self) -> str:
        """The name that readers see."""
        return self.display_name or self.get_full_name() or self.username
