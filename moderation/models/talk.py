"""What moderators and a commenter write to one another."""

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

_SALT = "moderation.talk"
# Nobody answers a message that is older; a link out of an old mail opens nothing to write.
LASTS = dt.timedelta(days=90)


class TalkQuerySet(models.QuerySet["Talk"]):
    """Reads of talks."""

    def waiting(self) -> Self:
        """Those in which the commenter has answered and nobody has read that yet."""
        return self.filter(waits_since__isnull=False)

    def with_(self, commenter: Commenter) -> Talk | None:
        """Return the one with a commenter, with its messages; nothing if nobody has written."""
        messages = Prefetch("messages", Message.objects.select_related("author"))
        return self.filter(commenter=commenter).prefetch_related(messages).first()

    def at(self, token: str) -> Self:
        """The one whose link has this token; none for a forged one."""
        try:
            return self.filter(pk=int(signing.Signer(salt=_SALT).unsign(token)))
        except (signing.BadSignature, ValueError):
            return self.none()


class Talk(models.Model):
    """All messages between the moderators and one commenter. Moderators begin it."""

    commenter = models.OneToOneField(
        Commenter, verbose_name=_("commenter"), on_delete=models.CASCADE, related_name="talk"
    )
    # When a moderator wrote last; the commenter may answer for some time after that.
    asked_at = models.DateTimeField(_("last written"), default=timezone.now)
    # Since when an answer waits to be read.
    waits_since = models.DateTimeField(_("waits since"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        indexes = [
            models.Index(
                fields=["waits_since"],
                condition=Q(waits_since__isnull=False),
                name="moderation_talk_waiting",
            )
        ]

    def __str__(self) -> str:
        return str(self.commenter)

    def get_absolute_url(self) -> str:
        """Return the private address, which only this site can have written."""
        return reverse("talks:talk", args=[signing.Signer(salt=_SALT).sign(str(self.pk))])

    @property
    def is_open(self) -> bool:
        """Whether the commenter can answer."""
        return self.closed_at is None and timezone.now() - self.asked_at < LASTS


class MessageQuerySet(OutboxQuerySet["Message"]):
    """Reads of messages."""


class Message(OutboxMessage):
    """One message, told of by mail. Those without an author are the commenter's."""

    LONGEST = 5000

    talk = models.ForeignKey(
        Talk, verbose_name=_("talk"), on_delete=models.CASCADE, related_name="messages"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    text = models.TextField(_("text"), max_length=LONGEST)
    written_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta(OutboxMessage.Meta):
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["written_at", "pk"]
        constraints = [
            *OutboxMessage.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="moderation_message_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.author or self.talk}"
