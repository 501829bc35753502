"""Previous versions of comment text, and edits proposed by comment authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment

if TYPE_CHECKING:
    from typing import Self


class CommentRevisionQuerySet(models.QuerySet["CommentRevision"]):
    def pending(self) -> Self:
        """Return edits awaiting moderation."""
        return self.filter(state=CommentRevision.State.PENDING)

    def oldest_first(self) -> Self:
        """Sort by time, oldest first, with ties broken by primary key."""
        return self.order_by("made_at", "pk")


class CommentRevision(models.Model):
    """A previous version of a comment's text, or an edit proposed by its author.

    A comment has at most one pending edit. Only ``state`` ever changes: when a pending edit is
    accepted, rejected, or superseded, or when that decision is undone.
    """

    class State(models.TextChoices):
        PREVIOUS = "previous", _("previous text")
        PENDING = "pending", _("pending")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        SUPERSEDED = "superseded", _("replaced by its author")

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="revisions"
    )
    state = models.CharField(_("state"), max_length=10, choices=State)
    source = models.TextField(_("text"))
    # The ``ReasonCode`` of a pending edit.
    reason_code = models.CharField(_("reason"), max_length=40, blank=True)
    # For a previous text, the time it was replaced.
    made_at = models.DateTimeField(_("time"), default=timezone.now)

    # Visible to moderators only. Empty for previous texts.
    ip_address = models.GenericIPAddressField(_("IP address"), null=True, blank=True)
    user_agent = models.CharField(_("browser"), max_length=300, blank=True)

    objects = CommentRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(
                fields=["comment"],
                condition=Q(state="pending"),
                name="comments_revision_one_pending",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["previous", "pending", "accepted", "rejected", "superseded"]
                ),
                name="comments_revision_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["made_at", "id"],
                condition=Q(state="pending"),
                name="comments_revision_queue",
            )
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.get_state_display()}"
