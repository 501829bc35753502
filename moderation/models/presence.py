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

# Open pages renew their presence well before this timeout.
PRESENCE_TIMEOUT = dt.timedelta(minutes=2)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def current(self) -> Self:
        """Return the presences that haven't timed out."""
        return self.filter(last_at__gt=timezone.now() - PRESENCE_TIMEOUT)

    def by_others(self, user: User) -> Self:
        """Return other moderators' current presences, with the moderators' accounts."""
        return self.current().exclude(moderator=user).select_related("moderator")


class Presence(models.Model):
    """Records that a moderator has, or had, a comment open.

    Other moderators see current presences and can leave the comment to their colleague. A presence
    that isn't renewed ends after ``PRESENCE_TIMEOUT``. Its row is kept, because a comment that a
    moderator has opened no longer counts as unreviewed.
    """

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="presences"
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    began_at = models.DateTimeField(_("opened"), default=timezone.now)
    last_at = models.DateTimeField(_("last seen"), default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "moderator"], name="moderation_presence_one_each"
            ),
            models.CheckConstraint(
                condition=models.Q(began_at__lte=F("last_at")), name="moderation_presence_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moderator}: {self.comment_id}"
