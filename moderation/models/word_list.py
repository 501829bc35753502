"""Lists of words and domains: the editors' drafts and the active versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from typing import Self


class AbstractWordList(models.Model):
    """The terms in a list, and what happens to comments that match one of them."""

    class Kind(models.TextChoices):
        WORDS = "words", _("Words and phrases")
        DOMAINS = "domains", _("Link domains")

    class Outcome(models.TextChoices):
        HOLD = "hold", _("Hold for review")
        REJECT = "reject", _("Reject")
        SPAM = "spam", _("Mark as spam")

    kind = models.CharField(_("type"), max_length=10, choices=Kind, default=Kind.WORDS)
    outcome = models.CharField(
        _("action"),
        max_length=10,
        choices=Outcome,
        default=Outcome.HOLD,
        help_text=_("The action taken on comments that match."),
    )
    match_prefixes = models.BooleanField(
        _("match prefixes"),
        default=False,
        help_text=_("Every term also matches longer words that begin with it."),
    )
    terms = models.TextField(
        _("terms"),
        blank=True,
        help_text=_(
            "One per line. Words and phrases match whole words and ignore case; “casino*” matches"
            " every word that begins with “casino”. A domain includes its subdomains. Lines that"
            " start with “#” are comments."
        ),
    )

    class Meta:
        abstract = True


class WordList(AbstractWordList):
    """A list as last saved by an editor. Changes take effect only when the list is activated."""

    name = models.CharField(_("name"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("word list")
        verbose_name_plural = _("word lists")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class WordListVersionQuerySet(models.QuerySet["WordListVersion"]):
    def active(self) -> Self:
        """Return the versions currently in effect."""
        return self.filter(deactivated_at=None)


class WordListVersion(AbstractWordList):
    """A copy of a list, made when it was activated. Only ``deactivated_at`` ever changes."""

    word_list = models.ForeignKey(
        WordList, verbose_name=_("word list"), on_delete=models.PROTECT, related_name="versions"
    )
    activated_at = models.DateTimeField(_("activated"), default=timezone.now)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("activated by"),
        on_delete=models.PROTECT,
        related_name="+",
        # None for the default lists, which are active from the start.
        null=True,
    )
    deactivated_at = models.DateTimeField(_("deactivated"), null=True, blank=True)

    objects = WordListVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("word list version")
        verbose_name_plural = _("word list versions")
        ordering = ["-activated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["word_list"],
                condition=Q(deactivated_at=None),
                name="moderation_list_one_active",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word_list}, {timezone.localtime(self.activated_at):%Y-%m-%d %H:%M}"
