"""What moderators tell one another about somebody."""

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
    """Reads of notes."""

    def about(self, commenter: Commenter) -> Self:
        """Those on a commenter and on their comments, newest first, with who wrote them."""
        return (
            self.filter(commenter=commenter)
            .select_related("author", "comment")
            .order_by("-made_at", "-pk")
        )


class Note(models.Model):
    """A private remark on a commenter, or on one of their comments. Only moderators read it."""

    LONGEST = 5000

    commenter = models.ForeignKey(
        Commenter, verbose_name=_("commenter"), on_delete=models.CASCADE, related_name="notes"
    )
    # A note outlives the comment that it was written on: it is about whoever wrote that.
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
    text = models.TextField(_("text"), max_length=LONGEST)
    made_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""), name="moderation_note_says_something"
            )
        ]
        indexes = [
            models.Index(fields=["commenter", "-made_at", "-id"], name="moderation_note_newest")
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.commenter}"
