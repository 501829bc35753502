"""What the site's editors set about comments."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comments.models.thread import Thread


class CommentSettings(models.Model):
    """How the site takes comments, wherever a thread says nothing else.

    There is one row; until it is saved, the defaults hold. Pages read it through
    ``comments.modes.site_settings``.
    """

    mode = models.CharField(
        _("mode"),
        max_length=10,
        choices=[(mode.value, mode.label) for mode in Thread.Mode if mode != Thread.Mode.SITE],
        default=Thread.Mode.NEWCOMERS,
    )
    approvals = models.PositiveSmallIntegerField(
        _("approvals"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("So many approved comments make a regular of a newcomer."),
    )
    slow_minutes = models.PositiveSmallIntegerField(
        _("slow mode"),
        default=0,
        help_text=_("Minutes that a commenter waits between two comments on an article; 0 is off."),
    )
    days_open = models.PositiveSmallIntegerField(
        _("days open"),
        default=0,
        help_text=_("So many days after its article a thread changes its mode; 0 is never."),
    )
    late_mode = models.CharField(
        _("mode after these days"),
        max_length=10,
        choices=Thread.LateMode,
        default=Thread.LateMode.HELD,
        help_text=_("Closed or not: whatever still comes is read by a moderator, and not lost."),
    )

    class Meta:
        verbose_name = _("comment settings")
        verbose_name_plural = _("comment settings")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="comments_settings_one_row"),
            models.CheckConstraint(
                condition=Q(mode__in=["open", "newcomers", "held", "closed"])
                & Q(late_mode__in=["held", "closed"])
                & Q(approvals__gte=1),
                name="comments_settings_make_sense",
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> CommentSettings:
        """Return the row, or an unsaved one with the defaults. One query."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
