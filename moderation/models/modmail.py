"""Private messages between moderators and a commenter."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Commenter
from mail.models import OutboxMessage, OutboxQuerySet

if TYPE_CHECKING:
    from typing import Self

_SALT = "moderation.modmail"
# How long the commenter can reply after a moderator's last message. The limit keeps links in old
# emails from giving write access forever.
REPLY_PERIOD = dt.timedelta(days=90)


class ModMailQuerySet(models.QuerySet["ModMail"]):
    def unread(self) -> Self:
        """Return the conversations with a reply that no moderator has read."""
        return self.filter(unread_since__isnull=False)

    def find_for(self, commenter: Commenter) -> ModMail | None:
        """Return the conversation with a commenter, including its messages, if there is one."""
        messages = Prefetch("messages", ModMailMessage.objects.select_related("author"))
        return self.filter(commenter=commenter).prefetch_related(messages).first()

    def for_token(self, token: str) -> Self:
        """Filter by the token in a conversation's private URL; empty if the token is invalid."""
        try:
            return self.filter(pk=int(signing.Signer(salt=_SALT).unsign(token)))
        except (signing.BadSignature, ValueError):
            return self.none()


class ModMail(models.Model):
    """The moderators' conversation with a commenter. Only moderators can start one."""

    commenter = models.OneToOneField(
        Commenter, verbose_name=_("commenter"), on_delete=models.CASCADE, related_name="modmail"
    )
    # When a moderator last wrote, which starts the reply period.
    last_sent_at = models.DateTimeField(_("last message sent"), default=timezone.now)
    # When the oldest unread reply arrived.
    unread_since = models.DateTimeField(_("unread since"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = ModMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        indexes = [
            models.Index(
                fields=["unread_since"],
                condition=Q(unread_since__isnull=False),
                name="moderation_modmail_unread",
            )
        ]

    def __str__(self) -> str:
        return str(self.commenter)

    def get_absolute_url(self) -> str:
        """Return the private URL; its signature grants access to the conversation."""
        token = signing.Signer(salt=_SALT).sign(str(self.pk))
        return reverse("modmail:conversation", args=[token])

    @property
    def is_open(self) -> bool:
        """Check whether the commenter can reply."""
        return self.closed_at is None and timezone.now() - self.last_sent_at < REPLY_PERIOD


class ModMailMessageQuerySet(OutboxQuerySet["ModMailMessage"]):
    pass


class ModMailMessage(OutboxMessage):
    """A message and its notification email. Messages without an author are from the commenter."""

    MAX_LENGTH = 5000

    modmail = models.ForeignKey(
        ModMail, verbose_name=_("conversation"), on_delete=models.CASCADE, related_name="messages"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    text = models.TextField(_("text"), max_length=MAX_LENGTH)
    written_at = models.DateTimeField(_("sent"), default=timezone.now)

    objects = ModMailMessageQuerySet.as_manager()

    class Meta(OutboxMessage.Meta):
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["written_at", "pk"]
        constraints = [
            *OutboxMessage.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="moderation_message_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.author or self.modmail}"
