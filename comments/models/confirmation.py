import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mail.models import OutboxMessage, OutboxQuerySet


class ConfirmationQuerySet(OutboxQuerySet["Confirmation"]):
    pass


class Confirmation(OutboxMessage):
    """An email with a single-use link that asks a commenter to confirm their email address.

    The rows are also counted, to limit the number of these emails per mailbox and per network.
    """

    LIFETIME = dt.timedelta(days=3)

    email = models.EmailField(_("email"))
    # See ``mail.addresses``.
    mailbox = models.EmailField(editable=False)
    # The first address of the network (``core.client_networks``).
    network = models.GenericIPAddressField(null=True, blank=True, editable=False)
    # The language the commenter used.
    language = models.CharField(max_length=15, default=settings.LANGUAGE_CODE, editable=False)
    requested_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta(OutboxMessage.Meta):
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        indexes = [
            *OutboxMessage.Meta.indexes,
            models.Index(fields=["mailbox", "requested_at"], name="comments_confirmation_box"),
            models.Index(fields=["network", "requested_at"], name="comments_confirmation_net"),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_expired(self) -> bool:
        return self.requested_at < timezone.now() - self.LIFETIME
