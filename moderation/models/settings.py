from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ModerationSettings(models.Model):
    """The site's moderation settings: a single row, or the defaults until one is saved."""

    log_names = models.BooleanField(
        _("show moderators’ names"),
        default=False,
        help_text=_("Show in the public log which moderator made a decision."),
    )
    most_links = models.PositiveSmallIntegerField(
        _("maximum links"),
        default=4,
        null=True,
        blank=True,
        help_text=_(
            "Comments with more external links than this are held. Leave empty for no limit."
        ),
    )
    hold_first_link = models.BooleanField(
        _("hold first link"),
        default=True,
        help_text=_("Hold new commenters’ comments if they contain links."),
    )
    hold_other_languages = models.BooleanField(
        _("hold other languages"),
        default=True,
        help_text=_("Hold comments that aren’t in the thread’s language."),
    )
    reports_hold = models.PositiveSmallIntegerField(
        _("hold after (reports)"),
        null=True,
        blank=True,
        help_text=_(
            "A comment with this many independent reports is held for review. A report counts up to"
            " double if the reader’s earlier reports were upheld, and less if they weren’t. 0 means"
            " never. Leave empty for the server default."
        ),
    )

    spam_filter = models.BooleanField(
        _("spam filter"),
        default=True,
        help_text=_("Check comments with the filter that learns from moderators’ decisions."),
    )
    spam_filter_hold = models.PositiveSmallIntegerField(
        _("hold at"),
        default=80,
        help_text=_("Spam probability, in percent, at which the filter holds a comment."),
    )
    spam_filter_spam = models.PositiveSmallIntegerField(
        _("mark as spam at"),
        default=97,
        help_text=_(
            "Spam probability, in percent, at which the filter marks a comment as spam. Comments by"
            " trusted commenters are held instead, and only at or above this value."
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
                    "Enter values from 1 to 100; “mark as spam at” can’t be below “hold at”."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @property
    def reports_to_hold(self) -> int:
        """The total report weight at which a comment is held; 0 means never."""
        if self.reports_hold is None:
            return int(settings.COMMENT_REPORTS_HOLD)
        return self.reports_hold

    @classmethod
    def current(cls) -> ModerationSettings:
        """Return the saved settings, or the defaults. Runs one query."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
