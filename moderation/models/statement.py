"""Statements of reasons, appeals, and the emails about both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Commenter
from comments.visitors.visitor import Visitor
from core.tokens import create_token
from mail.models import OutboxMessage, OutboxQuerySet
from moderation.filters.screener_labels import get_screener_label
from moderation.models.decision import Decision

if TYPE_CHECKING:
    from typing import Self


class StatementQuerySet(models.QuerySet["Statement"]):
    def visible_to(self, author: Visitor) -> Self:
        """Return the statements addressed to a visitor, by account, confirmed email, or comments.

        A browser that can only prove that it wrote a certain comment sees the statements about that
        comment and its commenter, but none about the commenter's other comments.
        """
        own = Q(decision__comment__in=author.comment_ids) | Q(
            decision__comment=None, commenter__comments__in=author.comment_ids
        )
        if author.user:
            own |= Q(commenter__user=author.user)
        if author.email:
            own |= Q(commenter__email=author.email)
        return self.filter(own).distinct()

    def with_decision(self) -> Self:
        """Load the related objects that pages and emails show with a statement."""
        return self.select_related(
            "decision__comment__thread__article", "decision__ban", "decision__undone_by",
            "appeal__answer", "commenter",
        )  # fmt: skip


class Statement(models.Model):
    """A statement of reasons for a decision, addressed to the affected commenter.

    Its content follows Article 17(3) of Regulation (EU) 2022/2065, the Digital Services Act. It is
    created in the decision's transaction and never changed (``core.append_only``), so it stays
    valid if the comment or the guidelines are edited later. The secret ``key`` in its URL grants
    access to it and the right to appeal.
    """

    class Source(models.TextChoices):
        REPORT = "report", _("reported by readers")
        OWN = "own", _("own initiative")

    decision = models.OneToOneField(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="statement"
    )
    commenter = models.ForeignKey(
        Commenter, verbose_name=_("commenter"), on_delete=models.PROTECT, related_name="statements"
    )
    key = models.CharField(max_length=43, unique=True, default=create_token, editable=False)
    excerpt = models.TextField(_("excerpt"), blank=True)
    wording = models.CharField(_("public wording"), max_length=500, blank=True)
    is_legal = models.BooleanField(_("required by law"), default=False)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=10, choices=Source)
    # The automatic check that held the comment before a person decided.
    detected_by = models.CharField(_("detected by"), max_length=60, blank=True)
    appeal_until = models.DateTimeField(_("appeal deadline"))

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement of reasons")
        verbose_name_plural = _("statements of reasons")
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=["report", "own"]), name="moderation_statement_source"
            )
        ]

    def __str__(self) -> str:
        return str(self.decision)

    def get_absolute_url(self) -> str:
        """Return the statement's private URL."""
        return reverse("statements:detail", args=[self.key])

    @property
    def has_ended(self) -> bool:
        """Check whether the decision was limited in time and its end has passed."""
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def found_by(self) -> str:
        """The label of the automatic check that flagged the comment, or an empty string."""
        return get_screener_label(self.detected_by)


class AppealQuerySet(models.QuerySet["Appeal"]):
    def open(self) -> Self:
        """Return the unanswered appeals, oldest first."""
        return self.filter(answer=None).order_by("submitted_at", "pk")

    def answered(self) -> Self:
        """Return the answered appeals, most recently answered first."""
        return self.filter(answer__isnull=False).order_by("-answer__decided_at", "-pk")

    def with_decision(self) -> Self:
        """Load the contested decisions and the decisions that answer the appeals."""
        return self.select_related(
            "statement__decision__comment__thread__article", "statement__decision__actor",
            "statement__decision__ban", "statement__decision__guideline",
            "statement__decision__undone_by", "statement__commenter__user", "answer__actor",
        )  # fmt: skip


class Appeal(models.Model):
    """A commenter's appeal against a decision; at most one per statement.

    ``answer`` is the decision that grants or rejects it, whose explanation is shown to the
    appellant.
    """

    MAX_LENGTH = 4000

    statement = models.OneToOneField(
        Statement,
        verbose_name=_("statement of reasons"),
        on_delete=models.PROTECT,
        related_name="appeal",
    )
    text = models.TextField(_("text"), max_length=MAX_LENGTH)
    submitted_at = models.DateTimeField(_("submitted"), default=timezone.now)
    answer = models.OneToOneField(
        Decision, verbose_name=_("outcome"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="answers",
    )  # fmt: skip

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        indexes = [
            models.Index(
                fields=["submitted_at", "id"],
                condition=Q(answer=None),
                name="moderation_appeal_open",
            )
        ]

    def __str__(self) -> str:
        return str(self.statement)

    @property
    def is_granted(self) -> bool:
        return self.answer is not None and self.answer.action == Decision.Action.GRANT_APPEAL


class StatementMailQuerySet(OutboxQuerySet["StatementMail"]):
    def counted(self) -> Self:
        """Return the emails that count toward the limit: sent or due, but not obsolete ones."""
        return self.exclude(sent_at=None, next_attempt_at=None, error="")


class StatementMail(OutboxMessage):
    """An email about a statement of reasons or the decision on an appeal.

    The rows also enforce the daily limit per mailbox: see
    ``moderation.statements.services.mail_queue``.
    """

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("statement of reasons")
        APPEAL_ANSWER = "appeal_answer", _("decision on an appeal")

    statement = models.ForeignKey(
        Statement,
        verbose_name=_("statement of reasons"),
        on_delete=models.PROTECT,
        related_name="mails",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    email = models.EmailField(_("email"))
    # The normalized address to which the limits apply; see ``mail.addresses``.
    mailbox = models.EmailField(editable=False)
    # An unconfirmed address may belong to someone else, so it isn't sent any user-written text.
    is_confirmed = models.BooleanField(_("confirmed"))
    written_at = models.DateTimeField(_("created"), default=timezone.now)

    objects = StatementMailQuerySet.as_manager()

    class Meta(OutboxMessage.Meta):
        verbose_name = _("statement email")
        verbose_name_plural = _("statement emails")
        constraints = [
            *OutboxMessage.Meta.constraints,
            models.UniqueConstraint(
                fields=["statement", "kind"], name="moderation_statementmail_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["statement", "appeal_answer"]),
                name="moderation_statementmail_kind",
            ),
        ]
        indexes = [
            *OutboxMessage.Meta.indexes,
            models.Index(fields=["mailbox", "written_at"], name="moderation_statementmail_mbox"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.email}"
