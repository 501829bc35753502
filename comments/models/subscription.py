from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.commenter import Commenter
from comments.models.thread import Thread
from core.tokens import create_token

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Self


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def active(self) -> Self:
        return self.filter(confirmed_at__isnull=False, ended_at=None)

    def pending(self) -> Self:
        """Return subscriptions that the owner of the address has not confirmed yet."""
        return self.filter(confirmed_at=None, ended_at=None)

    def manageable_with(self, subscription: Subscription) -> Self:
        """Return the subscriptions that the key of ``subscription`` gives access to.

        These are all active subscriptions for the same address, as well as ``subscription`` itself,
        even if it has ended.
        """
        return self.filter(
            Q(pk=subscription.pk) | Q(ended_at=None, confirmed_at__isnull=False),
            email=subscription.email,
        )

    def one_per_address(self, addresses: Collection[str]) -> list[Subscription]:
        """Return one active subscription per email address. One query.

        One is enough to link to the preferences page, which shows all subscriptions for the
        address. Call this only for addresses that the visitor owns.
        """
        found = self.active().filter(email__in=addresses).order_by("email", "-pk")
        return [*{subscription.email: subscription for subscription in found}.values()]

    def in_display_order(self) -> Self:
        """Sort by scope (articles, replies, threads), and sort threads by article, newest first."""
        return self.select_related("thread__article").order_by(
            "scope", "-thread__article__published_at", "pk"
        )


class Subscription(models.Model):
    """A subscription to email about a thread, replies to one's comments, or new articles.

    ``key`` is part of the links in each email. Anyone who has the key can manage all subscriptions
    for the same address without logging in.
    """

    class Scope(models.TextChoices):
        REPLIES = "replies", _("Replies")
        ARTICLES = "articles", _("New articles")
        THREAD = "thread", _("Comments on an article")

    class Cadence(models.TextChoices):
        NOW = "now", _("Immediately")
        HOURLY = "hourly", _("Hourly digest")
        DAILY = "daily", _("Daily digest")
        WEEKLY = "weekly", _("Weekly digest")

    email = models.EmailField(_("email"), db_index=True)
    commenter = models.ForeignKey(
        Commenter,
        verbose_name=_("commenter"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="subscriptions",
    )
    scope = models.CharField(_("scope"), max_length=10, choices=Scope)
    thread = models.ForeignKey(
        Thread,
        verbose_name=_("thread"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriptions",
    )
    cadence = models.CharField(_("frequency"), max_length=10, choices=Cadence, default=Cadence.NOW)
    # The language the subscriber used; empty means the site's language.
    language = models.CharField(max_length=15, blank=True, editable=False)
    key = models.CharField(max_length=43, unique=True, default=create_token, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "email"],
                condition=Q(scope="thread"),
                name="comments_subscription_one_per_thread",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(scope="replies"),
                name="comments_subscription_one_for_replies",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(scope="articles"),
                name="comments_subscription_one_for_articles",
            ),
            models.CheckConstraint(
                condition=Q(scope="thread", thread__isnull=False)
                | Q(scope__in=["replies", "articles"], thread__isnull=True),
                name="comments_subscription_scope",
            ),
            models.CheckConstraint(
                condition=Q(cadence__in=["now", "hourly", "daily", "weekly"]),
                name="comments_subscription_cadence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.thread or self.get_scope_display()}"

    def get_absolute_url(self) -> str:
        return reverse("comments:email_preferences", args=[self.key])

    @property
    def is_active(self) -> bool:
        return self.confirmed_at is not None and self.ended_at is None
