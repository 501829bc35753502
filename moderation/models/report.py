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
    def open(self) -> Self:
        """Return the unresolved reports."""
        return self.filter(resolved_at=None)

    def by(self, visitor: Visitor) -> Self:
        """Return the visitor's own reports, by account or browser key."""
        if not visitor.is_recognizable:
            return self.none()
        own = Q(reporter=visitor.user) if visitor.user else Q()
        return self.filter(
            own | Q(reporter_key=visitor.browser_key) if visitor.browser_key else own
        )

    def of(self, address: tuple[int, int, str], number: int) -> Self:
        """Return the reports on comment ``number`` of the article at (year, month, slug)."""
        year, month, basename = address
        return self.filter(
            comment__number=number,
            comment__thread__article__year=year,
            comment__thread__article__month=month,
            comment__thread__article__basename=basename,
        )


class Report(models.Model):
    """A reader's report of a comment. A reader can report each comment once.

    All reports of a comment form a single item in the queue. The reporter sees the ``outcome``.
    """

    class Reason(models.TextChoices):
        INSULT = "insult", _("Insults or threatens someone")
        HATE = "hate", _("Hate speech")
        PRIVATE = "private", _("Shares private information")
        FALSE = "false", _("Impersonates or misquotes someone")
        SPAM = "spam", _("Spam or advertising")
        OFF_TOPIC = "off_topic", _("Off topic")
        ILLEGAL = "illegal", _("Illegal content")
        OTHER = "other", _("Something else (explain below)")

    class Outcome(models.TextChoices):
        REMOVED = "removed", _("The comment was removed.")
        KEPT = "kept", _("A moderator reviewed the comment and kept it.")
        WITHDRAWN = "withdrawn", _("The author deleted the comment.")

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.PROTECT, related_name="reports"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    note = models.TextField(_("details"), blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
    )
    # Identifies a guest's browser (``Visitor.browser_key``).
    reporter_key = models.CharField(max_length=32, blank=True, editable=False)
    ip_address = models.GenericIPAddressField(_("IP address"), null=True, blank=True)
    # The first address of the IP's wide network (``core.client_networks``).
    network = models.GenericIPAddressField(null=True, editable=False)
    created_at = models.DateTimeField(_("date"), default=timezone.now)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)

    # Set by ``moderation.reports.weights.add_weights``.
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
            models.Index(
                fields=["network"],
                condition=Q(network__isnull=False),
                name="moderation_report_by_network",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.comment}"

    @property
    def reader(self) -> str:
        """A string that identifies the reporter as reliably as possible.

        Guests are distinguished by network, since it is easy to get a new browser key or IPv6
        address.
        """
        return f"user {self.reporter_id}" if self.reporter_id else f"network {self.network}"

    @property
    def sources(self) -> set[str]:
        """Strings that identify the reporter's account, browser, and network.

        Two reports are independent only if they have no source in common.
        """
        sources = {self.reader, f"network {self.network}"}
        return sources | {f"browser {self.reporter_key}"} if self.reporter_key else sources
