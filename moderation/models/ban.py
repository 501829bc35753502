"""Who may not post, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Commenter
from core.text import get_name_key
from moderation.banning.candidates import (
    domains_of_links,
    domains_of_mail,
    is_one_person,
    networks,
)
from moderation.banning.patterns import fits
from moderation.people import same_person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class BanQuerySet(models.QuerySet["Ban"]):
    """Reads of bans."""

    def in_force(self) -> Self:
        """Those that apply now: begun, not ended, not lifted."""
        now = timezone.now()
        return self.filter(starts_at__lte=now, lifted_at=None).filter(
            Q(ends_at=None) | Q(ends_at__gt=now)
        )

    def on(
        self, commenter: Commenter, ip_address: str | None = None, links: Iterable[str] = ()
    ) -> Self:
        """Those that hit somebody who comes from an address and links to other sites. One query.

        A ban of a person hits whatever name is given with that person's e-mail address, or taken by
        that person's account. All kinds but patterns of names are found by the index, whatever
        their number; those patterns are compared one by one, by the database.
        """
        kinds = Ban.Kind
        values = {
            kinds.EMAIL: [commenter.email] if commenter.email else [],
            kinds.DOMAIN: domains_of_mail(commenter.email),
            kinds.ADDRESS: networks(ip_address),
            kinds.LINK: domains_of_links([*links, commenter.url]),
        }
        # Only bans of that kind have a commenter.
        hit = Q(commenter__in=same_person(commenter))
        hit |= Q(kind=kinds.NAME) & Q(fits(get_name_key(commenter.name), field="value"))
        for kind, candidates in values.items():
            if candidates:
                hit |= Q(kind=kind, value__in=candidates)
        return self.filter(hit)

    def found(self, words: str) -> Self:
        """Those that a moderator looks for by a part of what they name or say."""
        return self.filter(
            Q(value__icontains=words)
            | Q(reason__icontains=words)
            | Q(note__icontains=words)
            | Q(commenter__name__icontains=words)
            | Q(commenter__email__icontains=words)
        )


class Ban(models.Model):
    """Keeps somebody from posting, for a time or for good. The one it hits is told so, and why."""

    class Kind(models.TextChoices):
        COMMENTER = "commenter", _("commenter")
        EMAIL = "email", _("e-mail address")
        DOMAIN = "domain", _("e-mail domain")
        ADDRESS = "address", _("network address or range")
        NAME = "name", _("name or pattern of names")
        LINK = "link", _("domain of links")

    class Past(models.TextChoices):
        LEAVE = "leave", _("Leave them as they are")
        HOLD = "hold", _("Hold them until somebody has looked")
        REMOVE = "remove", _("Remove them")

    kind = models.CharField(_("what is banned"), max_length=12, choices=Kind)
    commenter = models.ForeignKey(
        Commenter,
        verbose_name=_("commenter"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bans",
    )
    # In the normal form of ``moderation.banning.targets``.
    value = models.CharField(_("value"), max_length=254, blank=True)
    reason = models.CharField(
        _("reason"), max_length=900, help_text=_("Told to whoever is banned.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For moderators only."))
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("Empty: for good.")
    )
    past = models.CharField(
        _("past comments"), max_length=6, choices=Past, default=Past.LEAVE, editable=False
    )
    past_days = models.PositiveSmallIntegerField(_("days back"), default=0, editable=False)
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
                    Q(kind__in=["email", "domain", "address", "name", "link"])
                    & Q(commenter__isnull=True)
                    & ~Q(value="")
                ),
                name="moderation_ban_names_its_target",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")),
                name="moderation_ban_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["kind", "value"], name="moderation_ban_value")]
        permissions = [
            ("lift_ban", "Can lift bans"),
            ("ban_widely", "Can ban for good, and more than one person"),
        ]

    def __str__(self) -> str:
        return str(self.commenter) if self.commenter else self.value

    @property
    def is_narrow(self) -> bool:
        """Whether it is about one person: by commenter, by e-mail, or by one address."""
        if self.kind == self.Kind.ADDRESS:
            return is_one_person(self.value)
        return self.kind in {self.Kind.COMMENTER, self.Kind.EMAIL}

    @property
    def is_in_force(self) -> bool:
        """Whether it applies now."""
        now = timezone.now()
        return (
            self.lifted_at is None
            and self.starts_at <= now
            and (self.ends_at is None or self.ends_at > now)
        )
