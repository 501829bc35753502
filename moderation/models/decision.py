from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Comment, Commenter, Thread
from comments.submission.reason_codes import get_reason_label
from moderation.filters.screener_labels import get_screener_label
from moderation.models.ban import Ban
from moderation.models.batch import Batch
from moderation.models.guideline import Guideline

if TYPE_CHECKING:
    from typing import Self

    from accounts.models import User

# How many decisions are shown above the queue, with buttons to undo them.
RECENT = 5


class DecisionQuerySet(models.QuerySet["Decision"]):
    def public(self) -> Self:
        """Return the decisions in the public log: all except those about spam."""
        return self.exclude(action=Decision.Action.SPAM).exclude(
            comment__status=Comment.Status.SPAM
        )

    def newest_first(self) -> Self:
        """Sort newest first. Decisions made at the same time are sorted by primary key."""
        return self.order_by("-decided_at", "-pk")

    def recent_by(self, moderator: User) -> Self:
        """Return the moderator's latest decisions, newest first, excluding undos."""
        # Not ``undoes=None``: almost all rows match, but SQLite would search the index for them.
        decisions = self.filter(actor=moderator).exclude(action=Decision.Action.UNDO)
        decisions = decisions.select_related("comment", "commenter", "ban", "undone_by")
        return decisions.newest_first()[:RECENT]

    def starting_at(self, first: Decision) -> Self:
        """Return this decision and all earlier ones, which follow it in ``newest_first`` order."""
        earlier = Q(decided_at__lt=first.decided_at) | Q(pk__lte=first.pk)
        # The redundant condition lets the database use an index seek.
        return self.filter(earlier, decided_at__lte=first.decided_at)

    def for_log(self) -> Self:
        """Load the related objects shown in the public log, without their long text fields."""
        texts = ("source", "html", "lead_html", "text")
        return self.select_related(
            "actor", "guideline", "comment__thread__article", "thread__article"
        ).defer(
            "evidence",
            *(f"comment__{text}" for text in ("source", "html", "text")),
            *(f"comment__thread__article__{text}" for text in texts),
            *(f"thread__article__{text}" for text in texts),
        )


class Decision(models.Model):
    """One append-only row: who did what to which comment, commenter, or thread, why, and when.

    Automatic decisions have no ``actor``; ``screener`` is the name of the check. ``guideline`` is
    the site rule that applies. ``explanation`` is the moderator's message to the author;
    ``reason_code`` is the ``ReasonCode`` of an automatic decision. Rows are written by
    ``moderation.decisions.services`` in the transaction that makes the change, and the database
    rejects updates and deletions (``core.append_only``): an undo is a separate row that points to
    the decision it undoes.
    """

    class Action(models.TextChoices):
        PUBLISH = "publish", _("published")
        HOLD = "hold", _("held")
        APPROVE = "approve", _("approved")
        REJECT = "reject", _("rejected")
        SPAM = "spam", _("marked as spam")
        REMOVE = "remove", _("removed")
        RESTORE = "restore", _("restored")
        KEEP = "keep", _("kept")
        FEATURE = "feature", _("featured")
        UNFEATURE = "unfeature", _("no longer featured")
        APPROVE_EDIT = "approve_edit", _("edit approved")
        REJECT_EDIT = "reject_edit", _("edit rejected")
        EDIT = "edit", _("edited")
        UNDO = "undo", _("undone")
        WARN = "warn", _("warned")
        SUSPEND = "suspend", _("suspended")
        PREMODERATE = "premoderate", _("pre-moderated")
        TRUST = "trust", _("trusted")
        BAN = "ban", _("banned")
        LIFT_BAN = "lift_ban", _("ban lifted")
        CHANGE_POLICY = "change_policy", _("comment policy changed")
        REJECT_APPEAL = "reject_appeal", _("appeal rejected")
        GRANT_APPEAL = "grant_appeal", _("appeal granted")

    action = models.CharField(_("action"), max_length=16, choices=Action)
    # ``db_index=False``: the indexes below start with these columns. Without statistics, SQLite
    # would use an index on ``actor`` alone to find the many decisions without an actor.
    comment = models.ForeignKey(
        Comment,
        verbose_name=_("comment"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        db_index=False,
    )
    commenter = models.ForeignKey(
        Commenter, verbose_name=_("commenter"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="decisions",
    )  # fmt: skip
    ban = models.ForeignKey(
        Ban, verbose_name=_("ban"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="decisions",
    )  # fmt: skip
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, null=True,
        blank=True, related_name="decisions", db_index=False,
    )  # fmt: skip
    thread = models.ForeignKey(
        Thread, verbose_name=_("thread"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="decisions",
    )  # fmt: skip
    undoes = models.OneToOneField(
        "self", verbose_name=_("undoes"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="undone_by",
    )  # fmt: skip
    batch = models.ForeignKey(
        Batch, verbose_name=_("bulk action"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="decisions",
    )  # fmt: skip
    screener = models.CharField(_("automatic check"), max_length=60, blank=True)
    guideline = models.ForeignKey(
        Guideline, verbose_name=_("guideline"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="decisions", db_index=False,
    )  # fmt: skip
    explanation = models.CharField(_("message to the author"), max_length=300, blank=True)
    reason_code = models.CharField(_("reason"), max_length=40, blank=True)
    before = models.CharField(_("status before"), max_length=20, blank=True)
    after = models.CharField(_("status after"), max_length=20, blank=True)
    evidence = models.JSONField(_("evidence"), default=dict, blank=True)
    decided_at = models.DateTimeField(_("date"), default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(comment__isnull=False)
                | Q(commenter__isnull=False)
                | Q(ban__isnull=False)
                | Q(thread__isnull=False),
                name="moderation_decision_has_a_target",
            ),
            models.CheckConstraint(
                condition=Q(actor__isnull=False) | ~Q(screener=""),
                name="moderation_decision_has_an_actor",
            ),
            models.CheckConstraint(
                condition=Q(actor__isnull=False, reason_code="")
                | Q(actor__isnull=True, explanation=""),
                name="moderation_decision_code_is_automatic",
            ),
        ]
        indexes = [
            # Includes the action. Otherwise, without statistics, SQLite would read all decisions
            # with an action to find those on one comment.
            models.Index(fields=["comment", "action"], name="moderation_decision_comment"),
            # Includes the columns that the public log and the statistics need, so that they read
            # only the index.
            models.Index(
                fields=["-decided_at", "-id", "action", "actor", "comment", "screener"],
                name="moderation_decision_newest",
            ),
            models.Index(
                fields=["actor", "-decided_at", "-id"],
                condition=Q(actor__isnull=False),
                name="moderation_decision_by_actor",
            ),
            models.Index(
                fields=["action", "-decided_at", "-id"], name="moderation_decision_by_action"
            ),
            models.Index(
                fields=["guideline", "-decided_at", "-id"],
                condition=Q(guideline__isnull=False),
                name="moderation_decision_guideline",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.about}"

    @property
    def about(self) -> Comment | Ban | Commenter | Thread | None:
        """The comment, ban, commenter, or thread that the decision is about."""
        return self.comment or self.ban or self.commenter or self.thread

    @property
    def decided_by(self) -> str:
        """The moderator's name, or the label of the automatic check."""
        return self.actor.byline if self.actor else self.screener_label

    @property
    def screener_label(self) -> str:
        """The label of the automatic check in the current language."""
        return get_screener_label(self.screener)

    @property
    def reason_label(self) -> str:
        """The label of the reason code in the current language, or an empty string."""
        return get_reason_label(self.reason_code)
