"""Edit and delete comments, on behalf of their authors or moderators."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from comments.models import Comment, CommentRevision
from comments.policies import can_edit, can_withdraw, is_own
from comments.signals import edit_screened
from comments.submission.near_duplicates.services import store_minhash
from comments.submission.screening import Outcome, RequestFacts, Submission, Verdict, screen
from comments.submission.services import build_submission, compute_digest
from comments.threads.services.status import StaleComment, change_status, claim_comment
from comments.threads.services.stored_references import update_references
from comments.threads.services.threads import update_counters
from comments.visitors.services.commenters import lock_commenter
from comments.visitors.visitor import Visitor
from core.language_detection import detect_language
from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text

State = CommentRevision.State


class EditNotAllowed(Exception):
    """The comment can no longer be edited, for example because the time limit has passed."""


class NoPendingEdit(Exception):
    """The comment has no edit awaiting moderation."""


@dataclass(frozen=True, slots=True)
class EditResult:
    """The verdict on an edit, and the comment in its current state."""

    comment: Comment
    verdict: Verdict

    @property
    def is_rejected(self) -> bool:
        """True if the edit was rejected. It isn't stored, so its author must get the text back."""
        return self.verdict.outcome in {Outcome.REJECT, Outcome.SPAM}


def edit_comment(
    *,
    visitor: Visitor,
    comment: Comment,
    body: str,
    expected_version: int,
    request_facts: RequestFacts | None = None,
) -> EditResult:
    """Screen an edit and, if it passes, replace the comment's text.

    The previous text is stored as a revision. If an edit of a published comment is held, the
    published text stays, and the edit is stored as a pending revision. A comment that is itself
    held gets the new text and stays held. A rejected edit is not stored.

    comment: Must have its thread, article, and commenter loaded.
    expected_version: The version of the comment that the author saw.

    Raises ``PermissionDenied`` if the comment isn't the visitor's, ``EditNotAllowed`` if it can no
    longer be edited, or ``StaleComment`` if it has been changed in the meantime.
    """
    if not is_own(visitor, comment):
        raise PermissionDenied("Only its author can edit a comment")
    if not can_edit(visitor, comment):
        raise EditNotAllowed
    submission = build_submission(
        thread=comment.thread,
        commenter=comment.commenter,
        body=body,
        reply_to=comment.parent,
        editing=comment,
        facts=request_facts or RequestFacts(),
    )
    result = EditResult(comment, screen(submission))
    if result.is_rejected:
        return result
    try:
        comment = _apply(comment, expected_version, submission, result.verdict)
    except StaleComment as stale:
        # The second request of a double click has nothing left to do.
        if not _has_text(stale.comment, body):
            raise
        comment = stale.comment
    return EditResult(comment, result.verdict)


def withdraw_comment(*, visitor: Visitor, comment: Comment) -> Comment:
    """Delete a comment on its author's behalf, keeping its number and replies. Idempotent.

    Raises ``PermissionDenied`` if the comment isn't the visitor's, or if it was rejected or
    removed.
    """
    with transaction.atomic():
        lock_commenter(comment.commenter_id)
        comment = Comment.objects.select_related("commenter").get(pk=comment.pk)
        if is_own(visitor, comment) and comment.status == Comment.Status.WITHDRAWN:
            return comment
        if not can_withdraw(visitor, comment):
            raise PermissionDenied("This comment can't be withdrawn")
        _supersede_pending_edit(comment)
        return change_status(
            comment=comment, to=Comment.Status.WITHDRAWN, expected_version=comment.version
        )


def accept_edit(*, comment: Comment, expected_version: int) -> CommentRevision:
    """Publish a comment's pending edit. Return the revision that contained the edit.

    Raises ``StaleComment`` if the comment or the edit has changed, or ``NoPendingEdit`` if there
    is no pending edit.
    """
    with transaction.atomic():
        comment, revision = _claim_pending_edit(comment, expected_version)
        _set_state(revision, State.ACCEPTED)
        replace_text(comment, revision.source, render_comment(revision.source))
    return revision


def reject_edit(*, comment: Comment, expected_version: int) -> CommentRevision:
    """Reject a comment's pending edit. Return the revision that contains the edit.

    Raises ``StaleComment`` if the comment or the edit has changed, or ``NoPendingEdit`` if there
    is no pending edit.
    """
    with transaction.atomic():
        _comment, revision = _claim_pending_edit(comment, expected_version)
        _set_state(revision, State.REJECTED)
    return revision


def edit_as_moderator(*, comment: Comment, body: str, expected_version: int) -> CommentRevision:
    """Replace the author's text with the moderator's. Return the revision with the previous text.

    Readers see that a moderator edited the comment. Raises ``StaleComment`` if the comment has been
    changed in the meantime.
    """
    with transaction.atomic():
        comment = claim_comment(comment, expected_version=expected_version)
        previous = replace_text(comment, body, render_comment(body))
        _set_moderator_edited_at(comment, timezone.now())
    return previous


def restore_text(
    *,
    previous: CommentRevision,
    digest: str,
    moderator_edited_at: dt.datetime | None,
    expected_version: int,
) -> Comment:
    """Undo an edit by restoring the previous text. Return the comment.

    previous: The revision with the text to restore.
    digest: The digest of the edited text.
    moderator_edited_at: The value of ``moderator_edited_at`` before the edit.

    Raises ``StaleComment`` if the comment has been changed since the edit.
    """
    with transaction.atomic():
        comment = claim_comment(previous.comment, expected_version=expected_version)
        if comment.digest != digest:
            raise StaleComment(comment)
        replace_text(comment, previous.source, render_comment(previous.source))
        _set_moderator_edited_at(comment, moderator_edited_at)
    return comment


def undo_accept_edit(*, accepted: CommentRevision, expected_version: int) -> Comment:
    """Make an accepted edit pending again and restore the previous text. Return the comment.

    Raises ``StaleComment`` if the comment has been changed since the edit was accepted.
    """
    with transaction.atomic():
        comment = accepted.comment
        later = comment.revisions.filter(state=State.PREVIOUS, pk__gt=accepted.pk)
        previous = later.order_by("pk").first()
        if previous is None:
            raise StaleComment(comment)
        comment = restore_text(
            previous=previous,
            digest=compute_digest(accepted.source),
            moderator_edited_at=comment.moderator_edited_at,
            expected_version=expected_version,
        )
        _make_pending(accepted, comment)
    return comment


def undo_reject_edit(*, rejected: CommentRevision, expected_version: int) -> Comment:
    """Make a rejected edit pending again. Return the comment.

    Raises ``StaleComment`` if the comment has been changed in the meantime or has another pending
    edit.
    """
    with transaction.atomic():
        comment = claim_comment(rejected.comment, expected_version=expected_version)
        _make_pending(rejected, comment)
    return comment


def replace_text(comment: Comment, source: str, html: str) -> CommentRevision:
    """Replace the text of a comment. Return a new revision that contains the previous text.

    Must run in the transaction that locked the comment.
    """
    previous = CommentRevision.objects.create(
        comment=comment, state=State.PREVIOUS, source=comment.source
    )
    comment.source = source
    comment.html = html
    comment.text = plain_text(html)
    comment.language = detect_language(comment.text)
    comment.digest = compute_digest(source)
    # Readers never saw an earlier text of a comment that was never published.
    comment.edited_at = timezone.now() if comment.number is not None else None
    comment.save(update_fields=["source", "html", "text", "language", "digest", "edited_at"])
    store_minhash(comment)
    if comment.number is not None:
        update_references(comment)
        update_counters(thread=comment.thread)
    return previous


def _has_text(comment: Comment, body: str) -> bool:
    return comment.source == body or comment.revisions.pending().filter(source=body).exists()


def _apply(
    comment: Comment, expected_version: int, submission: Submission, verdict: Verdict
) -> Comment:
    with transaction.atomic():
        comment = claim_comment(comment, expected_version=expected_version)
        _supersede_pending_edit(comment)
        # Going back to the published text only cancels the pending edit.
        if comment.source == submission.body:
            return comment
        if verdict.outcome is Outcome.PUBLISH or comment.status == Comment.Status.HELD:
            replace_text(comment, submission.body, submission.html)
        else:
            _create_pending_edit(comment, submission, verdict)
        edit_screened.send(Comment, comment=comment, verdict=verdict)
    return comment


def _create_pending_edit(comment: Comment, submission: Submission, verdict: Verdict) -> None:
    CommentRevision.objects.create(
        comment=comment,
        state=State.PENDING,
        source=submission.body,
        reason_code=verdict.reason_code,
        ip_address=submission.facts.ip_address,
        user_agent=submission.facts.user_agent[:300],
    )


def _claim_pending_edit(comment: Comment, expected_version: int) -> tuple[Comment, CommentRevision]:
    comment = claim_comment(comment, expected_version=expected_version)
    revision = comment.revisions.pending().first()
    if revision is None:
        raise NoPendingEdit
    return comment, revision


def _set_state(revision: CommentRevision, state: State) -> None:
    revision.state = state
    revision.save(update_fields=["state"])


def _supersede_pending_edit(comment: Comment) -> None:
    comment.revisions.pending().update(state=State.SUPERSEDED)


def _make_pending(revision: CommentRevision, comment: Comment) -> None:
    if not comment.is_readable or comment.revisions.pending().exists():
        raise StaleComment(comment)
    CommentRevision.objects.filter(pk=revision.pk).update(state=State.PENDING)


def _set_moderator_edited_at(comment: Comment, moderator_edited_at: dt.datetime | None) -> None:
    comment.moderator_edited_at = moderator_edited_at
    comment.save(update_fields=["moderator_edited_at"])
