from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Comment, Commenter

if TYPE_CHECKING:
    from typing import Self


class NoteQuerySet(models.QuerySet["Note"]):
    def about(self, commenter: Commenter) -> Self:
        """Return the notes about a commenter and their comments, newest first, with authors."""
        return (
            self.filter(commenter=commenter)
            .select_related("author", "comment")
            .order_by("-created_at", "-pk")
        )


class Note(models.Model):
    """A private note about a commenter or one of their comments, visible only to moderators."""

    MAX_LENGTH = 5000

    commenter = models.ForeignKey(
        Commenter, verbose_name=_("commenter"), on_delete=models.CASCADE, related_name="notes"
    )
    # The note outlives the comment, since it is about the commenter.
    comment = models.ForeignKey(
        Comment,
        verbose_name=_("comment"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="notes",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    text = models.TextField(_("text"), max_length=MAX_LENGTH)
    created_at = models.DateTimeField(_("date"), default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="moderation_note_has_text")
        ]
        indexes = [
            models.Index(fields=["commenter", "-created_at", "-id"], name="moderation_note_newest")
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.commenter}"
