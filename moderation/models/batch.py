"""Many decisions made in one go."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.models.guideline import Guideline


class Batch(models.Model):
    """What a moderator has decided about many comments at once, and how far that has come.

    It is about the comments of ``chosen``, or about all that the queue's address ``query`` finds
    among what had come when it was begun. A batch that ``undoes`` another takes back what that one
    has decided. Each decision points at its batch.
    """

    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    # One of ``Decision.Action``.
    action = models.CharField(_("action"), max_length=16)
    query = models.TextField(blank=True)
    chosen = models.JSONField(default=list, blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    guideline = models.ForeignKey(
        Guideline, verbose_name=_("guideline"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    # What the action didn't fit, or somebody else had decided.
    left_alone = models.PositiveIntegerField(default=0)
    # Where to go on.
    place = models.CharField(max_length=40, blank=True)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        constraints = [
            models.CheckConstraint(
                condition=Q(undoes__isnull=False) | ~Q(query="") | ~Q(chosen=[]),
                name="moderation_batch_is_about_something",
            )
        ]
        indexes = [
            models.Index(fields=["moderator", "-begun_at"], name="moderation_batch_by_moderator")
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.done} / {self.total}"
