"""What moderators do to a text: change it with a trace, and take a change back."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from comments.models import Comment, CommentRevision
from comments.services.editing import put_text
from comments.services.status import StaleComment, take
from comments.services.submission import digest_of
from core.sanitizing.comments import render_comment

State = CommentRevision.State


def correct_text(*, comment: Comment, body: str, expected_version: int) -> CommentRevision:
    """Let a moderator's text stand in the place of the author's; return that, as it is kept.

    Readers are told that a moderator has changed it. Raises ``StaleComment``.
    """
    with transaction.atomic():
        comment = take(comment, expected_version=expected_version)
        former = put_text(comment, body, render_comment(body))
        _mark(comment, timezone.now())
    return former


def put_text_back(
    *,
    former: CommentRevision,
    digest: str,
    corrected_at: dt.datetime | None,
    expected_version: int,
) -> Comment:
    """Let a text stand again that stood before a change; return the comment.

    ``digest`` is that of the text which the change brought, and ``corrected_at`` what the comment
    said before about moderators. Raises ``StaleComment`` when another text stands by now.
    """
    with transaction.atomic():
        comment = take(former.comment, expected_version=expected_version)
        if comment.digest != digest:
            raise StaleComment(comment)
        put_text(comment, former.source, render_comment(former.source))
        _mark(comment, corrected_at)
    return comment


def take_acceptance_back(*, accepted: CommentRevision, expected_version: int) -> Comment:
    """Let a change that was accepted wait again, and the text before it stand; return the comment.

    Raises ``StaleComment`` when the text has been changed once more since.
    """
    with transaction.atomic():
        comment = accepted.comment
        formers = comment.revisions.filter(state=State.FORMER, pk__gt=accepted.pk)
        former = formers.order_by("pk").first()
        if former is None:
            raise StaleComment(comment)
        comment = put_text_back(
            former=former,
            digest=digest_of(accepted.source),
            corrected_at=comment.corrected_at,
            expected_version=expected_version,
        )
        _wait_again(accepted, comment)
    return comment


def take_refusal_back(*, refused: CommentRevision, expected_version: int) -> Comment:
    """Let a change that was refused wait again; return the comment. Raises ``StaleComment``."""
    with transaction.atomic():
        comment = take(refused.comment, expected_version=expected_version)
        _wait_again(refused, comment)
    return comment


def _wait_again(revision: CommentRevision, comment: Comment) -> None:
    if not comment.is_readable or comment.revisions.waiting().exists():
        raise StaleComment(comment)
    CommentRevision.objects.filter(pk=revision.pk).update(state=State.WAITING)


def _mark(comment: Comment, corrected_at: dt.datetime | None) -> None:
    comment.corrected_at = corrected_at
    comment.save(update_fields=["corrected_at"])
