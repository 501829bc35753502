from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Commenter
from mail.addresses import get_mailbox
from moderation.bans.candidates import (
    get_email_domains,
    get_link_domains,
    get_networks,
    is_single_subscriber,
)
from moderation.bans.names import NameForms
from moderation.commenters.identity import get_same_person
from moderation.filters.matching.domain_list import parse_host

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class BanQuerySet(models.QuerySet["Ban"]):
    def in_force(self) -> Self:
        """Return the bans that have started and haven't ended or been lifted."""
        now = timezone.now()
        return self.filter(starts_at__lte=now, lifted_at=None).filter(
            Q(ends_at=None) | Q(ends_at__gt=now)
        )

    def matching(
        self, commenter: Commenter, ip_address: str | None = None, links: Iterable[str] = ()
    ) -> Self:
        """Return the bans that match a commenter, an IP address, or links. Runs one query.

        A ban on a commenter or an email address applies to all commenters with the same mailbox or
        account. The database compares name patterns one by one; all other kinds use the index.
        """
        kinds = Ban.Kind
        mailbox = get_mailbox(commenter.email)
        values = {
            kinds.EMAIL: [mailbox] if mailbox else [],
            kinds.DOMAIN: get_email_domains(commenter.email, mailbox),
            kinds.NETWORK: get_networks(ip_address),
            kinds.LINK: get_link_domains([*links, commenter.url]),
        }
        # Only bans on commenters have ``commenter`` set.
        hit = Q(commenter__in=get_same_person(commenter))
        hit |= Q(kind=kinds.NAME) & NameForms.from_name(commenter.name).build_condition()
        if commenter.user_id:
            own = Commenter.objects.filter(user=commenter.user_id).exclude(mailbox="")
            hit |= Q(kind=kinds.EMAIL, value__in=own.values("mailbox"))
        for kind, candidates in values.items():
            if candidates:
                hit |= Q(kind=kind, value__in=candidates)
        return self.filter(hit)

    def search(self, words: str) -> Self:
        """Return the bans whose target, reason, or note contains the given text."""
        mailbox = get_mailbox(words)
        return self.filter(
            Q(value__icontains=words)
            | Q(value__in={mailbox, parse_host(words)} - {""})
            | Q(commenter__mailbox=mailbox)
            | Q(reason__icontains=words)
            | Q(note__icontains=words)
            | Q(commenter__name__icontains=words)
            | Q(commenter__email__icontains=words)
        )


class Ban(models.Model):
    """Keeps someone from posting, temporarily or permanently.

    The affected person sees the end date and ``reason``, which is the guideline's wording and the
    moderator's explanation as they were when the ban was created.
    """

    class Kind(models.TextChoices):
        COMMENTER = "commenter", _("commenter")
        EMAIL = "email", _("email address")
        DOMAIN = "domain", _("email domain")
        NETWORK = "network", _("IP address or range")
        NAME = "name", _("name or name pattern")
        LINK = "link", _("linked domain")

    class PastAction(models.TextChoices):
        LEAVE = "leave", _("Leave unchanged")
        HOLD = "hold", _("Hold for review")
        REMOVE = "remove", _("Remove")

    kind = models.CharField(_("ban by"), max_length=12, choices=Kind)
    commenter = models.ForeignKey(
        Commenter,
        verbose_name=_("commenter"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bans",
    )
    # Normalized by ``moderation.bans.targets``.
    value = models.CharField(_("value"), max_length=254, blank=True)
    # Of a name or name pattern, for recognizing lookalikes.
    value_skeleton = models.CharField(max_length=254, blank=True, editable=False, default="")
    reason = models.CharField(_("reason"), max_length=900, help_text=_("Shown to the commenter."))
    note = models.TextField(_("note"), blank=True, help_text=_("Only moderators see this."))
    starts_at = models.DateTimeField(_("starts"), default=timezone.now)
    ends_at = models.DateTimeField(
        _("ends"), null=True, blank=True, help_text=_("Leave empty for a permanent ban.")
    )
    past_action = models.CharField(
        _("past comments"),
        max_length=6,
        choices=PastAction,
        default=PastAction.LEAVE,
        editable=False,
    )
    past_days = models.PositiveSmallIntegerField(
        _("apply to comments from the last (days)"), default=0, editable=False
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
                | (
                    Q(kind__in=["email", "domain", "network", "name", "link"])
                    & Q(commenter__isnull=True)
                    & ~Q(value="")
                ),
                name="moderation_ban_has_a_target",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")),
                name="moderation_ban_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["kind", "value"], name="moderation_ban_value")]
        permissions = [
            ("lift_ban", "Can lift bans"),
            ("ban_widely", "Can ban permanently, and more than one person"),
        ]

    def __str__(self) -> str:
        return str(self.commenter) if self.commenter else self.value

    @property
    def is_narrow(self) -> bool:
        """Check whether this bans a single person: by commenter, email address, or IP address."""
        if self.kind == self.Kind.NETWORK:
            return is_single_subscriber(self.value)
        return self.kind in {self.Kind.COMMENTER, self.Kind.EMAIL}

    @property
    def is_in_force(self) -> bool:
        now = timezone.now()
        return (
            self.lifted_at is None
            and self.starts_at <= now
            and (self.ends_at is None or self.ends_at > now)
        )
