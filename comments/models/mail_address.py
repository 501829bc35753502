"""Where mail goes, and whether its owner wants it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MailAddress(models.Model):
    """An e-mail address that somebody gave to be written to.

    Nothing but the question whether its owner wants mail goes to an address that isn't confirmed.
    ``secret`` stands in the link of that question and is emptied when the link has been used.

    ``asked_at`` and ``asked_from`` limit how often the question is put. They count for a mailbox:
    those of ``ann+x@`` and ``ann+y@`` stand at ``ann@`` (see ``comments.mailboxes``).
    """

    email = models.EmailField(_("e-mail"), unique=True)
    secret = models.CharField(max_length=43, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    # The asking network: an IPv4 address, or the first one of an IPv6 network of 64 bits.
    asked_from = models.GenericIPAddressField(_("asked from"), null=True, blank=True)

    # When the owner last looked at the answers to their comments, and at what was then new.
    answers_seen_at = models.DateTimeField(null=True, editable=False)
    answers_new_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("mail address")
        verbose_name_plural = _("mail addresses")
        indexes = [
            models.Index(
                fields=["asked_from", "asked_at"],
                condition=Q(asked_at__isnull=False),
                name="comments_mailaddress_asked",
            )
        ]

    def __str__(self) -> str:
        return self.email
