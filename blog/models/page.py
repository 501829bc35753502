"""What stands beside the articles: about the author, the imprint, the house rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from blog.models.article import Article, basename_validator
from core.text import excerpt

if TYPE_CHECKING:
    from typing import Self

_DESCRIPTION = 200


class PageQuerySet(models.QuerySet["Page"]):
    """Reads of pages."""

    def published(self) -> Self:
        """Those that everybody may read."""
        return self.filter(is_published=True)


class Page(models.Model):
    """A page that belongs to no month and takes no comments, at ``/basename.html``.

    ``source`` is what was written; ``html`` is made from it once, by ``blog.services``.
    """

    title = models.CharField(_("title"), max_length=200)
    basename = models.CharField(
        _("basename"),
        max_length=200,
        unique=True,
        validators=[basename_validator],
        help_text=_("The address: /basename.html. Empty: made from the title."),
    )
    source = models.TextField(_("text"), blank=True)
    markup = models.CharField(
        _("markup"), max_length=10, choices=Article.Markup, default=Article.Markup.HTML
    )
    html = models.TextField(editable=False, blank=True)
    text = models.TextField(editable=False, blank=True)
    is_published = models.BooleanField(_("published"), default=False)
    in_menu = models.BooleanField(_("in the menu"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    updated_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page's address, without the host."""
        return reverse("blog:page", args=[self.basename])

    @property
    def body(self) -> SafeString:
        """The text as readers see it."""
        return mark_safe(self.html)  # noqa: S308 - the sanitiser made it

    @property
    def description(self) -> str:
        """Two or three lines of plain text that say what the page is about."""
        return excerpt(self.text, _DESCRIPTION)
