"""What all tables of mail have in common: each row waits until a mail server has taken it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from typing import Self


class OutgoingQuerySet[Row: Outgoing](models.QuerySet[Row]):
    """Reads of mail that is to go out."""

    def waiting(self) -> Self:
        """Those that are still to be sent."""
        return self.filter(next_attempt_at__isnull=False)

    def due(self, now: dt.datetime) -> Self:
        """Those to be sent by now, that nobody is sending."""
        return self.filter(next_attempt_at__lte=now)

    def given_up(self) -> Self:
        """Those that no mail server took, and that are tried no more."""
        return self.filter(next_attempt_at=None, sent_at=None).exclude(error="")


class Outgoing(models.Model):
    """A row that goes out by mail; ``comments.services.sending`` sends it.

    ``next_attempt_at`` is empty once there is nothing more to do. A worker that sends a row first
    moves that moment into the future, in one statement that no two workers can both win, and signs
    the row with its ``claim``; if the worker dies, the row becomes due again by itself.
    """

    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, default=timezone.now)
    # Since when a mail server that works has been asked to take it.
    first_attempt_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True)
    claim = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(next_attempt_at__isnull=True),
                name="%(app_label)s_%(class)s_sent_is_done",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(next_attempt_at__isnull=False),
                name="%(class)s_due",
            ),
            models.Index(fields=["claim"], condition=~Q(claim=""), name="%(class)s_claim"),
        ]

    @property
    def is_given_up(self) -> bool:
        """Whether no mail server took it, so that it is tried no more."""
        return bool(self.error) and self.next_attempt_at is None and self.sent_at is None
