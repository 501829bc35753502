"""Links of articles and pages that were tried."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.article import Article
from blog.models.page import Page

if TYPE_CHECKING:
    from typing import Self

# What is here longer than this is tried again. What is dead may have been out of order for an hour.
_ALIVE_AGAIN = dt.timedelta(days=30)
_DEAD_AGAIN = dt.timedelta(days=1)


class CheckedLinkQuerySet(models.QuerySet["CheckedLink"]):
    """Reads of links that were tried."""

    def dead(self) -> Self:
        """Those that led nowhere when they were tried last."""
        return self.filter(is_dead=True)

    def due(self) -> Self:
        """Those that should be tried again, the one that was tried longest ago first."""
        now = timezone.now()
        alive = Q(is_dead=False, checked_at__lt=now - _ALIVE_AGAIN)
        dead = Q(is_dead=True, checked_at__lt=now - _DEAD_AGAIN)
        return self.filter(alive | dead).order_by("checked_at", "pk")


class CheckedLink(models.Model):
    """An address to which an article or page links, and what came back from there.

    ``digest`` is the SHA-256 of the address, which may be longer than an index takes.
    """

    address = models.TextField(_("address"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, null=True,
        related_name="checked_links",
    )  # fmt: skip
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, null=True,
        related_name="checked_links",
    )  # fmt: skip
    is_dead = models.BooleanField(_("dead"))
    result = models.CharField(_("result"), max_length=200)
    checked_at = models.DateTimeField(_("checked"))

    objects = CheckedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("checked link")
        verbose_name_plural = _("checked links")
        ordering = ["-is_dead", "-checked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(article=None, page__isnull=False) | Q(article__isnull=False, page=None),
                name="blog_link_of_one",
            )
        ]
        indexes = [models.Index(fields=["is_dead", "-checked_at", "-id"], name="blog_link_dead")]

    def __str__(self) -> str:
        return self.address

    @property
    def written(self) -> Article | Page | None:
        """What links there. Costs a query unless it was selected."""
        return self.article or self.page
