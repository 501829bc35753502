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

# A path on this site or an http(s) URL. Other schemes, such as "javascript:", are rejected.
url_validator = RegexValidator(
    r"^(?:/(?!/)|https?://)\S*$", _("Enter a path that starts with / or a full http(s) URL.")
)


def get_time_zone_choices() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]


def get_language_choices() -> list[tuple[str, str | _StrPromise]]:
    return list(settings.LANGUAGES)


def validate_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(_("Unknown time zone."))


class SiteSettings(models.Model):
    """The site's title, look, and comment rules: a single row, read through ``blog.site.current``.

    ``menu`` and ``blogroll`` are copies of the rows of ``SiteLink`` and ``Page``, written by
    ``rebuild_navigation``, so that rendering a page loads all links with this one row.
    """

    title = models.CharField(_("title"), max_length=200, blank=True)
    tagline = models.CharField(_("tagline"), max_length=300, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
    )
    accent = models.CharField(
        _("accent color"),
        max_length=7,
        blank=True,
        help_text=_("Used for links and buttons. Leave empty for brick red."),
    )
    accent_dark = models.CharField(
        _("accent color in dark mode"),
        max_length=7,
        blank=True,
        help_text=_("Leave empty to derive it from the accent color."),
    )
    comment_rules = models.TextField(
        _("comment rules"),
        blank=True,
        max_length=5000,
        help_text=_("Shown above the comment form. Allows the same formatting as comments."),
    )
    comment_rules_html = models.TextField(editable=False, blank=True)
    menu = models.JSONField(default=list, editable=False)
    blogroll = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="blog_sitesettings_one_row")]

    def __str__(self) -> str:
        return self.title or str(self._meta.verbose_name)


class SiteLink(models.Model):
    """A link in the menu at the top of every page or in the blogroll at the bottom."""

    class Location(models.TextChoices):
        MENU = "menu", _("Menu")
        BLOGROLL = "blogroll", _("Blogroll")

    settings = models.ForeignKey(
        SiteSettings, on_delete=models.CASCADE, default=1, editable=False, related_name="links"
    )
    location = models.CharField(
        _("location"), max_length=10, choices=Location, default=Location.BLOGROLL
    )
    label = models.CharField(_("label"), max_length=100)
    url = models.CharField(
        _("URL"), max_length=500, validators=[url_validator],
        help_text=_("A path on this site or a full URL."),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["location", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(location__in=["menu", "blogroll"]), name="blog_sitelink_location"
            )
        ]

    def __str__(self) -> str:
        return self.label
