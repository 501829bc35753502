"""What articles are gathered under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from typing import ClassVar, Self


class Label(models.Model):
    """A word that articles are gathered under, with an address of its own."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address"), max_length=200, unique=True, allow_unicode=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Category(Label):
    """A standing part of the site, at ``/category/SLUG/``."""

    class Meta(Label.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [models.UniqueConstraint(Lower("name"), name="blog_category_name")]

    def get_absolute_url(self) -> str:
        """Return the address of the list, without the host."""
        return reverse("blog:category", args=[self.slug])


class Tag(Label):
    """A passing word, at ``/tag/SLUG/``."""

    class Meta(Label.Meta):
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [models.UniqueConstraint(Lower("name"), name="blog_tag_name")]

    def get_absolute_url(self) -> str:
        """Return the address of the list, without the host."""
        return reverse("blog:tag", args=[self.slug])


class Series(Label):
    """Articles that are to be read one after another."""

    class Meta(Label.Meta):
        verbose_name = _("series")
        verbose_name_plural = _("series")
        constraints = [models.UniqueConstraint(Lower("name"), name="blog_series_name")]
