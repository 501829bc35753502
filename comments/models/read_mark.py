"""How far somebody has read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.thread import Thread

if TYPE_CHECKING:
    from accounts.models import User

# Who comes back within this time has not been away: what was new is still new.
VISIT_GAP = dt.timedelta(minutes=30)


class ReadMarkQuerySet(models.QuerySet["ReadMark"]):
    """Reads of read marks."""

    def of(self, user: User, thread: Thread) -> ReadMark | None:
        """Return how far a reader has read a thread. One query."""
        return self.filter(user=user, thread=thread).first()


class ReadMark(models.Model):
    """One reader in one thread.

    ``last_number`` is the last comment that the thread had when the reader looked at it last, at
    ``seen_at``. ``before_number`` and ``before_at`` are the same for the visit before that one.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks"
    )
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="read_marks")
    last_number = models.PositiveIntegerField()
    seen_at = models.DateTimeField()
    before_number = models.PositiveIntegerField()
    before_at = models.DateTimeField()

    objects = ReadMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("read mark")
        verbose_name_plural = _("read marks")
        constraints = [
            models.UniqueConstraint(fields=["user", "thread"], name="comments_readmark_one")
        ]

    def __str__(self) -> str:
        return str(self.last_number)

    def since(self, now: dt.datetime) -> tuple[int, dt.datetime]:
        """Return the number after which all is new to somebody who looks now, and since when.

        Within a visit that is where it began, so that what is new stays new from page to page.
        """
        if now - self.seen_at > VISIT_GAP:
            return self.last_number, self.seen_at
        return self.before_number, self.before_at
