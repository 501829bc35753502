"""What authors do with what they wrote: change it, or take it back. Changes are screened too."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from comments.authorship import Author
from comments.models import Comment, CommentRevision
from comments.policies import can_edit, can_withdraw, is_own
from comments.screening import Outcome, RequestFacts, Submission, Verdict, screen
from comments.services.commenters import lock_commenter
from comments.services.placing import read_again
from comments.services.sketching import keep_sketch
from comments.services.status import StaleComment, change_status, take
from comments.services.submission import digest_of, submission_of
from comments.services.threads import count_changes
from comments.signals import edit_screened
from core.language_detection import detect_language
from core.sanitizing.comments import render_comment
from core.sanitizing.plain_text import plain_text

State = CommentRevision.State


class NotEditable(Exception):
    """The time for changes is over, or the comment is no longer one to change."""


class NothingWaits(Exception):
    """No change of the comment waits for a decision."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of a change: the verdict of the screeners, and the comment as it stands now."""

    comment: Comment
    verdict: Verdict

    @property
    def is_refused(self) -> bool:
        """Whether nothing was stored, so that the text must go back to its author."""
        return self.verdict.outcome in {Outcome.REJECT, Outcome.SPAM}


def edit_comment(
    *,
    author: Author,
    comment: Comment,
    body: str,
    expected_version: int,
    request_facts: RequestFacts | None = None,
) -> Edited:
    """Screen a new text and put it in the place of the old one, which is kept as a revision.

    A held change of a published comment waits as a revision while the old text stands; a comment
    that waits itself takes the new text and goes on waiting. What is refused is not stored.

    ``comment`` comes with thread, article and commenter; ``expected_version`` is the version whose
    text the author saw. Raises ``PermissionDenied`` for somebody else's comment, ``NotEditable``,
    and ``StaleComment`` when the comment has changed since.
    """
    if not is_own(author, comment):
        raise PermissionDenied("Only its author changes a comment")
    if not can_edit(author, comment):
        raise NotEditable
    facts = request_facts or RequestFacts()
    submission = submission_of(
        thread=comment.thread,
        commenter=comment.commenter,
        body=body,
        reply_to=comment.parent,
        editing=comment,
        facts=facts,
    )
    edited = Edited(comment, screen(submission))
    if edited.is_refused:
        return edited
    try:
        comment = _take_over(comment, expected_version, submission, edited.verdict)
    except StaleComment as stale:
        if not _says(stale.comment, body):
            raise
        # A double click: what was asked for is done.
        comment = stale.comment
    return Edited(comment, edited.verdict)


def withdraw_comment(*, author: Author, comment: Comment) -> Comment:
    """Take a comment back; its number and the answers to it stay. Twice is as good as once.

    Raises ``PermissionDenied`` for somebody else's comment and for one that was decided against.
    """
    with transaction.atomic():
        lock_commenter(comment.commenter_id)
        comment = Comment.objects.select_related("commenter").get(pk=comment.pk)
        if is_own(author, comment) and comment.status == Comment.Status.WITHDRAWN:
            return comment
        if not can_withdraw(author, comment):
            raise PermissionDenied("This comment can't be withdrawn")
        _let_go(comment)
        return change_status(
            comment=comment, to=Comment.Status.WITHDRAWN, expected_version=comment.version
        )


def accept_edit(*, comment: Comment, expected_version: int) -> CommentRevision:
    """Publish the change that waits, and return it.

    Raises ``StaleComment`` when the comment or the change is another by now, ``NothingWaits``.
    """
    with transaction.atomic():
        comment, revision = _take_waiting(comment, expected_version)
        _settle(revision, State.ACCEPTED)
        put_text(comment, revision.source, render_comment(revision.source))
    return revision


def refuse_edit(*, comment: Comment, expected_version: int) -> CommentRevision:
    """Leave the text that stands as it is, and return the change that was refused.

    Raises ``StaleComment`` when the comment or the change is another by now, ``NothingWaits``.
    """
    with transaction.atomic():
        _comment, revision = _take_waiting(comment, expected_version)
        _settle(revision, State.REFUSED)
    return revision


def put_text(comment: Comment, source: str, html: str) -> CommentRevision:
    """Let a text stand in the place of the one that stood, which is kept and returned.

    ``comment`` is locked by ``take``, so this runs inside its transaction.
    """
    former = CommentRevision.objects.create(
        comment=comment, state=State.FORMER, source=comment.source
    )
    comment.source = source
    comment.html = html
    comment.text = plain_text(html)
    comment.language = detect_language(comment.text)
    comment.digest = digest_of(source)
    # What nobody has read yet was not changed for anybody.
    comment.edited_at = timezone.now() if comment.number is not None else None
    comment.save(update_fields=["source", "html", "text", "language", "digest", "edited_at"])
    keep_sketch(comment)
    if comment.number is not None:
        read_again(comment)
        count_changes(thread=comment.thread)
    return former


def _says(comment: Comment, body: str) -> bool:
    """Whether this text stands already, or waits."""
    return comment.source == body or comment.revisions.waiting().filter(source=body).exists()


def _take_over(
    comment: Comment, expected_version: int, submission: Submission, verdict: Verdict
) -> Comment:
    with transaction.atomic():
        comment = take(comment, expected_version=expected_version)
        _let_go(comment)
        # Who goes back to the text that stands has nothing that waits.
        if comment.source == submission.body:
            return comment
        if verdict.outcome is Outcome.PUBLISH or comment.status == Comment.Status.HELD:
            put_text(comment, submission.body, submission.html)
        else:
            _propose(comment, submission, verdict)
        edit_screened.send(Comment, comment=comment, verdict=verdict)
    return comment


def _propose(comment: Comment, submission: Submission, verdict: Verdict) -> None:
    CommentRevision.objects.create(
        comment=comment,
        state=State.WAITING,
        source=submission.body,
        reason=verdict.reason,
        ip_address=submission.facts.ip_address,
        user_agent=submission.facts.user_agent[:300],
    )


def _take_waiting(comment: Comment, expected_version: int) -> tuple[Comment, CommentRevision]:
    comment = take(comment, expected_version=expected_version)
    revision = comment.revisions.waiting().first()
    if revision is None:
        raise NothingWaits
    return comment, revision


def _settle(revision: CommentRevision, state: State) -> None:
    revision.state = state
    revision.save(update_fields=["state"])


def _let_go(comment: Comment) -> None:
    comment.revisions.waiting().update(state=State.REPLACED)
