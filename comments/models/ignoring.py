"""What somebody doesn't want to see: what somebody says, signatures, pictures."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.commenter import Commenter


class Ignoring(models.Model):
    """One row for each account and commenter. Guests keep theirs in their browsers."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="ignoring",
    )
    commenter = models.ForeignKey(
        Commenter, verbose_name=_("commenter"), on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("ignored commenter")
        verbose_name_plural = _("ignored commenters")
        constraints = [
            models.UniqueConstraint(fields=["user", "commenter"], name="comments_ignoring_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.commenter}"


class HiddenParts(models.Model):
    """Which parts of comments an account doesn't want to see. Guests keep theirs in a cookie."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="hidden_parts",
    )
    signatures = models.BooleanField(_("signatures"), default=False)
    pictures = models.BooleanField(_("pictures of commenters"), default=False)

    class Meta:
        verbose_name = _("hidden parts of comments")
        verbose_name_plural = _("hidden parts of comments")

    def __str__(self) -> str:
        return str(self.user)
