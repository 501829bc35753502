"""Guidelines: the site's own list of reasons for decisions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Guideline(models.Model):
    """A site rule, with the wording shown to affected people and the public.

    It is the ground for decisions within the meaning of Article 17(3) of the EU Digital Services
    Act. A guideline that decisions refer to can be deactivated but not deleted.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(
        _("name"), max_length=100, help_text=_("Moderators choose from these names.")
    )
    wording = models.CharField(
        _("public wording"), max_length=500, help_text=_("Shown to the commenter.")
    )
    is_legal = models.BooleanField(
        _("required by law"),
        default=False,
        help_text=_("Check this for illegal content. Leave it unchecked for the site’s own rules."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("guideline")
        verbose_name_plural = _("guidelines")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


def join_reason(guideline: Guideline | None, explanation: str) -> str:
    """Return a guideline's wording and a moderator's explanation, joined by a space."""
    return " ".join(filter(None, [guideline.wording if guideline else "", explanation]))
