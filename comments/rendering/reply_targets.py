"""The comments that a comment answers, as named in feeds and emails."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse

from blog.site.current import build_absolute_url
from comments.models import Comment, Reference


@dataclass(frozen=True, slots=True)
class ReplyTarget:
    """A comment that another one answers: its number, its author's name, and its absolute URL."""

    number: int
    name: str
    url: str


def prefetch_reply_targets(lookup: str) -> Prefetch[str]:
    """Return the prefetch for ``get_reply_targets``; ``lookup`` leads to the references."""
    present = Reference.objects.filter(target__isnull=False)
    rows = present.select_related("target").order_by("target_number")
    return Prefetch(lookup, rows.only("source", "target_number", "target__author_name"))


def get_reply_targets(comment: Comment) -> list[ReplyTarget]:
    """Return the targets of a comment's prefetched references, whose article must be loaded."""
    article = comment.thread.article
    return [
        ReplyTarget(
            reference.target_number,
            reference.target.author_name,
            build_absolute_url(
                reverse("comments:permalink", args=[*article.url_args, reference.target_number])
            ),
        )
        for reference in comment.references.all()
        if reference.target
    ]
