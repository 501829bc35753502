"""What the site says of itself."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SiteSettings(models.Model):
    """What the site calls itself. There is one row, and ``blog.site`` reads it."""

    title = models.CharField(_("title"), max_length=200, blank=True)
    tagline = models.CharField(_("tagline"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="blog_sitesettings_one_row")]

    def __str__(self) -> str:
        return self.title or str(self._meta.verbose_name)
