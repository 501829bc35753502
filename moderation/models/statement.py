"""What those who are moderated are told, and what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Commenter
from core.tokens import create_token
from mail.models import OutboxMessage, OutboxQuerySet
from moderation.filters.screener_labels import get_screener_label
from moderation.models.decision import Decision

if TYPE_CHECKING:
    from typing import Self

    from comments.visitors.visitor import Visitor


class StatementQuerySet(models.QuerySet["Statement"]):
    """Reads of statements."""

    def told_to(self, author: Visitor) -> Self:
        """Those for a visitor: by account, by confirmed address, or by a comment of this browser.

        A browser that has no more than a comment to show sees what was decided about that comment
        and about its commenter, and not about the commenter's other comments.
        """
        mine = Q(decision__comment__in=author.comment_ids) | Q(
            decision__comment=None, commenter__comments__in=author.comment_ids
        )
        if author.user:
            mine |= Q(commenter__user=author.user)
        if author.email:
            mine |= Q(commenter__email=author.email)
        return self.filter(mine).distinct()

    def with_decision(self) -> Self:
        """With all that a page or a mail tells of a statement."""
        return self.select_related(
            "decision__comment__thread__article", "decision__ban", "decision__undone_by",
            "appeal__answer", "commenter",
        )  # fmt: skip


class Statement(models.Model):
    """The reasons that somebody is given for a decision about them or about their comment.

    What it holds is what Article 17(3) of Regulation (EU) 2022/2065, the Digital Services Act,
    asks for. It is written in the transaction of the decision and never changed
    (``core.append_only``): a later change of the comment or of the list of reasons doesn't change
    what was told. Whoever has the ``key`` may read it, and appeal.
    """

    class Source(models.TextChoices):
        REPORT = "report", _("reported by readers")
        OWN = "own", _("found by the site itself")

    decision = models.OneToOneField(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="statement"
    )
    commenter = models.ForeignKey(
        Commenter, verbose_name=_("commenter"), on_delete=models.PROTECT, related_name="statements"
    )
    key = models.CharField(max_length=43, unique=True, default=create_token, editable=False)
    passage = models.TextField(_("passage"), blank=True)
    wording = models.CharField(_("public wording"), max_length=500, blank=True)
    is_legal = models.BooleanField(_("legal ground"), default=False)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    source = models.CharField(_("how it was found"), max_length=10, choices=Source)
    # The rule that had held the comment before somebody decided, if one had.
    found_by_rule = models.CharField(_("found by the rule"), max_length=60, blank=True)
    appeal_until = models.DateTimeField(_("appeal until"))

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=["report", "own"]), name="moderation_statement_source"
            )
        ]

    def __str__(self) -> str:
        return str(self.decision)

    def get_absolute_url(self) -> str:
        """Return the private address."""
        return reverse("record:statement", args=[self.key])

    @property
    def found_by(self) -> str:
        """What the rule that had held the comment is called, in the reader's language."""
        return get_screener_label(self.found_by_rule)


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Reads of appeals."""

    def open(self) -> Self:
        """Those that nobody has answered, the longest waiting first."""
        return self.filter(answer=None).order_by("made_at", "pk")

    def answered(self) -> Self:
        """Those that are answered, the latest answer first."""
        return self.filter(answer__isnull=False).order_by("-answer__decided_at", "-pk")

    def with_decision(self) -> Self:
        """With what is appealed against, and the answer."""
        return self.select_related(
            "statement__decision__comment__thread__article", "statement__decision__actor",
            "statement__decision__ban", "statement__decision__ground",
            "statement__decision__undone_by", "statement__commenter__user", "answer__actor",
        )  # fmt: skip


class Appeal(models.Model):
    """What the author of a moderated comment says against a decision. There is one a decision.

    ``answer`` is the decision that refuses or grants it; its reason is told to whoever appealed.
    """

    LONGEST = 4000

    statement = models.OneToOneField(
        Statement, verbose_name=_("statement"), on_delete=models.PROTECT, related_name="appeal"
    )
    text = models.TextField(_("text"), max_length=LONGEST)
    made_at = models.DateTimeField(_("when"), default=timezone.now)
    answer = models.OneToOneField(
        Decision, verbose_name=_("answer"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="answers",
    )  # fmt: skip

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        indexes = [
            models.Index(
                fields=["made_at", "id"], condition=Q(answer=None), name="moderation_appeal_open"
            )
        ]

    def __str__(self) -> str:
        return str(self.statement)

    @property
    def is_granted(self) -> bool:
        """Whether the decision was undone because of it."""
        return self.answer is not None and self.answer.action == Decision.Action.GRANT_APPEAL


class LetterQuerySet(OutboxQuerySet["Letter"]):
    """Reads of letters."""

    def counted(self) -> Self:
        """Those that were sent or are to be, without those that nobody needed any more."""
        return self.exclude(sent_at=None, next_attempt_at=None, error="")


class Letter(OutboxMessage):
    """One mail to somebody who was moderated, kept until a mail server has taken it.

    The rows also limit how many letters a mailbox gets in a day (``moderation.services.letters``).
    """

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("what was decided")
        ANSWER = "answer", _("what became of the appeal")

    statement = models.ForeignKey(
        Statement, verbose_name=_("statement"), on_delete=models.PROTECT, related_name="letters"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    email = models.EmailField(_("e-mail"))
    # What is counted for the limits; see ``mail.addresses``.
    mailbox = models.EmailField(editable=False)
    # To an address that nobody has confirmed goes no word that its supposed owner wrote.
    is_confirmed = models.BooleanField(_("confirmed"))
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    objects = LetterQuerySet.as_manager()

    class Meta(OutboxMessage.Meta):
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            *OutboxMessage.Meta.constraints,
            models.UniqueConstraint(fields=["statement", "kind"], name="moderation_letter_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["statement", "answer"]), name="moderation_letter_kind"
            ),
        ]
        indexes = [
            *OutboxMessage.Meta.indexes,
            models.Index(fields=["mailbox", "written_at"], name="moderation_letter_mailbox"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.email}"
