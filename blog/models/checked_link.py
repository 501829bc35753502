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

# Broken links are rechecked soon, because the other site may only have been down briefly.
_RECHECK_WORKING = dt.timedelta(days=30)
_RECHECK_BROKEN = dt.timedelta(days=1)


class CheckedLinkQuerySet(models.QuerySet["CheckedLink"]):
    def broken(self) -> Self:
        return self.filter(is_broken=True)

    def due(self) -> Self:
        """Return the links due for another check, least recently checked first."""
        now = timezone.now()
        working = Q(is_broken=False, checked_at__lt=now - _RECHECK_WORKING)
        broken = Q(is_broken=True, checked_at__lt=now - _RECHECK_BROKEN)
        return self.filter(working | broken).order_by("checked_at", "pk")


class CheckedLink(models.Model):
    """A URL that an article or page links to, with the result of the last check.

    ``digest`` is the SHA-256 of the URL, used as the unique key because URLs may be too long for an
    index.
    """

    url = models.TextField(_("URL"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, null=True,
        related_name="checked_links",
    )  # fmt: skip
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, null=True,
        related_name="checked_links",
    )  # fmt: skip
    is_broken = models.BooleanField(_("broken"))
    result = models.CharField(_("result"), max_length=200)
    checked_at = models.DateTimeField(_("checked"))

    objects = CheckedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link check")
        verbose_name_plural = _("link checks")
        ordering = ["-is_broken", "-checked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(article=None, page__isnull=False) | Q(article__isnull=False, page=None),
                name="blog_checkedlink_one_owner",
            )
        ]
        indexes = [
            models.Index(fields=["is_broken", "-checked_at", "-id"], name="blog_checkedlink_broken")
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def content(self) -> Article | Page | None:
        """The article or page that contains the link. Runs a query unless it is already loaded."""
        return self.article or self.page
