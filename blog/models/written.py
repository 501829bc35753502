"""What articles and pages have in common: somebody wrote them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core.text import excerpt

# Search engines and link previews cut what is longer.
_DESCRIPTION = 200


class Written(models.Model):
    """An article or a page.

    ``source`` is the body as it was written or imported. ``html`` and ``text``, the same without
    markup, are made from it once, when written, by ``blog.services``.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        PAGE = "page", _("page")

    class Markup(models.TextChoices):
        HTML = "html", _("HTML")
        BREAKS = "breaks", _("text with line breaks")
        MARKDOWN = "markdown", _("Markdown")
        TEXT = "text", _("plain text")

    title: models.CharField[str, str]
    source = models.TextField(_("body"), blank=True)
    markup = models.CharField(_("markup"), max_length=10, choices=Markup, default=Markup.HTML)
    excerpt = models.TextField(_("excerpt"), blank=True)
    html = models.TextField(editable=False, blank=True)
    text = models.TextField(editable=False, blank=True)
    updated_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    # Goes up with every save, so that two people who write at the same text notice it.
    version = models.PositiveIntegerField(default=0, editable=False)
    # What the secret addresses of its previews are made of, once there are any.
    preview_key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> Kind:
        """Which of the two it is; also the name of the column by which copies belong to it."""
        return self.Kind(str(self._meta.model_name))

    @property
    def body(self) -> SafeString:
        """The body as readers see it."""
        return mark_safe(self.html)  # noqa: S308 - the sanitiser made it

    @property
    def description(self) -> str:
        """Two or three lines of plain text that say what it is about."""
        return excerpt(self.excerpt or self.text, _DESCRIPTION)
