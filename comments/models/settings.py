from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comments.models.thread import Thread


class CommentSettings(models.Model):
    """Site-wide comment settings; threads can override them.

    There is only one row. Until it is saved, the defaults apply. Pages read a cached copy through
    ``comments.threads.comment_policy.get_comment_settings``.
    """

    policy = models.CharField(
        _("comment policy"),
        max_length=20,
        choices=[
            (policy.value, policy.label)
            for policy in Thread.CommentPolicy
            if policy != Thread.CommentPolicy.SITE
        ],
        default=Thread.CommentPolicy.NEW_MODERATED,
    )
    approvals = models.PositiveSmallIntegerField(
        _("approvals needed"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("Approved comments needed before someone is trusted."),
    )
    slow_minutes = models.PositiveSmallIntegerField(
        _("slow mode (minutes)"),
        default=0,
        help_text=_(
            "Minutes that a commenter must wait between two comments on an article. 0 turns slow"
            " mode off."
        ),
    )
    days_open = models.PositiveSmallIntegerField(
        _("close after (days)"),
        default=0,
        help_text=_(
            "How many days after publication the policy below takes effect. 0 means never."
        ),
    )
    late_policy = models.CharField(
        _("then switch to"),
        max_length=20,
        choices=Thread.LatePolicy,
        default=Thread.LatePolicy.ALL_MODERATED,
        help_text=_(
            "“All moderated” holds new comments for moderation. “Closed” also removes the comment"
            " form; comments posted from pages that are still open are held."
        ),
    )

    class Meta:
        verbose_name = _("comment settings")
        verbose_name_plural = _("comment settings")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="comments_settings_one_row"),
            models.CheckConstraint(
                condition=Q(policy__in=["open", "new_moderated", "all_moderated", "closed"])
                & Q(late_policy__in=["all_moderated", "closed"])
                & Q(approvals__gte=1),
                name="comments_settings_valid",
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> CommentSettings:
        """Return the stored settings, or an unsaved instance with the defaults. One query."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
