"""What the site's editors set about moderation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ModerationSettings(models.Model):
    """How the site moderates. There is one row; until it is saved, the defaults hold."""

    log_names = models.BooleanField(
        _("name moderators"),
        default=False,
        help_text=_("Whether the public log tells which moderator decided."),
    )
    most_links = models.PositiveSmallIntegerField(
        _("most links"),
        default=4,
        null=True,
        blank=True,
        help_text=_("A comment with more links to other sites is held. Empty: no limit."),
    )
    hold_first_link = models.BooleanField(
        _("hold first links"),
        default=True,
        help_text=_("Whether the first link of somebody new here is held."),
    )
    hold_other_languages = models.BooleanField(
        _("hold other languages"),
        default=True,
        help_text=_("Whether a comment in another language than the conversation is held."),
    )

    class Meta:
        verbose_name = _("moderation settings")
        verbose_name_plural = _("moderation settings")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="moderation_settings_one_row")
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> ModerationSettings:
        """Return the row, or an unsaved one with the defaults. One query."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
