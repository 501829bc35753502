"""Lists of words and domains, as editors write them and as they are in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from typing import Self


class ListRule(models.Model):
    """What a list looks for, and what becomes of a comment in which it finds something."""

    class Kind(models.TextChoices):
        WORDS = "words", _("words and phrases")
        DOMAINS = "domains", _("domains of links")

    class Outcome(models.TextChoices):
        HOLD = "hold", _("held: a watch list")
        REJECT = "reject", _("refused: a block list")
        SPAM = "spam", _("marked as spam")

    kind = models.CharField(_("looks for"), max_length=10, choices=Kind, default=Kind.WORDS)
    outcome = models.CharField(
        _("a comment with one of them is"), max_length=10, choices=Outcome, default=Outcome.HOLD
    )
    beginnings = models.BooleanField(
        _("beginnings of words"),
        default=False,
        help_text=_("Each term also finds longer words that begin with it."),
    )
    terms = models.TextField(
        _("terms"),
        blank=True,
        help_text=_(
            "One a line. Words and phrases are found whole, in any case; “casino*” finds all words"
            " that begin so. A domain stands for all below it. “#” begins a remark."
        ),
    )

    class Meta:
        abstract = True


class WordList(ListRule):
    """A list as its editors write it. Nothing of it applies until it is put in force."""

    name = models.CharField(_("name"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("word list")
        verbose_name_plural = _("word lists")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ListEditionQuerySet(models.QuerySet["ListEdition"]):
    """Reads of editions."""

    def in_force(self) -> Self:
        """Those that apply."""
        return self.filter(ended_at=None)


class ListEdition(ListRule):
    """A list as it was put in force, for as long as it was. Never changed but for its end.

    A process keeps an edition compiled for as long as it is in force, and learns by the keys of
    those in force that there is another.
    """

    word_list = models.ForeignKey(
        WordList, verbose_name=_("word list"), on_delete=models.PROTECT, related_name="editions"
    )
    begun_at = models.DateTimeField(_("in force from"), default=timezone.now)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("put in force by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_at = models.DateTimeField(_("in force until"), null=True, blank=True)

    objects = ListEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of a word list")
        verbose_name_plural = _("editions of word lists")
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["word_list"],
                condition=Q(ended_at=None),
                name="moderation_list_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word_list}, {self.begun_at:%Y-%m-%d %H:%M}"
