from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from typing import Self


class OutboxQuerySet[Row: OutboxMessage](models.QuerySet[Row]):
    def unsent(self) -> Self:
        """Return the messages that have yet to be sent."""
        return self.filter(next_attempt_at__isnull=False)

    def due(self, now: dt.datetime) -> Self:
        """Return the messages that are due for sending, except those claimed by another worker."""
        return self.filter(next_attempt_at__lte=now)

    def given_up(self) -> Self:
        """Return the messages that aren't retried anymore because mail servers refused them."""
        return self.filter(next_attempt_at=None, sent_at=None).exclude(error="")


class OutboxMessage(models.Model):
    """Base class of all models whose rows ``mail.outbox`` sends by email.

    ``next_attempt_at`` is null once there is nothing left to send. To claim a row, a worker moves
    ``next_attempt_at`` into the future and marks the row with ``claim``, in a single UPDATE that
    only one worker can win. If that worker crashes, the row becomes due again.
    """

    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, default=timezone.now)
    # Time of the first attempt that reached a mail server.
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
        return bool(self.error) and self.next_attempt_at is None and self.sent_at is None


class RenderedMailQuerySet(OutboxQuerySet["RenderedMail"]):
    pass


class RenderedMail(OutboxMessage):
    """An email stored exactly as it will be sent, for senders without an outbox of their own.

    These emails often contain secrets, such as login codes and password reset links. The content is
    therefore blanked in the same statement that marks the email as sent, expired, or given up on.
    """

    # The kind of email, as shown in the admin: "account/email/login_code".
    kind = models.CharField(_("kind"), max_length=100)
    recipient = models.EmailField(_("recipient"))
    # The recipient's mailbox (``mail.addresses``), for rate limits.
    mailbox = models.EmailField(max_length=254, editable=False)
    sender = models.CharField(max_length=320)
    subject = models.CharField(max_length=998, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    # After this time, the email is useless and won't be sent.
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)

    objects = RenderedMailQuerySet.as_manager()

    class Meta(OutboxMessage.Meta):
        verbose_name = _("account email")
        verbose_name_plural = _("account emails")
        indexes = [
            *OutboxMessage.Meta.indexes,
            models.Index(fields=["mailbox", "created_at"], name="mail_renderedmail_mailbox"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient}"

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()


class StrangerMail(models.Model):
    """An email to a mailbox whose owner has not confirmed the address (``mail.services``)."""

    mailbox = models.EmailField(max_length=254)
    # In the future if the email has to wait.
    send_at = models.DateTimeField()

    class Meta:
        verbose_name = _("email to an unconfirmed address")
        verbose_name_plural = _("emails to unconfirmed addresses")
        indexes = [
            models.Index(fields=["mailbox", "send_at"], name="mail_strangermail_mailbox"),
            models.Index(fields=["send_at"], name="mail_strangermail_time"),
        ]

    def __str__(self) -> str:
        return self.mailbox
