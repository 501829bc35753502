"""Who speaks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Commenter(models.Model):
    """A guest, known by name and e-mail address, or the guest's later account.

    Whoever has confirmed the e-mail address owns the name, unless somebody else does already:
    nobody else can then post under it, or under one that looks like it (``core.confusables``).
    An account may have several commenters: those that it was as a guest keep their names and pages.

    Trust is earned by one pair of name and address: somebody who knows only the name, which is
    all that a page shows, starts as a newcomer. Imported commenters often have no address; nobody
    can post as one of them, because the form asks for one.
    """

    class Trust(models.TextChoices):
        NEWCOMER = "newcomer", _("newcomer")
        REGULAR = "regular", _("regular")
        HELD = "held", _("held: every comment is read first")

    name = models.CharField(_("name"), max_length=100)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    name_skeleton = models.CharField(max_length=200, editable=False, default="", db_index=True)
    owns_name = models.BooleanField(_("owns the name"), default=False, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    email_confirmed_at = models.DateTimeField(
        _("e-mail confirmed"), null=True, blank=True, editable=False
    )
    url = models.URLField(_("website"), max_length=500, blank=True)
    slug = models.SlugField(_("address"), max_length=120, unique=True, allow_unicode=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="commenters",
    )
    trust = models.CharField(_("trust"), max_length=10, choices=Trust, default=Trust.NEWCOMER)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "email"], name="comments_commenter_name_and_email"
            ),
            models.UniqueConstraint(
                fields=["name_skeleton"],
                condition=Q(owns_name=True),
                name="comments_commenter_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(trust__in=["newcomer", "regular", "held"]),
                name="comments_commenter_trust",
            ),
        ]
        indexes = [
            # Not only of those that have one: SQLite wouldn’t see that it asks for no empty one.
            models.Index(fields=["email"], name="comments_commenter_email")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the page of this commenter's public comments."""
        return reverse("comments:person", args=[self.slug])
