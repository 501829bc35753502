"""What somebody wants to be written about."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.commenter import Commenter
from comments.models.thread import Thread

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Self


def make_key() -> str:
    """Return a key that nobody guesses."""
    return secrets.token_urlsafe(24)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Reads of subscriptions."""

    def active(self) -> Self:
        """Those that mail is sent for."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)

    def pending(self) -> Self:
        """Those that the owner of the address has not confirmed yet."""
        return self.filter(confirmed_at=None, ended_at=None)

    def beside(self, subscription: Subscription) -> Self:
        """What its owner may see with the key of one subscription: all to the same address.

        Those that nobody has confirmed are left out, and those that have ended, but for the one.
        """
        return self.filter(
            Q(pk=subscription.pk) | Q(ended_at=None, confirmed_at__isnull=False),
            email=subscription.email,
        )

    def one_an_address(self, addresses: Collection[str]) -> list[Subscription]:
        """Return an active one for each of these addresses, whose page shows the others. One query.

        Only for who has shown to own the addresses.
        """
        found = self.active().filter(email__in=addresses).order_by("email", "-pk")
        return [*{one.email: one for one in found}.values()]

    def in_order(self) -> Self:
        """Answers first, then articles, then threads, the latest article's before the others'."""
        return self.select_related("thread__article").order_by(
            "scope", "-thread__article__published_at", "pk"
        )


class Subscription(models.Model):
    """Somebody follows a thread, the answers to their own comments, or new articles, by mail.

    ``key`` stands in the links of each mail: whoever has it may end this subscription and see and
    change what else goes to the same address, without signing in.
    """

    class Scope(models.TextChoices):
        ANSWERS = "answers", _("answers to my comments")
        ARTICLES = "articles", _("new articles")
        THREAD = "thread", _("every comment of a thread")

    class Cadence(models.TextChoices):
        NOW = "now", _("at once")
        HOURLY = "hourly", _("gathered, once an hour")
        DAILY = "daily", _("gathered, once a day")
        WEEKLY = "weekly", _("gathered, once a week")

    email = models.EmailField(_("e-mail"), db_index=True)
    commenter = models.ForeignKey(
        Commenter,
        verbose_name=_("commenter"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="subscriptions",
    )
    scope = models.CharField(_("follows"), max_length=10, choices=Scope)
    thread = models.ForeignKey(
        Thread,
        verbose_name=_("thread"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriptions",
    )
    cadence = models.CharField(_("how often"), max_length=10, choices=Cadence, default=Cadence.NOW)
    # The language in which this was asked for; empty is the site's.
    language = models.CharField(max_length=15, blank=True, editable=False)
    key = models.CharField(max_length=43, unique=True, default=make_key, editable=False)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
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
                name="comments_subscription_one_a_thread",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(scope="answers"),
                name="comments_subscription_one_for_answers",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(scope="articles"),
                name="comments_subscription_one_for_articles",
            ),
            models.CheckConstraint(
                condition=Q(scope="thread", thread__isnull=False)
                | Q(scope__in=["answers", "articles"], thread__isnull=True),
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
        """Return the address of the page where this and the address's others are changed."""
        return reverse("comments:following", args=[self.key])

    @property
    def is_active(self) -> bool:
        """Whether mail is sent for it."""
        return self.confirmed_at is not None and self.ended_at is None
