"""What the site says of itself, and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# A path of this site or a whole address; nothing that a browser would run.
address_validator = RegexValidator(
    r"^(?:/(?!/)|https?://)\S*$", _("A path that begins with / or a whole http(s) address.")
)


def time_zones() -> list[tuple[str, str]]:
    """Return the zones of the world by name, as choices."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]


def languages() -> list[tuple[str, str | _StrPromise]]:
    """Return the languages of the interface, as choices."""
    return list(settings.LANGUAGES)


def known_zone(value: str) -> None:
    """Refuse what is no zone of this machine. Raises ``ValidationError``."""
    if value not in available_timezones():
        raise ValidationError(_("There is no such time zone."))


class SiteSettings(models.Model):
    """What the site calls itself and how it looks. There is one row, and ``blog.site`` reads it.

    ``menu`` and ``blogroll`` are the links of the rows of ``SiteLink`` and ``Page``, gathered by
    ``blog.services.settings`` whenever one of them changes: every page shows them, so that they
    come in this row's own query.
    """

    title = models.CharField(_("title"), max_length=200, blank=True)
    tagline = models.CharField(_("tagline"), max_length=300, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[known_zone],
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        help_text=_("Of links and buttons. Empty: brick red."),
    )
    accent_dark = models.CharField(
        _("accent colour on dark"),
        max_length=7,
        blank=True,
        help_text=_("Empty: made from the other one."),
    )
    comment_policy = models.TextField(
        _("comment policy"),
        blank=True,
        max_length=5000,
        help_text=_("Shown above the comment form. Written as comments are."),
    )
    comment_policy_html = models.TextField(editable=False, blank=True)
    menu = models.JSONField(default=list, editable=False)
    blogroll = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="blog_sitesettings_one_row")]

    def __str__(self) -> str:
        return self.title or str(self._meta.verbose_name)


class SiteLink(models.Model):
    """A link in the menu at the top of every page or in the blogroll at its foot."""

    class Place(models.TextChoices):
        MENU = "menu", _("menu")
        BLOGROLL = "blogroll", _("blogroll")

    settings = models.ForeignKey(
        SiteSettings, on_delete=models.CASCADE, default=1, editable=False, related_name="links"
    )
    place = models.CharField(_("place"), max_length=10, choices=Place, default=Place.BLOGROLL)
    label = models.CharField(_("label"), max_length=100)
    address = models.CharField(
        _("address"), max_length=500, validators=[address_validator],
        help_text=_("A path of this site or a whole address."),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["place", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place__in=["menu", "blogroll"]), name="blog_sitelink_place"
            )
        ]

    def __str__(self) -> str:
        return self.label
