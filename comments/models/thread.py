"""The comment section of one article."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blog.models import Article


class Thread(models.Model):
    """The comment section of one article: its mode, its counters, its version.

    What its mode comes to at a time, ``comments.modes`` says.

    The counters change only in ``comments.services``, in the transaction that changes a comment.
    ``version`` goes up with every change that a reader can see, so that a page drawn from the
    thread may be kept for as long as the version stands.
    """

    class Mode(models.TextChoices):
        """From the most open one to the strictest, after the one that leaves it to the site."""

        SITE = "site", _("as on the whole site")
        OPEN = "open", _("open")
        NEWCOMERS = "newcomers", _("newcomers are read first")
        HELD = "held", _("everything is read first")
        CLOSED = "closed", _("closed")

    class LateMode(models.TextChoices):
        """What may become of a thread with its article’s age."""

        HELD = "held", _("everything is read first")
        CLOSED = "closed", _("closed")

    article = models.OneToOneField(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="thread"
    )
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.SITE)
    # These three are empty where the site's own hold (``comments.models.CommentSettings``).
    slow_minutes = models.PositiveSmallIntegerField(_("slow mode"), null=True, blank=True)
    days_open = models.PositiveSmallIntegerField(_("days open"), null=True, blank=True)
    late_mode = models.CharField(
        _("mode after these days"), max_length=10, choices=LateMode, blank=True
    )
    # Set by moderation while a quarrel cools down: until then everything is read first.
    calm_until = models.DateTimeField(_("cools down until"), null=True, editable=False)
    version = models.PositiveBigIntegerField(default=0, editable=False)
    # An imported thread may begin late: the model page holds 101 to 105 and nothing before.
    first_number = models.PositiveIntegerField(default=1, editable=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    # Comments with a number, stubs among them: what pages are made of.
    numbered_count = models.PositiveIntegerField(default=0, editable=False)
    # Those of them that can be read: what is told to readers.
    published_count = models.PositiveIntegerField(default=0, editable=False)
    # Whether there is anything to point out above the thread: asked before the comments are.
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
                condition=Q(mode__in=["site", "open", "newcomers", "held", "closed"]),
                name="comments_thread_mode",
            ),
            models.CheckConstraint(
                condition=Q(late_mode__in=["", "held", "closed"]), name="comments_thread_late_mode"
            ),
        ]

    def __str__(self) -> str:
        return str(self.article)
