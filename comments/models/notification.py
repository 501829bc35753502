"""The outbox."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Article
from comments.models.comment import Comment
from comments.models.subscription import Subscription

if TYPE_CHECKING:
    from typing import Self


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Reads of the outbox."""

    def due(self, now: dt.datetime) -> Self:
        """Those to be sent by now, that nobody is sending."""
        return self.filter(next_attempt_at__lte=now)

    def given_up(self) -> Self:
        """Those that no mail server took, and that are tried no more."""
        return self.filter(next_attempt_at=None, sent_at=None).exclude(error="")


class Notification(models.Model):
    """One comment or article to be told to one subscription; without, the question to confirm it.

    ``next_attempt_at`` is empty once there is nothing more to do. A worker that sends a row first
    moves that moment into the future, in one statement that no two workers can both win, and signs
    the row with its ``claim``; if the worker dies, the row becomes due again by itself.
    """

    subscription = models.ForeignKey(
        Subscription,
        verbose_name=_("subscription"),
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    comment = models.ForeignKey(
        Comment,
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
    )
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True)
    claim = models.CharField(max_length=32, blank=True, editable=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "comment"], name="comments_notification_once"
            ),
            models.UniqueConstraint(
                fields=["subscription", "article"], name="comments_notification_article_once"
            ),
            models.CheckConstraint(
                condition=Q(comment=None) | Q(article=None), name="comments_notification_of_one"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(next_attempt_at__isnull=True),
                name="comments_notification_sent_is_done",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(next_attempt_at__isnull=False),
                name="comments_notification_due",
            ),
            models.Index(
                fields=["claim"], condition=~Q(claim=""), name="comments_notification_claim"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} ← {self.comment_id or self.article_id}"
