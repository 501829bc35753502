from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
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


class LimitedRequest(models.Model):
    """A request that counts toward a limit (``accounts.rate_limits``). Rows are kept for a day."""

    # The limit and, if it applies to an account or email address, a hash of the latter.
    key = models.CharField(max_length=200)
    # The first address of the network (``core.client_networks``), if the limit applies to networks.
    network = models.GenericIPAddressField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("limited request")
        verbose_name_plural = _("limited requests")
        indexes = [
            models.Index(
                fields=["key", "network", "created_at"], name="accounts_limitedrequest_key"
            ),
            models.Index(fields=["created_at"], name="accounts_limitedrequest_time"),
        ]

    def __str__(self) -> str:
        return self.key


# The type of ``request.user``.
AnyUser = User | AnonymousUser
