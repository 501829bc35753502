"""Letters that ask somebody to confirm an e-mail address."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.outgoing import Outgoing, OutgoingQuerySet


class ConfirmationQuerySet(OutgoingQuerySet["Confirmation"]):
    """Reads of letters that ask."""


class Confirmation(Outgoing):
    """One letter to one address. Its link is good once, and for a few days.

    The rows are also what limits how many letters an address is sent, whoever asks for them.
    """

    LASTS = dt.timedelta(days=3)

    email = models.EmailField(_("e-mail"))
    # What is counted for the limits; see ``comments.mailboxes``.
    mailbox = models.EmailField(editable=False)
    network = models.GenericIPAddressField(null=True, blank=True, editable=False)
    # The language in which this was asked for.
    language = models.CharField(max_length=15, default=settings.LANGUAGE_CODE, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta(Outgoing.Meta):
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        indexes = [
            *Outgoing.Meta.indexes,
            models.Index(fields=["mailbox", "asked_at"], name="comments_confirmation_box"),
            models.Index(fields=["network", "asked_at"], name="comments_confirmation_net"),
        ]

    @property
    def is_expired(self) -> bool:
        """Whether its link came too late."""
        return self.asked_at < timezone.now() - self.LASTS

    def __str__(self) -> str:
        return self.email
