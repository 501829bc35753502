"""Preview of a ban: the recent comments and commenters that match it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from comments.models import Comment, Commenter
from moderation.bans.targets import BanTarget

PREVIEW_DAYS = 30
_MAX_EXAMPLES = 5
_MAX_NAMES = 20


@dataclass(frozen=True, slots=True)
class BanPreview:
    """Counts of the matching comments and commenters, with examples of both."""

    comments: int
    published: int
    commenters: int
    trusted: int
    names: Sequence[Commenter]
    examples: Sequence[Comment]


def build_ban_preview(target: BanTarget) -> BanPreview:
    """Summarize the matches from the last ``PREVIEW_DAYS``, using a fixed number of queries."""
    matching = target.find_comments(timezone.now() - dt.timedelta(days=PREVIEW_DAYS))
    trusted = Q(commenter__trust=Commenter.Trust.TRUSTED)
    counts = matching.aggregate(
        comments=Count("pk"),
        published=Count("pk", filter=Q(status=Comment.Status.PUBLISHED)),
        commenters=Count("commenter", distinct=True),
        trusted=Count("commenter", filter=trusted, distinct=True),
    )
    commenters = Commenter.objects.filter(pk__in=matching.values("commenter"))
    return BanPreview(
        **counts,
        names=list(commenters.order_by("name", "pk")[:_MAX_NAMES]),
        examples=list(matching.with_article().newest_first()[:_MAX_EXAMPLES]),
    )
