"""Warnings, and mutes for a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Commenter
from moderation.commenters.identity import get_same_person
from moderation.models.decision import Decision

if TYPE_CHECKING:
    from typing import Self


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Reads of measures."""

    def in_force(self) -> Self:
        """Those that stand in the way of a comment now."""
        unread = Q(kind=Measure.Kind.WARNING, acknowledged_at=None)
        running = Q(kind=Measure.Kind.MUTE, ends_at__gt=timezone.now())
        return self.filter(unread | running, lifted_at=None)

    def on(self, commenter: Commenter) -> Self:
        """Those that hit this person, under whatever name, with the decisions they come from."""
        return self.filter(commenter__in=get_same_person(commenter)).select_related(
            "decision__ground"
        )


class Measure(models.Model):
    """What a decision less than a ban asks of a commenter.

    A warning has to be acknowledged before the next comment; a mute refuses comments until it
    ends. Who decided that, when and why stands in the decision.
    """

    class Kind(models.TextChoices):
        WARNING = "warning", _("warning")
        MUTE = "mute", _("mute")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    decision = models.OneToOneField(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="measure"
    )
    commenter = models.ForeignKey(
        Commenter, verbose_name=_("commenter"), on_delete=models.PROTECT, related_name="measures"
    )
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lifted by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="warning", ends_at=None)
                | Q(kind="mute", ends_at__isnull=False, acknowledged_at=None),
                name="moderation_measure_ends_or_is_read",
            ),
        ]
        indexes = [
            models.Index(
                fields=["commenter"],
                condition=Q(lifted_at=None),
                name="moderation_measure_standing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.commenter}"

    @property
    def is_in_force(self) -> bool:
        """Whether it stands in the way of a comment now."""
        if self.lifted_at is not None:
            return False
        if self.ends_at is None:
            return self.acknowledged_at is None
        return self.ends_at > timezone.now()
