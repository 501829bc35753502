from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment

if TYPE_CHECKING:
    from typing import Self

# The minimum confidence at which a reference affects the tree and notifications.
MIN_CONFIDENCE = 0.5


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def from_published(self) -> Self:
        """Return the references from published comments."""
        return self.filter(source__status=Comment.Status.PUBLISHED)

    def confident(self) -> Self:
        return self.filter(confidence__gte=MIN_CONFIDENCE)


class Reference(models.Model):
    """Records that one comment (``source``) addresses another (``target``).

    ``cue`` is the kind of evidence for this, ``start`` and ``end`` are the position of the evidence
    in the source's text, and ``confidence`` is the expected precision, from 0 to 1. ``target`` is
    empty if the addressed comment is not in the thread and only its number is known, for example
    from a pasted byline. It is set when that comment is imported.
    """

    class Cue(models.TextChoices):
        REPLY = "reply", _("explicit reply")
        AT = "at", _("@mention")
        NUMBER = "number", _("comment number")
        BYLINE = "byline", _("pasted byline")
        QUOTE = "quote", _("quote")
        SALUTATION = "salutation", _("greeting by name")
        MENTION = "mention", _("name in the text")

    source = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="references")
    target = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="referenced_by", null=True, blank=True
    )
    target_number = models.PositiveIntegerField()
    name = models.CharField(max_length=100, blank=True)
    cue = models.CharField(max_length=10, choices=Cue)
    confidence = models.FloatField()
    # The span in the source's ``text``; both are 0 for explicit replies.
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target_number"], name="comments_reference_unique"
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
