from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment

if TYPE_CHECKING:
    from typing import Self

    from comments.visitors.visitor import Visitor


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def by(self, visitor: Visitor) -> Self:
        """Return the visitor's own recommendations, identified by account or browser."""
        if not visitor.is_recognizable:
            return self.none()
        own = Q(user=visitor.user) if visitor.user else Q()
        return self.filter(own | Q(key=visitor.browser_key) if visitor.browser_key else own)


class Recommendation(models.Model):
    """A recommendation of a comment by an account or a guest.

    ``Comment.recommend_count`` stores the total for each comment.
    """

    comment = models.ForeignKey(
        Comment,
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        related_name="recommendations",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        null=True,
        related_name="recommendations",
    )
    # The key of a guest's browser (``Visitor.browser_key``).
    key = models.CharField(max_length=32, blank=True)
    # Used only for limits per network.
    ip_address = models.GenericIPAddressField(_("IP address"), null=True)
    made_at = models.DateTimeField(_("time"), default=timezone.now)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "user"],
                condition=Q(user__isnull=False),
                name="comments_recommendation_one_per_user",
            ),
            models.UniqueConstraint(
                fields=["comment", "key"],
                condition=~Q(key=""),
                name="comments_recommendation_one_per_key",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, key="") | (Q(user__isnull=True) & ~Q(key="")),
                name="comments_recommendation_user_or_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.user or self.key}"
