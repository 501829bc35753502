"""Links of articles that were tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.article import Article

if TYPE_CHECKING:
    from typing import Self


class CheckedLinkQuerySet(models.QuerySet["CheckedLink"]):
    """Reads of links that were tried."""

    def dead(self) -> Self:
        """Those that led nowhere when they were tried last."""
        return self.filter(is_dead=True)


class CheckedLink(models.Model):
    """An address on another site to which an article links, and what came back from there.

    ``digest`` is the SHA-256 of the address, which may be longer than an index takes.
    """

    address = models.TextField(_("address"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="checked_links"
    )
    is_dead = models.BooleanField(_("dead"))
    result = models.CharField(_("result"), max_length=200)
    checked_at = models.DateTimeField(_("checked"))

    objects = CheckedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("checked link")
        verbose_name_plural = _("checked links")
        ordering = ["-is_dead", "-checked_at", "-pk"]
        indexes = [models.Index(fields=["is_dead", "-checked_at", "-id"], name="blog_link_dead")]

    def __str__(self) -> str:
        return self.address
