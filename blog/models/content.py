from __future__ import annotations

from functools import lru_cache

from django.db import models
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core.sanitizing.summaries import summarize, summarize_text
from core.text import excerpt

# Search engines and link previews truncate longer descriptions.
_DESCRIPTION_LENGTH = 200


class Content(models.Model):
    """Base class of articles and pages.

    ``source`` is the body as written or imported. On save, the services render it to ``html`` and
    to ``text``, the same content without markup.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        PAGE = "page", _("page")

    class Markup(models.TextChoices):
        HTML = "html", _("HTML")
        BREAKS = "breaks", _("Text with line breaks")
        MARKDOWN = "markdown", _("Markdown")
        TEXT = "text", _("Plain text")

    title: models.CharField[str, str]
    source = models.TextField(_("body"), blank=True)
    markup = models.CharField(_("format"), max_length=10, choices=Markup, default=Markup.HTML)
    excerpt = models.TextField(_("excerpt"), blank=True)
    html = models.TextField(editable=False, blank=True)
    text = models.TextField(editable=False, blank=True)
    updated_at = models.DateTimeField(_("updated"), default=timezone.now, editable=False)
    # Incremented on every save, to detect conflicting edits.
    version = models.PositiveIntegerField(default=0, editable=False)
    # Identifies the content in preview URLs; NULL until the first preview.
    preview_key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> Kind:
        """The kind of content, also the name of the foreign key to it in drafts and revisions."""
        return self.Kind(str(self._meta.model_name))

    @property
    def body(self) -> SafeString:
        return mark_safe(self.html)  # noqa: S308 - sanitized on save

    @property
    def description(self) -> str:
        """Two or three lines of plain text for search engines and link previews."""
        if self.excerpt:
            return summarize_text(self.excerpt, _DESCRIPTION_LENGTH)
        if not self.html:
            return excerpt(self.text, _DESCRIPTION_LENGTH)
        return _summarize(self.html)


@lru_cache(maxsize=1024)
def _summarize(html: str) -> str:
    """Return the description of a body. Cached, because every view of an article needs it."""
    return summarize(html, _DESCRIPTION_LENGTH)
