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
from blog.models.content import Content
from blog.models.page import Page

if TYPE_CHECKING:
    from typing import Self

    from accounts.models import User

# The fields that are autosaved and versioned. All others are settings of the article or page.
TEXT_FIELDS = ("title", "source", "markup", "excerpt")

CONTENT_MODELS: dict[str, type[Article] | type[Page]] = {
    Content.Kind.ARTICLE: Article,
    Content.Kind.PAGE: Page,
}


class TextSnapshot(models.Model):
    """A copy of the text fields of an article or page."""

    title = models.CharField(_("title"), max_length=500, blank=True)
    source = models.TextField(_("body"), blank=True)
    markup = models.CharField(
        _("format"), max_length=10, choices=Content.Markup, default=Content.Markup.HTML
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
        """The text fields, keyed by name."""
        return get_texts(self)


class DraftQuerySet(models.QuerySet["Draft"]):
    def unsaved(self, author: User, kind: Content.Kind) -> Self:
        """Return the author's drafts of articles or pages that have never been saved."""
        return self.filter(author=author, kind=kind, article=None, page=None)

    def of(self, author: User, content: Content, key: uuid.UUID | None = None) -> Self:
        """Return the author's draft of an article or page.

        If the article or page is new, its draft is found by ``key``; without ``key``, the result is
        empty.
        """
        if content.pk is None:
            return self.unsaved(author, content.kind).filter(key=key)
        return self.filter(**{"author": author, content.kind: content.pk})

    def redundant(self) -> Self:
        """Return the drafts whose text is already saved in their article or page or in a revision.

        For articles and pages that have never been saved, only empty drafts are returned.
        """
        redundant = Q(title="", source="", excerpt="", article=None, page=None)
        same_text = {name: models.OuterRef(name) for name in TEXT_FIELDS}
        for kind, model in CONTENT_MODELS.items():
            owner = models.OuterRef(kind)
            redundant |= Q(models.Exists(model.objects.filter(pk=owner, **same_text)))
            redundant |= Q(models.Exists(Revision.objects.filter(**{kind: owner}, **same_text)))
        return self.filter(redundant)

    def for_list(self) -> Self:
        """Load only what a list of drafts shows, most recent first."""
        titles = "article__title", "page__title"
        listed = self.select_related("article", "page").order_by("-saved_at", "-pk")
        return listed.only("key", "kind", "title", "saved_at", *titles)


class Draft(TextSnapshot):
    """An author's autosaved changes to an article or page, invisible to readers.

    ``base_version`` is the version of the article or page that the author started from. Each
    autosave increments ``version``, which lets two windows of the same author detect each other's
    changes. ``key`` identifies the draft until its article or page is saved for the first time.
    """

    kind = models.CharField(max_length=7, choices=Content.Kind, default=Content.Kind.ARTICLE)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.CASCADE,
        related_name="drafts",
    )
    base_version = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("autosaved draft")
        verbose_name_plural = _("autosaved drafts")
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="blog_draft_key"),
            models.UniqueConstraint(
                fields=["article", "author"], name="blog_draft_article_and_author"
            ),
            models.UniqueConstraint(fields=["page", "author"], name="blog_draft_page_and_author"),
            models.CheckConstraint(
                condition=Q(kind="article", page=None) | Q(kind="page", article=None),
                name="blog_draft_kind",
            ),
        ]
        indexes = [models.Index(fields=["author", "-saved_at", "-id"], name="blog_draft_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def content(self) -> Article | Page:
        """The draft's article or page, or a new instance if it hasn't been saved yet."""
        return self.article or self.page or CONTENT_MODELS[self.kind]()

    @property
    def editor_url(self) -> str:
        if pk := self.article_id or self.page_id:
            return reverse(f"admin:blog_{self.kind}_change", args=[pk])
        return reverse(f"admin:blog_{self.kind}_add", query={"draft": self.key})


class RevisionQuerySet(models.QuerySet["Revision"]):
    def newest_first(self) -> Self:
        """Sort newest first and load the users who saved the revisions."""
        return self.select_related("actor").order_by("-number")

    def before(self, revision: Revision) -> Self:
        """Return the earlier revisions of the same article or page, newest first."""
        same = self.filter(article=revision.article_id, page=revision.page_id)
        return same.filter(number__lt=revision.number).newest_first()


class Revision(TextSnapshot):
    """The text of an article or page after a save that changed it; ``number`` is its version.

    ``actor`` is NULL if the author is unknown, as for imported content.
    """

    number = models.PositiveIntegerField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("saved by"),
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
            models.UniqueConstraint(fields=["page", "number"], name="blog_revision_page_number"),
            models.CheckConstraint(
                condition=Q(article=None, page__isnull=False) | Q(article__isnull=False, page=None),
                name="blog_revision_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article or self.page} {self.number}"


def get_texts(source: Content | TextSnapshot) -> dict[str, str]:
    """Return the text fields of an article, page, draft, or revision, keyed by name."""
    return {name: getattr(source, name) for name in TEXT_FIELDS}
