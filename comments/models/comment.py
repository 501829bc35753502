"""One contribution to a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Article
from comments import tree
from comments.models.commenter import Commenter
from comments.models.thread import Thread

if TYPE_CHECKING:
    from typing import Self

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from comments.authorship import Author


class CommentQuerySet(models.QuerySet["Comment"]):
    """Reads of comments."""

    def published(self) -> Self:
        """Those that everybody may read."""
        return self.filter(status=Comment.Status.PUBLISHED)

    def public(self) -> Self:
        """The published ones under articles that are themselves public."""
        return self.published().filter(
            thread__article__status=Article.Status.PUBLISHED,
            thread__article__published_at__lte=timezone.now(),
        )

    def listed(self) -> Self:
        """The public ones under articles that lists may name."""
        return self.public().filter(thread__article__is_listed=True)

    def numbered(self) -> Self:
        """Those that have been shown once: each has its place on a page, as text or as a stub."""
        return self.filter(number__isnull=False)

    def waiting(self) -> Self:
        """Those that wait for a moderator."""
        return self.filter(status=Comment.Status.HELD)

    def with_waiting_edit(self) -> Self:
        """The published ones whose authors want to say something else, which waits."""
        return self.published().filter(revisions__state="waiting")

    def moderatable_by(self, user: User | AnonymousUser) -> Self:
        """Those that a user may decide on: all, those under own articles, or none."""
        if user.is_active and user.has_perm("comments.moderate_comment"):
            return self.all()
        if user.is_active and user.has_perm("comments.moderate_own_article"):
            return self.filter(thread__article__author=user)
        return self.none()

    def of_person(self, commenter: Commenter) -> Self:
        """Those of a commenter, under whichever name of the account that may be behind it."""
        same = Q(commenter=commenter)
        return self.filter(
            same | Q(commenter__user=commenter.user_id) if commenter.user_id else same
        )

    def by(self, author: Author) -> Self:
        """Those that a visitor wrote, as far as the request can show it."""
        return self.filter(_written_by(author))

    def by_others(self, author: Author) -> Self:
        """All but those."""
        return self.exclude(_written_by(author))

    def newest_first(self) -> Self:
        """In a total order."""
        return self.order_by("-submitted_at", "-pk")

    def with_article(self) -> Self:
        """With the title and the address of the article, without its text."""
        return self.select_related("thread__article").defer(
            *(f"thread__article__{field}" for field in ("source", "html", "lead_html", "text"))
        )


def _written_by(author: Author) -> Q:
    written = Q(pk__in=author.comment_ids)
    if author.user:
        written |= Q(commenter__user=author.user)
    if author.email:
        written |= Q(commenter__email=author.email)
    return written


class Comment(models.Model):
    """One contribution; belongs to a thread, may answer a parent.

    ``source`` is the text as typed and is kept; ``html`` is made from it once, by
    ``core.sanitizing``; ``text`` is the same without markup.

    ``number`` is the comment's place in its thread. It is given on first publication, never
    reused and never changed: a comment with a number stays on its page as a stub when it may no
    longer be read. ``order_key`` sorts a thread as a tree (see ``comments.tree``).

    ``version`` goes up with every change of status or text; whoever changes the comment says which
    version was seen (see ``comments.services.status.change_status``).
    """

    class Status(models.TextChoices):
        HELD = "held", _("held")
        PUBLISHED = "published", _("published")
        REJECTED = "rejected", _("rejected")
        SPAM = "spam", _("spam")
        REMOVED = "removed", _("removed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    thread = models.ForeignKey(
        Thread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="comments"
    )
    commenter = models.ForeignKey(
        Commenter, verbose_name=_("commenter"), on_delete=models.PROTECT, related_name="comments"
    )
    number = models.PositiveIntegerField(_("number"), null=True, blank=True, editable=False)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("answers"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
    )
    order_key = models.BinaryField(default=b"", editable=False)
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.HELD)
    # Why the last verdict or decision fell as it did: a code of ``comments.reasons``.
    reason = models.CharField(_("reason"), max_length=40, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    # The name and website as they were when this was written.
    author_name = models.CharField(_("name"), max_length=100)
    author_url = models.CharField(_("website"), max_length=500, blank=True)
    source = models.TextField(_("text"))
    html = models.TextField(editable=False)
    text = models.TextField(editable=False)
    # As far as it can be told (``core.language_detection``); imported comments are not looked at.
    language = models.CharField(_("language"), max_length=3, blank=True, editable=False)
    # SHA-256 of the text as typed: the same words again are the same comment.
    digest = models.CharField(max_length=64, editable=False, blank=True)

    submitted_at = models.DateTimeField(_("submitted"), default=timezone.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    # When a moderator last changed the text.
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)

    # How many readers recommend it; counted in ``comments.services.recommending``.
    recommend_count = models.PositiveIntegerField(_("recommended"), default=0, editable=False)
    featured_at = models.DateTimeField(_("featured"), null=True, blank=True, editable=False)

    # For moderators only.
    ip_address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    # The first address of its neighbourhood (``mail.addresses``), by which many are counted.
    network = models.GenericIPAddressField(null=True, blank=True, editable=False)
    user_agent = models.CharField(_("browser"), max_length=300, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "number"],
                condition=Q(number__isnull=False),
                name="comments_comment_number",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "removed"])
                | (Q(number__gte=1) & ~Q(order_key=b"") & Q(published_at__isnull=False)),
                name="comments_comment_shown_has_number",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["held", "published", "rejected", "spam", "removed", "withdrawn"]
                ),
                name="comments_comment_status",
            ),
        ]
        indexes = [
            models.Index(
                # The number is there so that skipped rows are counted in the index alone.
                fields=["thread", "order_key", "number"],
                condition=Q(number__isnull=False),
                name="comments_comment_tree",
            ),
            models.Index(
                F("thread"),
                tree.Root("order_key").desc(),
                F("order_key").asc(),
                F("number"),
                condition=Q(number__isnull=False),
                name="comments_comment_tree_newest",
            ),
            models.Index(fields=["status", "-submitted_at", "-id"], name="comments_comment_queue"),
            models.Index(fields=["-submitted_at", "-id"], name="comments_comment_newest"),
            models.Index(
                # What people decided or nobody stopped has no reason here.
                fields=["reason", "status", "-submitted_at", "-id"],
                condition=~Q(reason=""),
                name="comments_comment_by_reason",
            ),
            models.Index(
                # Short comments have none, and those of a site's own language are asked for seldom.
                fields=["language", "status", "-submitted_at", "-id"],
                condition=~Q(language=""),
                name="comments_comment_by_language",
            ),
            models.Index(
                fields=["commenter", "-submitted_at", "-id"], name="comments_comment_by_commenter"
            ),
            models.Index(
                fields=["thread", "-recommend_count", "number"],
                condition=Q(recommend_count__gt=0),
                name="comments_comment_recommended",
            ),
            models.Index(
                fields=["thread", "-featured_at"],
                condition=Q(featured_at__isnull=False),
                name="comments_comment_featured",
            ),
            models.Index(
                fields=["ip_address", "-submitted_at"],
                condition=Q(ip_address__isnull=False),
                name="comments_comment_by_address",
            ),
            models.Index(
                fields=["network", "-submitted_at"],
                condition=Q(network__isnull=False),
                name="comments_comment_by_network",
            ),
        ]
        permissions = [
            ("moderate_comment", "Can decide on comments"),
            ("moderate_own_article", "Can decide on comments under own articles"),
        ]

    def __str__(self) -> str:
        return f"{self.author_name} {self.number or self.get_status_display()}"

    def get_absolute_url(self) -> str:
        """Return the address that stays the same for ever. Needs a number, ``thread.article``."""
        return reverse("comments:permalink", args=[*self.thread.article.address, self.number])

    @property
    def is_readable(self) -> bool:
        """Whether everybody may read its text; a stub stands for it otherwise."""
        return self.status == self.Status.PUBLISHED
