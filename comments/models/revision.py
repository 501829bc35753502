"""The texts of a comment beside the one that stands."""

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
    """Reads of revisions."""

    def waiting(self) -> Self:
        """Those that a moderator has to look at."""
        return self.filter(state=CommentRevision.State.WAITING)

    def oldest_first(self) -> Self:
        """In a total order."""
        return self.order_by("made_at", "pk")


class CommentRevision(models.Model):
    """A text that a comment had before, or one that its author proposes in its place.

    Only ``state`` ever changes, of one that waits, or when a decision about one is undone; a
    comment has at most one that waits.
    ``made_at`` is when a former text ceased to stand, and when a proposed one was proposed.
    """

    class State(models.TextChoices):
        FORMER = "former", _("stood before")
        WAITING = "waiting", _("waits")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        REPLACED = "replaced", _("replaced by its author")

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="revisions"
    )
    state = models.CharField(_("state"), max_length=10, choices=State)
    source = models.TextField(_("text"))
    # Why it waits: a code of ``comments.reasons``.
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    made_at = models.DateTimeField(_("when"), default=timezone.now)

    # For moderators only: where a proposed text came from.
    ip_address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    user_agent = models.CharField(_("browser"), max_length=300, blank=True)

    objects = CommentRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(
                fields=["comment"],
                condition=Q(state="waiting"),
                name="comments_revision_one_waits",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["former", "waiting", "accepted", "refused", "replaced"]),
                name="comments_revision_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["made_at", "id"],
                condition=Q(state="waiting"),
                name="comments_revision_queue",
            )
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.get_state_display()}"
