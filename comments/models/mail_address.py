from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MailAddress(models.Model):
    """An email address that someone entered in order to receive notifications.

    Until the address is confirmed, only confirmation emails are sent to it. ``secret`` is part of
    the link in the confirmation email and is cleared when the link is used.

    ``requested_at`` and ``requested_from`` are used to limit confirmation emails per mailbox and
    per network. For ``ann+x@`` and ``ann+y@``, which belong to the same mailbox, both values are
    stored in the row for ``ann@`` (see ``mail.addresses``).
    """

    email = models.EmailField(_("email"), unique=True)
    secret = models.CharField(max_length=43, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    requested_at = models.DateTimeField(_("requested"), null=True, blank=True)
    # The first address of the network (``core.client_networks``).
    requested_from = models.GenericIPAddressField(_("requested from"), null=True, blank=True)

    # The owner's last visit to the replies page, and the time after which replies were new then.
    replies_seen_at = models.DateTimeField(null=True, editable=False)
    replies_new_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("email address")
        verbose_name_plural = _("email addresses")
        indexes = [
            models.Index(
                fields=["requested_from", "requested_at"],
                condition=Q(requested_at__isnull=False),
                name="comments_mailaddress_requested",
            )
        ]

    def __str__(self) -> str:
        return self.email
