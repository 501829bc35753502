"""What readers complain of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Comment

if TYPE_CHECKING:
    from typing import Self

    from comments.visitors.visitor import Visitor


class ReportQuerySet(models.QuerySet["Report"]):
    """Reads of reports."""

    def open(self) -> Self:
        """Those that nobody has answered yet."""
        return self.filter(resolved_at=None)

    def by(self, visitor: Visitor) -> Self:
        """Filter for the visitor's own, by account or by browser."""
        if not visitor.is_recognizable:
            return self.none()
        theirs = Q(reporter=visitor.user) if visitor.user else Q()
        return self.filter(
            theirs | Q(reporter_key=visitor.browser_key) if visitor.browser_key else theirs
        )

    def of(self, address: tuple[int, int, str], number: int) -> Self:
        """Those of the comment of this number below the article at an address."""
        year, month, basename = address
        return self.filter(
            comment__number=number,
            comment__thread__article__year=year,
            comment__thread__article__month=month,
            comment__thread__article__basename=basename,
        )


class Report(models.Model):
    """A reader's complaint about a comment. All of one comment are one item for the moderators.

    A reader complains about a comment once. ``outcome`` is what became of the comment, and is told
    to the reporter.
    """

    class Reason(models.TextChoices):
        INSULT = "insult", _("Insults or threatens somebody")
        HATE = "hate", _("Stirs up hatred against a group of people")
        PRIVATE = "private", _("Tells something private about somebody")
        FALSE = "false", _("Pretends to be somebody else, or misquotes")
        SPAM = "spam", _("Advertising or spam")
        OFF_TOPIC = "off_topic", _("Has nothing to do with the article")
        ILLEGAL = "illegal", _("Breaks the law")
        OTHER = "other", _("Something else, which I explain below")

    class Outcome(models.TextChoices):
        REMOVED = "removed", _("The comment was taken down.")
        KEPT = "kept", _("A moderator has looked and left the comment as it is.")
        WITHDRAWN = "withdrawn", _("Its author has withdrawn the comment.")

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.PROTECT, related_name="reports"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    note = models.TextField(_("note"), blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
    )
    # A guest's browser (``Visitor.browser_key``).
    reporter_key = models.CharField(max_length=32, blank=True, editable=False)
    ip_address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    resolved_at = models.DateTimeField(_("answered"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)

    # How much it counts, where somebody has asked for that (``moderation.reports.weigh``).
    weight = 1.0

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "reporter"],
                condition=Q(reporter__isnull=False),
                name="moderation_report_one_a_user",
            ),
            models.UniqueConstraint(
                fields=["comment", "reporter_key"],
                condition=~Q(reporter_key=""),
                name="moderation_report_one_a_key",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, outcome="")
                | (Q(resolved_at__isnull=False) & ~Q(outcome="")),
                name="moderation_report_resolved_has_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["comment", "created_at"],
                condition=Q(resolved_at=None),
                name="moderation_report_open",
            ),
            models.Index(
                fields=["ip_address", "created_at"],
                condition=Q(ip_address__isnull=False),
                name="moderation_report_by_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.comment}"

    @property
    def reader(self) -> str:
        """Who is behind it, as far as that can be told.

        Guests of one network address are one: a new key costs them nothing.
        """
        if self.reporter_id:
            return f"user {self.reporter_id}"
        return self.ip_address or self.reporter_key
