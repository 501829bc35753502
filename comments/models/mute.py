"""Muted commenters and hidden parts of comments."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.commenter import Commenter


class Mute(models.Model):
    """A commenter muted by an account. Guests' mute lists are stored in their browsers."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="mutes",
    )
    commenter = models.ForeignKey(
        Commenter, verbose_name=_("commenter"), on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateTimeField(_("muted since"), default=timezone.now)

    class Meta:
        verbose_name = _("muted commenter")
        verbose_name_plural = _("muted commenters")
        constraints = [
            models.UniqueConstraint(fields=["user", "commenter"], name="comments_mute_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.commenter}"


class HiddenParts(models.Model):
    """The parts of comments that an account has chosen to hide. Guests have a cookie instead."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="hidden_parts",
    )
    signatures = models.BooleanField(_("signatures"), default=False)
    avatars = models.BooleanField(_("avatars"), default=False)

    class Meta:
        verbose_name = _("hidden parts of comments")
        verbose_name_plural = _("hidden parts of comments")

    def __str__(self) -> str:
        return str(self.user)
