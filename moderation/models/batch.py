from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.models.guideline import Guideline


class Batch(models.Model):
    """A moderator's bulk action and its progress.

    It applies to the comments whose primary keys are in ``selected`` or, if that is empty, to all
    comments that matched the queue's query string ``query`` when the batch started. If ``undoes``
    is set, this batch undoes the decisions of the batch it points to. Each decision points to its
    batch.
    """

    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    # A value of ``Decision.Action``.
    action = models.CharField(_("action"), max_length=16)
    query = models.TextField(blank=True)
    selected = models.JSONField(default=list, blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    guideline = models.ForeignKey(
        Guideline, verbose_name=_("guideline"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    explanation = models.CharField(_("message to the author"), max_length=300, blank=True)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    # Comments that the action didn't apply to, or that were decided on in the meantime.
    skipped = models.PositiveIntegerField(default=0)
    # Where the next step starts.
    cursor = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("bulk action")
        verbose_name_plural = _("bulk actions")
        constraints = [
            models.CheckConstraint(
                condition=Q(undoes__isnull=False) | ~Q(query="") | ~Q(selected=[]),
                name="moderation_batch_has_a_target",
            )
        ]
        indexes = [
            models.Index(fields=["moderator", "-started_at"], name="moderation_batch_by_moderator")
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.done} / {self.total}"
