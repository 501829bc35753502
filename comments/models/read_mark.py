from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.thread import Thread

if TYPE_CHECKING:
    from accounts.models import User

# A visit ends when a reader stays away for longer than this.
VISIT_GAP = dt.timedelta(minutes=30)


class ReadMarkQuerySet(models.QuerySet["ReadMark"]):
    def get_for(self, user: User, thread: Thread) -> ReadMark | None:
        """Return the user's read mark in a thread, or None if there is none. One query."""
        return self.filter(user=user, thread=thread).first()


class ReadMark(models.Model):
    """A reader's progress in a thread.

    ``seen_at`` is when the reader last looked at the thread, and ``last_number`` was the number of
    its last comment at that time. ``previous_seen_at`` and ``previous_number`` are the same values
    from the end of the previous visit.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks"
    )
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="read_marks")
    last_number = models.PositiveIntegerField()
    seen_at = models.DateTimeField()
    previous_number = models.PositiveIntegerField()
    previous_seen_at = models.DateTimeField()

    objects = ReadMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("read mark")
        verbose_name_plural = _("read marks")
        constraints = [
            models.UniqueConstraint(fields=["user", "thread"], name="comments_readmark_unique")
        ]

    def __str__(self) -> str:
        return str(self.last_number)

    def get_unread_start(self, now: dt.datetime) -> tuple[int, dt.datetime]:
        """Return the comment number and the time after which comments count as unread.

        Both values stay the same during a visit (``now`` is the current time), so unread comments
        stay marked from page to page.
        """
        if now - self.seen_at > VISIT_GAP:
            return self.last_number, self.seen_at
        return self.previous_number, self.previous_seen_at
