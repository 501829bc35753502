"""Who may not post, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Commenter

if TYPE_CHECKING:
    from typing import Self


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
