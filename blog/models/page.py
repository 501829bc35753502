"""What stands beside the articles: about the author, the imprint, the house rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models.article import basename_validator
from blog.models.written import Written

if TYPE_CHECKING:
    from typing import Self


class PageQuerySet(models.QuerySet["Page"]):
    """Reads of pages."""

    def published(self) -> Self:
        """Those that everybody may read."""
        return self.filter(is_published=True)


class Page(Written):
    """A page that belongs to no month and takes no comments, at ``/basename.html``."""

    title = models.CharField(_("title"), max_length=200)
    basename = models.CharField(
        _("basename"),
        max_length=200,
        unique=True,
        validators=[basename_validator],
        help_text=_("The address: /basename.html. Empty: made from the title."),
    )
    is_published = models.BooleanField(_("published"), default=False)
    in_menu = models.BooleanField(_("in the menu"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "title", "pk"]

    def get_absolute_url(self) -> str:
        """Return the page's address, without the host."""
        return reverse("blog:page", args=[self.basename])
