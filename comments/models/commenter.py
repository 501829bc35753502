from __future__ import annotations

from typing import Any, override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mail.addresses import get_mailbox


class _MailboxField(models.EmailField[str, str]):
    """The mailbox of the email address, which is set on each save, in bulk too."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    @override
    def pre_save(self, model_instance: Any, add: bool) -> str:
        mailbox = get_mailbox(model_instance.email)
        model_instance.mailbox = mailbox
        return mailbox


class Commenter(models.Model):
    """An author of comments: a guest, identified by name and email address, or an account.

    The first commenter to confirm an address for a name owns the name. Nobody else can comment
    under it or under a name that looks like it (see ``core.confusables``). An account can have
    several commenters because names used as a guest keep their comments and pages.

    Trust applies to a name and an email address together. A person who uses a trusted commenter's
    name with another address starts as a newcomer. Imported commenters often have no address.
    Nobody can post as one of them, because the comment form requires an address.
    """

    class Trust(models.TextChoices):
        NEWCOMER = "newcomer", _("newcomer")
        TRUSTED = "trusted", pgettext_lazy("commenter", "trusted")
        PREMODERATED = "premoderated", _("pre-moderated")

    name = models.CharField(_("name"), max_length=100)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    name_skeleton = models.CharField(max_length=200, editable=False, default="", db_index=True)
    owns_name = models.BooleanField(_("owns the name"), default=False, editable=False)
    email = models.EmailField(_("email"), blank=True)
    # Of the email address (``mail.addresses``), to recognize a person under variants of it.
    mailbox = _MailboxField(editable=False, blank=True, default="")
    email_confirmed_at = models.DateTimeField(
        _("email confirmed"), null=True, blank=True, editable=False
    )
    url = models.URLField(_("website"), max_length=500, blank=True)
    slug = models.SlugField(_("URL slug"), max_length=120, unique=True, allow_unicode=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="commenters",
    )
    trust = models.CharField(_("trust"), max_length=20, choices=Trust, default=Trust.NEWCOMER)
    since = models.DateTimeField(_("commenting since"), default=timezone.now)

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
                condition=Q(trust__in=["newcomer", "trusted", "premoderated"]),
                name="comments_commenter_trust",
            ),
        ]
        indexes = [
            # Not a partial index: SQLite would not use it.
            models.Index(fields=["email"], name="comments_commenter_email"),
            models.Index(fields=["mailbox"], name="comments_commenter_mailbox"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the URL of the page that lists this commenter's public comments."""
        return reverse("comments:commenter", args=[self.slug])
