"""Making the HTML of stored comments again, after the sanitiser's rules have changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet

from comments.models import Comment, Thread
from core.sanitizing.comments import render_comment
from core.sanitizing.plain_text import plain_text

# One transaction each: short enough for others to write in between.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Rendered:
    """How far the work has come: comments looked at, and those whose HTML or text is another."""

    seen: int = 0
    changed: int = 0


def render_again(*, dry_run: bool = False) -> Iterator[Rendered]:
    """Make HTML and text of all comments from their sources; yield the sums after each batch.

    Only what came out differently is written, and the versions of those threads go up, so that
    their pages are drawn anew. A comment's own version stays: nobody has changed what it says.
    References stay too. With ``dry_run`` everything is counted and nothing is written.
    """
    done, last = Rendered(), 0
    while True:
        with transaction.atomic():
            # Locked, because an author may be about to change one of them.
            comments = list(_following(last).select_for_update())
            changed = [comment for comment in comments if _render(comment)]
            if not dry_run:
                _write(changed)
        if not comments:
            return
        last = comments[-1].pk
        done = Rendered(done.seen + len(comments), done.changed + len(changed))
        yield done


def _following(last: int) -> QuerySet[Comment]:
    rows = Comment.objects.filter(pk__gt=last).order_by("pk")
    return rows.only("thread_id", "source", "html", "text")[:BATCH]


def _render(comment: Comment) -> bool:
    """Set HTML and text, and say whether either is another than before."""
    before = comment.html, comment.text
    comment.html = render_comment(comment.source)
    comment.text = plain_text(comment.html)
    return (comment.html, comment.text) != before


def _write(comments: Sequence[Comment]) -> None:
    Comment.objects.bulk_update(comments, ["html", "text"])
    touched = {comment.thread_id for comment in comments}
    Thread.objects.filter(pk__in=touched).update(version=F("version") + 1)
