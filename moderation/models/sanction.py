"""Sanctions short of a ban: warnings and suspensions."""

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
from moderation.models.guideline import join_reason

if TYPE_CHECKING:
    from typing import Self


class SanctionQuerySet(models.QuerySet["Sanction"]):
    def in_force(self) -> Self:
        """Return sanctions that block the next comment: unacknowledged warnings and suspensions."""
        unread = Q(kind=Sanction.Kind.WARNING, acknowledged_at=None)
        suspended = Q(kind=Sanction.Kind.SUSPENSION, ends_at__gt=timezone.now())
        return self.filter(unread | suspended, lifted_at=None)

    def against(self, commenter: Commenter) -> Self:
        """Return the sanctions against this person under any of their names, with decisions."""
        return self.filter(commenter__in=get_same_person(commenter)).select_related(
            "decision__guideline"
        )


class Sanction(models.Model):
    """A warning or suspension. Its decision records who imposed it, when, and why.

    A warning must be acknowledged before the next comment; a suspension blocks all comments until
    it ends.
    """

    class Kind(models.TextChoices):
        WARNING = "warning", _("warning")
        SUSPENSION = "suspension", _("suspension")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    decision = models.OneToOneField(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="sanction"
    )
    commenter = models.ForeignKey(
        Commenter, verbose_name=_("commenter"), on_delete=models.PROTECT, related_name="sanctions"
    )
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
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

    objects = SanctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="warning", ends_at=None)
                | Q(kind="suspension", ends_at__isnull=False, acknowledged_at=None),
                name="moderation_sanction_ends_or_is_read",
            ),
        ]
        indexes = [
            models.Index(
                fields=["commenter"],
                condition=Q(lifted_at=None),
                name="moderation_sanction_not_lifted",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.commenter}"

    @property
    def reason(self) -> str:
        """The reason as the commenter sees it."""
        return join_reason(self.decision.guideline, self.decision.explanation)

    @property
    def is_in_force(self) -> bool:
        if self.lifted_at is not None:
            return False
        if self.ends_at is None:
            return self.acknowledged_at is None
        return self.ends_at > timezone.now()
