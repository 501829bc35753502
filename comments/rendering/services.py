"""Re-render the HTML of stored comments after a change to the sanitizer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet

from comments.models import Comment, Thread
from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text

# Comments per transaction: few enough that other writers get a turn in between.
BATCH_SIZE = 500


@dataclass(frozen=True, slots=True)
class RenderProgress:
    """The number of comments rendered so far, and how many of them changed."""

    seen: int = 0
    changed: int = 0


def rerender_comments(*, dry_run: bool = False) -> Iterator[RenderProgress]:
    """Re-render the HTML and text of all comments and yield totals after each batch.

    Only changed comments are written. The versions of their threads increase so that cached pages
    expire; the comments' own versions and references stay the same. With ``dry_run``, nothing is
    written.
    """
    done, last = RenderProgress(), 0
    while True:
        with transaction.atomic():
            # An author may be editing one of them.
            comments = list(_get_batch(after=last).select_for_update())
            changed = [comment for comment in comments if _render(comment)]
            if not dry_run:
                _store(changed)
        if not comments:
            return
        last = comments[-1].pk
        done = RenderProgress(done.seen + len(comments), done.changed + len(changed))
        yield done


def _get_batch(*, after: int) -> QuerySet[Comment]:
    rows = Comment.objects.filter(pk__gt=after).order_by("pk")
    return rows.only("thread_id", "source", "html", "text")[:BATCH_SIZE]


def _render(comment: Comment) -> bool:
    """Render the comment's HTML and text again. Return True if either has changed."""
    before = comment.html, comment.text
    comment.html = render_comment(comment.source)
    comment.text = plain_text(comment.html)
    return (comment.html, comment.text) != before


def _store(comments: Sequence[Comment]) -> None:
    Comment.objects.bulk_update(comments, ["html", "text"])
    thread_ids = {comment.thread_id for comment in comments}
    Thread.objects.filter(pk__in=thread_ids).update(version=F("version") + 1)
