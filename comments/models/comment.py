from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from blog.models import Article
from comments.models.commenter import Commenter
from comments.models.thread import Thread
from comments.threads import tree

if TYPE_CHECKING:
    from typing import Any, Self

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from comments.visitors.visitor import Visitor


class CommentQuerySet(models.QuerySet["Comment"]):
    def published(self) -> Self:
        return self.filter(status=Comment.Status.PUBLISHED)

    def public(self) -> Self:
        """Return published comments on public articles."""
        return self.published().on_articles(Article.objects.published())

    def listed(self) -> Self:
        """Return public comments on articles that appear in lists."""
        return self.published().on_articles(Article.objects.listed())

    def on_articles(self, articles: models.QuerySet[Article]) -> Self:
        """Return the comments on these articles.

        Not a join: with some statistics, SQLite would start with the articles, read all of their
        comments, and sort them to find the newest.
        """
        return self.filter(models.Exists(articles.filter(thread=models.OuterRef("thread"))))

    def numbered(self) -> Self:
        """Return the comments that have a number because they have been published at some point.

        Each of them is still on a page, in full or as a stub.
        """
        return self.filter(number__isnull=False)

    def held(self) -> Self:
        """Return comments awaiting moderation."""
        return self.filter(status=Comment.Status.HELD)

    def among(self, pks: models.QuerySet[Any, Any], *, status: str = "") -> Self:
        """Return the comments whose primary keys are in a subquery with few rows.

        ``status`` limits them to one status. The condition is written so that no index supports it.
        Otherwise, a database without statistics would read all comments with this status, and look
        each of them up in the subquery.
        """
        few = self.filter(pk__in=pks)
        if not status:
            return few
        return few.alias(unindexed=Coalesce("status", Value(""))).filter(unindexed=status)

    def moderatable_by(self, user: User | AnonymousUser) -> Self:
        """Return the comments that the user can moderate.

        Depending on the user's permissions, these are all comments, those on the user's articles,
        or none.
        """
        if user.is_active and user.has_perm("comments.moderate_comment"):
            return self.all()
        if user.is_active and user.has_perm("comments.moderate_own_article"):
            return self.filter(thread__article__author=user)
        return self.none()

    def by_commenter(self, commenter: Commenter) -> Self:
        """Return a commenter's comments, including those under other names of the same account."""
        same = Q(commenter=commenter)
        return self.filter(
            same | Q(commenter__user=commenter.user_id) if commenter.user_id else same
        )

    def by(self, author: Visitor) -> Self:
        """Return the comments known to be written by the visitor."""
        return self.filter(_build_author_filter(author))

    def by_others(self, author: Visitor) -> Self:
        """Exclude the visitor's own comments."""
        return self.exclude(_build_author_filter(author))

    def newest_first(self) -> Self:
        """Sort by submission time, newest first, with ties broken by primary key."""
        return self.order_by("-submitted_at", "-pk")

    def with_article(self) -> Self:
        """Load each comment's thread and article, without the article's text."""
        return self.select_related("thread__article").defer(
            *(f"thread__article__{field}" for field in ("source", "html", "lead_html", "text"))
        )


def _build_author_filter(author: Visitor) -> Q:
    condition = Q(pk__in=author.comment_ids)
    if author.user:
        condition |= Q(commenter__user=author.user)
    if author.email:
        condition |= Q(commenter__email=author.email)
    return condition


class Comment(models.Model):
    """A comment in a thread, optionally a reply to a parent.

    ``source`` is the text as typed, ``html`` is the sanitized HTML rendered from it (see
    ``core.sanitizing``), and ``text`` is plain text without markup.

    ``number`` is assigned on first publication and is never changed or reused. If a numbered
    comment is no longer visible, pages show a stub in its place. ``order_key`` determines the order
    in the threaded view (see ``comments.threads.tree``).

    ``version`` increases with every change to the status or text. Code that makes a change passes
    the version that the change is based on, to detect concurrent changes (see
    ``comments.threads.services.status``).
    """

    class Status(models.TextChoices):
        HELD = "held", _("held")
        PUBLISHED = "published", _("published")
        REJECTED = "rejected", _("rejected")
        SPAM = "spam", _("spam")
        REMOVED = "removed", _("removed")
        WITHDRAWN = "withdrawn", _("deleted")

    class AuthorRole(models.TextChoices):
        """The role in which an account wrote a comment, shown as a badge next to its name."""

        AUTHOR = "author", pgettext_lazy("badge", "Author")
        MODERATOR = "moderator", pgettext_lazy("badge", "Moderator")

    thread = models.ForeignKey(
        Thread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="comments"
    )
    commenter = models.ForeignKey(
        Commenter, verbose_name=_("commenter"), on_delete=models.PROTECT, related_name="comments"
    )
    number = models.PositiveIntegerField(_("number"), null=True, blank=True, editable=False)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("in reply to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
    )
    order_key = models.BinaryField(default=b"", editable=False)
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.HELD)
    # The ``ReasonCode`` of the last change of status, if that was automatic.
    reason_code = models.CharField(_("reason"), max_length=40, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    # The name and website at the time of writing.
    author_name = models.CharField(_("name"), max_length=100)
    author_url = models.CharField(_("website"), max_length=500, blank=True)
    # The author's role at the time of writing; see ``comments.policies.get_author_role``.
    author_role = models.CharField(
        _("badge"), max_length=10, choices=AuthorRole, default="", blank=True, editable=False
    )
    source = models.TextField(_("text"))
    html = models.TextField(editable=False)
    text = models.TextField(editable=False)
    # Detected language (``core.language_detection``); empty for imported and short comments.
    language = models.CharField(_("language"), max_length=3, blank=True, editable=False)
    # SHA-256 of the text as typed, to detect repeated submissions.
    digest = models.CharField(max_length=64, editable=False, blank=True)

    # A hash of the random key that the form's script sent with the comment; empty without scripts.
    form_key = models.CharField(max_length=64, editable=False, blank=True)
    # Whether the sender was recognized (``comments.visitors.services.recognition``), or a moderator
    # published the comment. Such comments let their browser use the commenter's trust.
    is_vouched = models.BooleanField(default=False, editable=False)

    submitted_at = models.DateTimeField(_("submitted"), default=timezone.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    # When a moderator last changed the text.
    moderator_edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    # Maintained by ``comments.reactions.services``.
    recommend_count = models.PositiveIntegerField(_("recommended"), default=0, editable=False)
    featured_at = models.DateTimeField(_("featured"), null=True, blank=True, editable=False)

    # Visible to moderators only.
    ip_address = models.GenericIPAddressField(_("IP address"), null=True, blank=True)
    # The first address of the IP's wide network (``core.client_networks``), for rate limits.
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
                name="comments_comment_published_has_number",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["held", "published", "rejected", "spam", "removed", "withdrawn"]
                ),
                name="comments_comment_status",
            ),
            models.CheckConstraint(
                condition=Q(author_role__in=["", "author", "moderator"]),
                name="comments_comment_author_role",
            ),
        ]
        indexes = [
            models.Index(
                # Includes the number so that skipped rows are counted using only the index.
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
                # Comments without an automatic verdict have no reason code.
                fields=["reason_code", "status", "-submitted_at", "-id"],
                condition=~Q(reason_code=""),
                name="comments_comment_by_reason",
            ),
            models.Index(
                # Most comments are short or in the site's language.
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
            ("moderate_comment", "Can moderate comments"),
            ("moderate_own_article", "Can moderate comments on own articles"),
        ]

    def __str__(self) -> str:
        return f"{self.author_name} {self.number or self.get_status_display()}"

    def get_absolute_url(self) -> str:
        """Return the permalink. The comment must have a number, and its article must be loaded."""
        return reverse("comments:permalink", args=[*self.thread.article.url_args, self.number])

    @property
    def name_with_role(self) -> str:
        """The name for plain text, followed by the badge if the comment has one."""
        if not self.author_role:
            return self.author_name
        return gettext("%(name)s (%(role)s)") % {
            "name": self.author_name,
            "role": self.get_author_role_display(),
        }

    @property
    def is_readable(self) -> bool:
        """Check whether the comment is published. If it isn't, pages show a stub in its place."""
        return self.status == self.Status.PUBLISHED
