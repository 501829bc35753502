from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Article
from comments.models.comment import Comment
from comments.models.subscription import Subscription
from mail.models import OutboxMessage, OutboxQuerySet


class NotificationQuerySet(OutboxQuerySet["Notification"]):
    pass


class Notification(OutboxMessage):
    """A comment or an article to be emailed to a subscriber, alone or in a digest.

    If ``comment`` and ``article`` are both empty, the email asks the owner of the address to
    confirm the subscription.
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
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    objects = NotificationQuerySet.as_manager()

    class Meta(OutboxMessage.Meta):
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            *OutboxMessage.Meta.constraints,
            models.UniqueConstraint(
                fields=["subscription", "comment"], name="comments_notification_once"
            ),
            models.UniqueConstraint(
                fields=["subscription", "article"], name="comments_notification_article_once"
            ),
            models.CheckConstraint(
                condition=Q(comment=None) | Q(article=None), name="comments_notification_target"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} ← {self.comment_id or self.article_id}"
