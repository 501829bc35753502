from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from typing import ClassVar, Self


class Term(models.Model):
    """Base class of categories, tags, and series. The slug is the last part of a term's URL."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("URL slug"), max_length=200, unique=True, allow_unicode=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Category(Term):
    """A category of articles, at ``/category/SLUG/``."""

    class Meta(Term.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [models.UniqueConstraint(Lower("name"), name="blog_category_name")]

    def get_absolute_url(self) -> str:
        return reverse("blog:category", args=[self.slug])


class Tag(Term):
    """A tag of articles, at ``/tag/SLUG/``."""

    class Meta(Term.Meta):
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [models.UniqueConstraint(Lower("name"), name="blog_tag_name")]

    def get_absolute_url(self) -> str:
        return reverse("blog:tag", args=[self.slug])


class Series(Term):
    """A series of articles meant to be read in order. It has no page of its own."""

    class Meta(Term.Meta):
        verbose_name = _("series")
        verbose_name_plural = _("series")
        constraints = [models.UniqueConstraint(Lower("name"), name="blog_series_name")]
