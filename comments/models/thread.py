from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blog.models import Article


class Thread(models.Model):
    """The comment section of an article, with its policy, counters, and version.

    ``comments.threads.comment_policy`` computes the policy in effect at a given time.

    Only services change the counters, in the same transaction that changes a comment. ``version``
    increases with every change that readers can see and is part of the cache keys of rendered
    pages.
    """

    class CommentPolicy(models.TextChoices):
        """The rules for publishing comments. ``SITE`` means the site-wide policy."""

        SITE = "site", _("Site default")
        OPEN = "open", _("Open")
        NEW_MODERATED = "new_moderated", _("New commenters moderated")
        ALL_MODERATED = "all_moderated", _("All moderated")
        CLOSED = "closed", _("Closed")

    class LatePolicy(models.TextChoices):
        """The policies that can take effect when the article reaches a certain age."""

        ALL_MODERATED = "all_moderated", _("All moderated")
        CLOSED = "closed", _("Closed")

    article = models.OneToOneField(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="thread"
    )
    policy = models.CharField(
        _("comment policy"), max_length=20, choices=CommentPolicy, default=CommentPolicy.SITE
    )
    # If one of the next three is empty, the site-wide setting applies (``CommentSettings``).
    slow_minutes = models.PositiveSmallIntegerField(_("slow mode (minutes)"), null=True, blank=True)
    days_open = models.PositiveSmallIntegerField(_("close after (days)"), null=True, blank=True)
    late_policy = models.CharField(
        _("then switch to"), max_length=20, choices=LatePolicy, blank=True
    )
    # Set by the moderation app. Until then, all comments are held.
    cooldown_until = models.DateTimeField(_("cool-down until"), null=True, editable=False)
    version = models.PositiveBigIntegerField(default=0, editable=False)
    # Above 1 if an import starts late: the seed page has comments 101 to 105.
    first_number = models.PositiveIntegerField(default=1, editable=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    # The number of comments with a number, including stubs. Determines the number of pages.
    numbered_count = models.PositiveIntegerField(default=0, editable=False)
    # The number of readable comments. This is the count that readers see.
    published_count = models.PositiveIntegerField(default=0, editable=False)
    # These show whether there are highlights, without querying comments.
    featured_count = models.PositiveIntegerField(default=0, editable=False)
    recommended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_count__lte=F("numbered_count"))
                & Q(numbered_count__lte=F("last_number")),
                name="comments_thread_counters_agree",
            ),
            models.CheckConstraint(
                condition=Q(
                    policy__in=["site", "open", "new_moderated", "all_moderated", "closed"]
                ),
                name="comments_thread_policy",
            ),
            models.CheckConstraint(
                condition=Q(late_policy__in=["", "all_moderated", "closed"]),
                name="comments_thread_late_policy",
            ),
        ]

    def __str__(self) -> str:
        return str(self.article)
