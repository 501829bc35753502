from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models.article import basename_validator
from blog.models.content import Content

if TYPE_CHECKING:
    from typing import Self


class PageQuerySet(models.QuerySet["Page"]):
    def published(self) -> Self:
        return self.filter(is_published=True)


class Page(Content):
    """A page without a date or comments, such as a legal notice, at ``/basename.html``."""

    title = models.CharField(_("title"), max_length=200)
    basename = models.CharField(
        _("URL slug"),
        max_length=200,
        unique=True,
        validators=[basename_validator],
        help_text=_(
            "The page appears at /slug.html. Leave empty to generate the slug from the title."
        ),
    )
    is_published = models.BooleanField(_("published"), default=False)
    in_menu = models.BooleanField(_("show in menu"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "title", "pk"]

    def get_absolute_url(self) -> str:
        return reverse("blog:page", args=[self.basename])
