"""Decisions, bans and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Comment, Commenter

if TYPE_CHECKING:
    from typing import Self

    from comments.peace.readers import Reader


class BanQuerySet(models.QuerySet["Ban"]):
    """Reads of bans."""

    def in_force(self) -> Self:
        """Those that apply now: begun, not ended, not lifted."""
        now = timezone.now()
        return self.filter(starts_at__lte=now, lifted_at=None).filter(
            Q(ends_at=None) | Q(ends_at__gt=now)
        )

    def on(self, commenter: Commenter, ip_address: str | None = None) -> Self:
        """Those that hit this commenter: by person, by e-mail address or by network address.

        A ban of a person hits whatever name is given with that person's e-mail address, or taken by
        that person's account.
        """
        hit = Q(kind=Ban.Kind.COMMENTER, commenter=commenter)
        if commenter.user_id:
            hit |= Q(kind=Ban.Kind.COMMENTER, commenter__user=commenter.user_id)
        if commenter.email:
            hit |= Q(kind=Ban.Kind.COMMENTER, commenter__email=commenter.email)
            hit |= Q(kind=Ban.Kind.EMAIL, value=commenter.email)
        if ip_address:
            hit |= Q(kind=Ban.Kind.ADDRESS, value=ip_address)
        return self.filter(hit)


class Ban(models.Model):
    """Keeps somebody from posting, for a time or for good. The one it hits is told so, and why."""

    class Kind(models.TextChoices):
        COMMENTER = "commenter", _("commenter")
        EMAIL = "email", _("e-mail address")
        ADDRESS = "address", _("network address")

    kind = models.CharField(_("what is banned"), max_length=12, choices=Kind)
    commenter = models.ForeignKey(
        Commenter,
        verbose_name=_("commenter"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bans",
    )
    value = models.CharField(_("address"), max_length=254, blank=True)
    reason = models.CharField(
        _("reason"), max_length=300, help_text=_("Told to whoever is banned.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For moderators only."))
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("Empty: for good.")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("banned by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lifted by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = BanQuerySet.as_manager()

    class Meta:
        verbose_name = _("ban")
        verbose_name_plural = _("bans")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="commenter", commenter__isnull=False, value=""))
                | (Q(kind__in=["email", "address"], commenter__isnull=True) & ~Q(value="")),
                name="moderation_ban_names_its_target",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")),
                name="moderation_ban_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["kind", "value"], name="moderation_ban_value")]
        permissions = [("lift_ban", "Can lift bans")]

    def __str__(self) -> str:
        return str(self.commenter) if self.commenter else self.value

    @property
    def is_in_force(self) -> bool:
        """Whether it applies now."""
        now = timezone.now()
        return (
            self.lifted_at is None
            and self.starts_at <= now
            and (self.ends_at is None or self.ends_at > now)
        )


class Decision(models.Model):
    """One append-only row: who did what to which comment or commenter, why, and when.

    ``actor`` is empty where a machine decided; ``rule`` then names the screener. Rows are written
    by ``moderation.services`` in the transaction of what they tell of, and never changed. What they
    rest on is protected from deletion.
    """

    class Action(models.TextChoices):
        PUBLISH = "publish", _("published")
        HOLD = "hold", _("held")
        APPROVE = "approve", _("approved")
        REJECT = "reject", _("rejected")
        SPAM = "spam", _("marked as spam")
        REMOVE = "remove", _("removed")
        RESTORE = "restore", _("restored")
        KEEP = "keep", _("left as it is")
        FEATURE = "feature", _("featured")
        UNFEATURE = "unfeature", _("no longer featured")
        APPROVE_EDIT = "approve_edit", _("change approved")
        REJECT_EDIT = "reject_edit", _("change rejected")
        BAN = "ban", _("banned")
        LIFT_BAN = "lift_ban", _("ban lifted")

    action = models.CharField(_("action"), max_length=12, choices=Action)
    comment = models.ForeignKey(
        Comment,
        verbose_name=_("comment"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
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
        blank=True, related_name="decisions",
    )  # fmt: skip
    rule = models.CharField(_("rule"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    before = models.CharField(_("status before"), max_length=10, blank=True)
    after = models.CharField(_("status after"), max_length=10, blank=True)
    evidence = models.JSONField(_("evidence"), default=dict, blank=True)
    decided_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(comment__isnull=False)
                | Q(commenter__isnull=False)
                | Q(ban__isnull=False),
                name="moderation_decision_is_about_something",
            ),
            models.CheckConstraint(
                condition=Q(actor__isnull=False) | ~Q(rule=""),
                name="moderation_decision_has_an_actor",
            ),
        ]
        indexes = [
            models.Index(fields=["comment", "-decided_at"], name="moderation_decision_comment"),
            models.Index(fields=["-decided_at", "-id"], name="moderation_decision_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.comment or self.ban or self.commenter}"

    @property
    def decided_by(self) -> str:
        """The name of the person or of the rule."""
        return self.actor.byline if self.actor else self.rule


class ReportQuerySet(models.QuerySet["Report"]):
    """Reads of reports."""

    def open(self) -> Self:
        """Those that nobody has answered yet."""
        return self.filter(resolved_at=None)

    def by(self, reader: Reader) -> Self:
        """Those of one reader, by account or by browser; none for somebody unknown."""
        if not reader:
            return self.none()
        theirs = Q(reporter=reader.user) if reader.user else Q()
        return self.filter(theirs | Q(reporter_key=reader.key) if reader.key else theirs)


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
    # A guest's browser (``comments.peace.readers``).
    reporter_key = models.CharField(max_length=32, blank=True, editable=False)
    ip_address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    resolved_at = models.DateTimeField(_("answered"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)

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
