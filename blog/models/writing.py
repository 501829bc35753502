"""What is kept of articles and pages while they are written, and of what they said before."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.article import Article
from blog.models.page import Page
from blog.models.written import Written

if TYPE_CHECKING:
    from typing import Self

    from accounts.models import User

# What an author writes, and what is compared: everything else is a switch.
TEXTS = ("title", "source", "markup", "excerpt")

KINDS: dict[str, type[Article] | type[Page]] = {
    Written.Kind.ARTICLE: Article,
    Written.Kind.PAGE: Page,
}


class Texts(models.Model):
    """The words of an article or a page at some time."""

    title = models.CharField(_("title"), max_length=500, blank=True)
    source = models.TextField(_("body"), blank=True)
    markup = models.CharField(
        _("markup"), max_length=10, choices=Written.Markup, default=Written.Markup.HTML
    )
    excerpt = models.TextField(_("excerpt"), blank=True)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, null=True,
        related_name="%(class)ss",
    )  # fmt: skip
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, null=True,
        related_name="%(class)ss",
    )  # fmt: skip

    class Meta:
        abstract = True

    @property
    def texts(self) -> dict[str, str]:
        """The words by the names of the fields."""
        return texts_of(self)


class DraftQuerySet(models.QuerySet["Draft"]):
    """Reads of working copies."""

    def begun(self, author: User, kind: Written.Kind) -> Self:
        """The author's ones of what has no row yet."""
        return self.filter(author=author, kind=kind, article=None, page=None)

    def of(self, author: User, written: Written, key: uuid.UUID | None = None) -> Self:
        """The author's one of an article or page; of one that has no row yet, that of the key.

        Without row and key there is none.
        """
        if written.pk is None:
            return self.begun(author, written.kind).filter(key=key)
        return self.filter(**{"author": author, written.kind: written.pk})

    def without_news(self) -> Self:
        """Those that hold no words which aren't in the article's or page's history or in itself.

        Of one that has no row yet, only an empty one.
        """
        kept = Q(title="", source="", excerpt="", article=None, page=None)
        same = {name: models.OuterRef(name) for name in TEXTS}
        for kind, model in KINDS.items():
            owner = models.OuterRef(kind)
            kept |= Q(models.Exists(model.objects.filter(pk=owner, **same)))
            kept |= Q(models.Exists(Revision.objects.filter(**{kind: owner}, **same)))
        return self.filter(kept)

    def for_list(self) -> Self:
        """With what a list of an author’s working copies shows, in a total order."""
        titles = "article__title", "page__title"
        listed = self.select_related("article", "page").order_by("-saved_at", "-pk")
        return listed.only("key", "kind", "title", "saved_at", *titles)


class Draft(Texts):
    """An author's working copy, saved while it is written; what readers see is not touched by it.

    ``based_on`` is the version of the article or page from which it was begun. ``version`` goes up
    each time, so that two windows of one author notice one another. ``key`` names it before its
    article or page has a row.
    """

    kind = models.CharField(max_length=7, choices=Written.Kind, default=Written.Kind.ARTICLE)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
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
            models.UniqueConstraint(fields=["page", "author"], name="blog_draft_one_of_a_page"),
            models.CheckConstraint(
                condition=Q(kind="article", page=None) | Q(kind="page", article=None),
                name="blog_draft_of_its_kind",
            ),
        ]
        indexes = [models.Index(fields=["author", "-saved_at", "-id"], name="blog_draft_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def written(self) -> Article | Page:
        """The article or page that it is a copy of, which may be a new one."""
        return self.article or self.page or KINDS[self.kind]()

    @property
    def form_address(self) -> str:
        """Where its author goes on with it."""
        if pk := self.article_id or self.page_id:
            return reverse(f"admin:blog_{self.kind}_change", args=[pk])
        return reverse(f"admin:blog_{self.kind}_add", query={"draft": self.key})


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Reads of what articles and pages said."""

    def newest_first(self) -> Self:
        """In a total order, with who wrote each."""
        return self.select_related("actor").order_by("-number")

    def before(self, revision: Revision) -> Self:
        """The earlier ones of the same article or page, the latest first."""
        same = self.filter(article=revision.article_id, page=revision.page_id)
        return same.filter(number__lt=revision.number).newest_first()


class Revision(Texts):
    """What an article or page said from one save to the next; ``number`` is its version then.

    Written by ``blog.services`` whenever the words change. ``actor`` is empty where nobody is known
    to have written it, as with what was imported.
    """

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
            models.UniqueConstraint(fields=["article", "number"], name="blog_revision_number"),
            models.UniqueConstraint(fields=["page", "number"], name="blog_revision_of_a_page"),
            models.CheckConstraint(
                condition=Q(article=None, page__isnull=False) | Q(article__isnull=False, page=None),
                name="blog_revision_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article or self.page} {self.number}"


def texts_of(holder: Written | Texts) -> dict[str, str]:
    """Return the words of an article, a page or a copy of one by the names of the fields."""
    return {name: getattr(holder, name) for name in TEXTS}
