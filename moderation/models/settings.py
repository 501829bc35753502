"""What the site's editors set about moderation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
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
    reports_hold = models.PositiveSmallIntegerField(
        _("reports that hold"),
        null=True,
        blank=True,
        help_text=_(
            "So many independent reports hold a comment until a moderator has looked. A reader who"
            " was often right counts for up to two, one who never is for hardly any. 0: never."
            " Empty: as the server’s settings say."
        ),
    )

    spam_filter = models.BooleanField(
        _("spam filter"),
        default=True,
        help_text=_("Whether the filter that learns from decisions looks at comments."),
    )
    spam_filter_hold = models.PositiveSmallIntegerField(
        _("hold from"),
        default=80,
        help_text=_("How sure the filter must be to hold a comment, in percent."),
    )
    spam_filter_spam = models.PositiveSmallIntegerField(
        _("spam from"),
        default=97,
        help_text=_(
            "How sure it must be to call a comment spam, in percent. The comments of regulars are"
            " only held, and only from here."
        ),
    )

    class Meta:
        verbose_name = _("moderation settings")
        verbose_name_plural = _("moderation settings")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="moderation_settings_one_row"),
            models.CheckConstraint(
                condition=Q(spam_filter_hold__gte=1, spam_filter_spam__lte=100)
                & Q(spam_filter_spam__gte=F("spam_filter_hold")),
                name="moderation_settings_spam_filter",
                violation_error_message=_(
                    "From 1 to 100, and spam not before the filter would hold."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @property
    def reports_to_hold(self) -> int:
        """How much reports must weigh to hold a comment; 0 where they never do."""
        if self.reports_hold is None:
            return int(settings.COMMENT_REPORTS_HOLD)
        return self.reports_hold

    @classmethod
    def current(cls) -> ModerationSettings:
        """Return the row, or an unsaved one with the defaults. One query."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
