"""Who is looking at what."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Comment

if TYPE_CHECKING:
    from typing import Self

    from accounts.models import User

# An open page says again that somebody looks well before this is over.
LOOK_LASTS = dt.timedelta(minutes=2)


class LookQuerySet(models.QuerySet["Look"]):
    """Reads of looks."""

    def present(self) -> Self:
        """Those that go on now."""
        return self.filter(last_at__gt=timezone.now() - LOOK_LASTS)

    def of_others(self, user: User) -> Self:
        """Those that go on, of everybody else, with their names."""
        return self.present().exclude(moderator=user).select_related("moderator")


class Look(models.Model):
    """A moderator has a comment open, or had it: colleagues leave it to them, and it isn't unseen.

    A look that is not said to go on is over after ``LOOK_LASTS``; the row stays.
    """

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="looks"
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    began_at = models.DateTimeField(_("since"), default=timezone.now)
    last_at = models.DateTimeField(_("until"), default=timezone.now)

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "moderator"], name="moderation_look_one_each"
            ),
            models.CheckConstraint(
                condition=models.Q(began_at__lte=F("last_at")), name="moderation_look_goes_on"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moderator}: {self.comment_id}"
