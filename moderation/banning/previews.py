"""Whom and what a ban would have hit, before it is made."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from comments.models import Comment, Commenter
from moderation.banning.targets import Target

DAYS = 30
_EXAMPLES = 5
_NAMES = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """How many comments and commenters it would have hit, with the newest of them."""

    comments: int
    published: int
    commenters: int
    regulars: int
    names: Sequence[Commenter]
    examples: Sequence[Comment]


def preview(target: Target) -> Preview:
    """Return what a ban would have hit in the last days. A fixed number of queries."""
    hit = target.comments(timezone.now() - dt.timedelta(days=DAYS))
    regulars = Q(commenter__trust=Commenter.Trust.REGULAR)
    counts = hit.aggregate(
        comments=Count("pk"),
        published=Count("pk", filter=Q(status=Comment.Status.PUBLISHED)),
        commenters=Count("commenter", distinct=True),
        regulars=Count("commenter", filter=regulars, distinct=True),
    )
    names = Commenter.objects.filter(pk__in=hit.values("commenter")).order_by("name", "pk")
    return Preview(
        **counts,
        names=list(names[:_NAMES]),
        examples=list(hit.with_article().newest_first()[:_EXAMPLES]),
    )
