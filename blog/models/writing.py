"""What is kept of articles while they are written, and of what they said before."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.article import Article

if TYPE_CHECKING:
    from typing import Self

    from accounts.models import User

# What an author writes, and what is compared: everything else of an article is a switch.
TEXTS = ("title", "source", "markup", "excerpt")


class Texts(models.Model):
    """The words of an article at some time."""

    title = models.CharField(_("title"), max_length=500, blank=True)
    source = models.TextField(_("body"), blank=True)
    markup = models.CharField(
        _("markup"), max_length=10, choices=Article.Markup, default=Article.Markup.HTML
    )
    excerpt = models.TextField(_("excerpt"), blank=True)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        abstract = True

    @property
    def texts(self) -> dict[str, str]:
        """The words by the names of the fields."""
        return texts_of(self)


class DraftQuerySet(models.QuerySet["Draft"]):
    """Reads of working copies."""

    def of(self, author: User, article: Article | None, key: uuid.UUID | None = None) -> Self:
        """The author's one of an article; of an article that isn't there yet, the one of the key.

        Without article and key there is none.
        """
        of_author = self.filter(author=author)
        if article is not None:
            return of_author.filter(article=article)
        return of_author.filter(article=None, key=key)

    def newest_first(self) -> Self:
        """In a total order, with the title of each one’s article."""
        return self.select_related("article").order_by("-saved_at", "-pk")

    def for_list(self) -> Self:
        """With what a list of an author’s working copies shows."""
        return self.newest_first().only("key", "title", "saved_at", "article__title")


class Draft(Texts):
    """An author's working copy, saved while it is written; what readers see is not touched by it.

    ``based_on`` is the version of the article from which it was begun. ``version`` goes up each
    time, so that two windows of one author notice one another. ``key`` names it before its article
    has a row.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        null=True,
        related_name="drafts",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.CASCADE,
        related_name="drafts",
    )
    based_on = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="blog_draft_key"),
            models.UniqueConstraint(fields=["article", "author"], name="blog_draft_one_an_author"),
        ]
        indexes = [models.Index(fields=["author", "-saved_at", "-id"], name="blog_draft_newest")]

    def __str__(self) -> str:
        return self.title


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Reads of what articles said."""

    def newest_first(self) -> Self:
        """In a total order, with who wrote each."""
        return self.select_related("actor").order_by("-number")

    def before(self, revision: Revision) -> Self:
        """The earlier ones of the same article, the latest first."""
        return self.filter(article=revision.article_id, number__lt=revision.number).newest_first()


class Revision(Texts):
    """What an article said from one save to the next; ``number`` is the article's version then.

    Written by ``blog.services`` whenever the words change. ``actor`` is empty where nobody is known
    to have written it, as with what was imported.
    """

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="blog_revision_number")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.number}"


def texts_of(holder: Article | Texts) -> dict[str, str]:
    """Return the words of an article or of a copy of it by the names of the fields."""
    return {name: getattr(holder, name) for name in TEXTS}
