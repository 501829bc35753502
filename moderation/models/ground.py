"""The site's own list of reasons."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.Model):
    """A reason from the site's own list, with the words in which the public is told it.

    The word is that of Article 17 of the EU Digital Services Act: the ground that a decision
    relies on. A ground on which decisions rest is retired, not deleted.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100, help_text=_("What moderators choose from."))
    wording = models.CharField(
        _("public wording"), max_length=500, help_text=_("Told to whoever is moderated.")
    )
    is_legal = models.BooleanField(
        _("legal ground"),
        default=False,
        help_text=_("The law forbids it. Otherwise it is the site’s own rule."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("ground")
        verbose_name_plural = _("grounds")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
