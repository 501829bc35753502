from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.article import Article


class Redirect(models.Model):
    """Redirects an old path to an article, if nothing else matches the path."""

    path = models.CharField(
        _("old path"),
        max_length=500,
        unique=True,
        help_text=_("The part of the URL after the domain, starting with a slash."),
    )
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="redirects"
    )

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.path
