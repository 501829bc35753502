"""Whom a comment addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment

if TYPE_CHECKING:
    from typing import Self

# A reader may act on a reference that is at least so sure: draw one comment under the other, or
# write to somebody that they were answered.
SURE_ENOUGH = 0.5


class ReferenceQuerySet(models.QuerySet["Reference"]):
    """Reads of references."""

    def from_readable(self) -> Self:
        """Those that a published comment makes: a removed one no longer answers anybody."""
        return self.filter(source__status=Comment.Status.PUBLISHED)

    def sure(self) -> Self:
        """Those that are sure enough to act on."""
        return self.filter(confidence__gte=SURE_ENOUGH)


class Reference(models.Model):
    """Comment A addresses comment B: how that was found, how sure it is, and where it says so.

    ``target`` is empty where the addressed comment is known only by its number, because somebody
    pasted its byline, and is not in the thread. It is filled when that comment is imported.
    """

    class Cue(models.TextChoices):
        REPLY = "reply", _("replied to")
        AT = "at", _("addressed with @")
        NUMBER = "number", _("named by number")
        BYLINE = "byline", _("byline pasted")
        QUOTE = "quote", _("quoted")
        SALUTATION = "salutation", _("greeted")
        MENTION = "mention", _("mentioned")

    source = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="references")
    target = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="referenced_by", null=True, blank=True
    )
    target_number = models.PositiveIntegerField()
    name = models.CharField(max_length=100, blank=True)
    cue = models.CharField(max_length=10, choices=Cue)
    confidence = models.FloatField()
    # The words that say so, as a span of the source's ``text``; both 0 when no words do.
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target_number"], name="comments_reference_once"
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="comments_reference_not_to_itself"
            ),
            models.CheckConstraint(
                condition=Q(confidence__range=(0, 1)), name="comments_reference_confidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_number}"
