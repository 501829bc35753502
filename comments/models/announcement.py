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
    def pending(self) -> Self:
        """Return the announcements whose notifications have not been created yet."""
        return self.filter(processed_at=None)


class Announcement(models.Model):
    """Records the publication of a comment or an article.

    An announcement is created in the same transaction as the publication. It is kept so that a
    comment that is removed and restored is not announced again.
    """

    comment = models.OneToOneField(
        Comment, on_delete=models.CASCADE, null=True, related_name="announcement"
    )
    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, null=True, related_name="announcement"
    )
    created_at = models.DateTimeField(default=timezone.now)
    # When the notifications were created.
    processed_at = models.DateTimeField(null=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        constraints = [
            models.CheckConstraint(
                condition=Q(comment=None, article__isnull=False)
                | Q(comment__isnull=False, article=None),
                name="comments_announcement_target",
            )
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(processed_at__isnull=True),
                name="comments_announcement_pending",
            )
        ]

    def __str__(self) -> str:
        return str(self.comment_id or self.article_id)
