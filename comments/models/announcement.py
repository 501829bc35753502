"""That a comment or an article was published, kept until those who follow have been told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Article
from comments.models.comment import Comment

if TYPE_CHECKING:
    from typing import Self


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Reads of announcements."""

    def pending(self) -> Self:
        """Those whose notifications have not been made."""
        return self.filter(made_at=None)


class Announcement(models.Model):
    """One row for each comment or article, written in the transaction that publishes it.

    It stays, so that what is taken down and put back is not announced again.
    """

    comment = models.OneToOneField(
        Comment, on_delete=models.CASCADE, null=True, related_name="announcement"
    )
    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, null=True, related_name="announcement"
    )
    created_at = models.DateTimeField(default=timezone.now)
    # When its notifications were written into the outbox.
    made_at = models.DateTimeField(null=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        constraints = [
            models.CheckConstraint(
                condition=Q(comment=None, article__isnull=False)
                | Q(comment__isnull=False, article=None),
                name="comments_announcement_of_one",
            )
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(made_at__isnull=True),
                name="comments_announcement_pending",
            )
        ]

    def __str__(self) -> str:
        return str(self.comment_id or self.article_id)
