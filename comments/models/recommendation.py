"""That a reader recommends a comment."""

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

    from comments.peace.readers import Reader


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Reads of recommendations."""

    def by(self, reader: Reader) -> Self:
        """Those of one reader, by account or by browser; none for somebody unknown."""
        if not reader:
            return self.none()
        theirs = Q(user=reader.user) if reader.user else Q()
        return self.filter(theirs | Q(key=reader.key) if reader.key else theirs)


class Recommendation(models.Model):
    """One row for each comment and reader. ``Comment.recommend_count`` counts them."""

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
    # A guest's browser (``comments.peace.readers``), which is all that is known of a guest.
    key = models.CharField(max_length=32, blank=True)
    # Only to see many keys from one place.
    ip_address = models.GenericIPAddressField(_("address"), null=True)
    made_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "user"],
                condition=Q(user__isnull=False),
                name="comments_recommendation_one_a_user",
            ),
            models.UniqueConstraint(
                fields=["comment", "key"],
                condition=~Q(key=""),
                name="comments_recommendation_one_a_key",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, key="") | (Q(user__isnull=True) & ~Q(key="")),
                name="comments_recommendation_one_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.user or self.key}"
