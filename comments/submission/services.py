"""Submit a comment: screen it and store it with its verdict."""

import datetime as dt
import hashlib
import html as html_entities
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from comments.models import Comment, Commenter, CommentSettings, Reference, Thread
from comments.policies import can_reply_to, get_author_role, is_own
from comments.signals import comment_screened, message_acknowledged
from comments.submission.near_duplicates.services import store_minhash
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import (
    Outcome,
    RequestFacts,
    Submission,
    Verdict,
    recheck_rate_limits,
    screen,
)
from comments.subscriptions.services.announcements import announce_comment
from comments.threads.comment_policy import get_effective_policy
from comments.threads.services.positions import assign_position
from comments.threads.services.stored_references import build_reply_references
from comments.threads.services.threads import update_counters
from comments.visitors.services.commenters import lock_commenter
from comments.visitors.services.recognition import is_recognized
from core.client_networks import get_first_address, get_wide_network
from core.language_detection import detect_language
from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text

# The same text from the same commenter in the same thread within this time counts as one comment:
# it's a double click, or a retry after a lost connection.
RESUBMISSION_WINDOW = dt.timedelta(minutes=10)
_USER_AGENT_LENGTH = Comment._meta.get_field("user_agent").max_length

_STATUS = {
    Outcome.PUBLISH: Comment.Status.PUBLISHED,
    Outcome.HOLD: Comment.Status.HELD,
    Outcome.REJECT: Comment.Status.REJECTED,
    Outcome.SPAM: Comment.Status.SPAM,
}
# A repeated comment with one of these statuses looks like a new one.
_VISIBLE_TO_SENDER = {Comment.Status.PUBLISHED, Comment.Status.HELD}
_OUTCOMES = {status: outcome for outcome, status in _STATUS.items()}
# Matches links in the form that our sanitizer writes.
_HREF = re.compile(r'<a\s[^<>]*?href="([^"]*)"')


class ReplyNotAllowed(ValueError):
    """The comments with these ``numbers`` don't exist or are no longer readable."""

    def __init__(self, numbers: Iterable[int | None]) -> None:
        self.numbers = sorted(number for number in numbers if number is not None)
        super().__init__(f"Comments {self.numbers} can't be replied to")


@dataclass(frozen=True, slots=True)
class SubmissionResult:
    """The result of a submission.

    comment: The stored comment, or None if the verdict says not to store anything.
    created: False if the same text was sent before. In that case, ``comment`` is the earlier
        comment, and ``verdict`` matches its status.
    is_own: Whether the visitor has shown to be the sender of ``comment``. Only then may they edit
        it.
    """

    comment: Comment | None
    verdict: Verdict
    created: bool = True
    is_own: bool = True


def submit_comment(
    *,
    thread: Thread,
    commenter: Commenter,
    body: str,
    reply_to: Comment | None = None,
    also: Sequence[Comment] = (),
    request_facts: RequestFacts | None = None,
) -> SubmissionResult:
    """Screen a comment and store it with its verdict.

    thread: Must be loaded with its article.
    body: The text as typed, without control characters and with normalized line endings.
    reply_to: The comment that this one replies to, which is its parent in the threaded view.
    also: Other comments that this one replies to.

    Raises ``ReplyNotAllowed`` if any of these comments can't be replied to in this thread.
    """
    facts = request_facts or RequestFacts()
    if facts.acknowledged:
        message_acknowledged.send(Commenter, commenter=commenter, token=facts.acknowledged)
    targets = ([reply_to] if reply_to else []) + [target for target in also if target != reply_to]
    if missing := [target.number for target in targets if not _is_valid_target(target, thread)]:
        raise ReplyNotAllowed(missing)
    submission = build_submission(
        thread=thread,
        commenter=commenter,
        body=body,
        reply_to=targets[0] if targets else None,
        facts=facts,
    )
    verdict = screen(submission)
    if _is_discarded(verdict):
        # The second half of a double click must not hit the rate limit.
        earlier = _find_resubmitted(submission, verdict, accepted=True)
        return earlier or SubmissionResult(None, verdict)
    return _store(submission, verdict, targets)


def build_submission(
    *,
    thread: Thread,
    commenter: Commenter,
    body: str,
    facts: RequestFacts,
    reply_to: Comment | None = None,
    editing: Comment | None = None,
) -> Submission:
    """Return the input for the screeners: the text as typed and as rendered, and its links."""
    html = render_comment(body)
    return Submission(
        thread=thread,
        commenter=commenter,
        body=body,
        html=html,
        text=plain_text(html),
        links=extract_links(html),
        reply_to=reply_to,
        editing=editing,
        facts=facts,
        policy=get_effective_policy(thread, site=CommentSettings.current()),
        is_recognized=is_recognized(visitor=facts.visitor, commenter=commenter),
    )


def extract_links(html: str) -> list[str]:
    """Return the URLs that a comment's sanitized HTML links to, in text order."""
    return [html_entities.unescape(href) for href in _HREF.findall(html)]


def compute_digest(body: str) -> str:
    """Return a hash of the text as typed, for recognizing repeated submissions."""
    return hashlib.sha256(body.encode()).hexdigest()


def _is_valid_target(comment: Comment, thread: Thread) -> bool:
    return comment.thread_id == thread.pk and can_reply_to(comment)


def _store(
    submission: Submission, verdict: Verdict, targets: Sequence[Comment]
) -> SubmissionResult:
    accepted = verdict.outcome in {Outcome.PUBLISH, Outcome.HOLD}
    with transaction.atomic():
        # Concurrent submissions by the same commenter wait here.
        lock_commenter(submission.commenter.pk)
        if earlier := _find_resubmitted(submission, verdict, accepted=accepted):
            return earlier
        verdict = (accepted and recheck_rate_limits(submission)) or verdict
        if _is_discarded(verdict):
            return SubmissionResult(None, verdict)
        comment = _build_comment(submission, verdict)
        is_published = verdict.outcome is Outcome.PUBLISH
        # References in the text are resolved on publication; the reply targets are already known.
        references = (
            assign_position(comment=comment, replies=targets)
            if is_published
            else build_reply_references(comment, targets)
        )
        comment.save(force_insert=True)
        store_minhash(comment)
        Reference.objects.bulk_create(references)
        if is_published:
            update_counters(thread=submission.thread, numbered=1, published=1)
            announce_comment(comment)
        comment_screened.send(Comment, comment=comment, verdict=verdict)
    return SubmissionResult(comment, verdict)


def _is_discarded(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.REJECT and not verdict.is_stored


def _build_comment(submission: Submission, verdict: Verdict) -> Comment:
    return Comment(
        thread=submission.thread,
        commenter=submission.commenter,
        parent=submission.reply_to,
        status=_STATUS[verdict.outcome],
        reason_code=verdict.reason_code,
        author_name=submission.commenter.name,
        author_url=submission.commenter.url,
        author_role=_get_role(submission) or "",
        source=submission.body,
        html=submission.html,
        text=submission.text,
        language=detect_language(submission.text),
        digest=compute_digest(submission.body),
        form_key=_hash_form_key(submission.facts),
        is_vouched=submission.is_recognized,
        ip_address=submission.facts.ip_address,
        network=get_first_address(get_wide_network(submission.facts.ip_address)),
        user_agent=submission.facts.user_agent[:_USER_AGENT_LENGTH],
    )


def _get_role(submission: Submission) -> Comment.AuthorRole | None:
    user = submission.facts.visitor.user
    is_account = user is not None and user.pk == submission.commenter.user_id
    return get_author_role(user, submission.thread) if is_account else None


def _find_resubmitted(
    submission: Submission, verdict: Verdict, *, accepted: bool
) -> SubmissionResult | None:
    """Return the result for a comment posted with the same text moments ago, if any.

    accepted: Whether the screeners accept the text now. If so, an earlier comment that was rejected
        by a screener (and not by a moderator) is ignored so that the text can be sent again, for
        example after a ban is lifted.

    Only the sender of a comment may edit it or see that it was rejected. A matching text and email
    address don't prove that: the text is public, and an address can be guessed. Without scripts,
    the second half of a double click can't prove it either, but still doesn't repeat the comment.
    """
    same = Comment.objects.filter(
        thread=submission.thread,
        commenter=submission.commenter,
        digest=compute_digest(submission.body),
        submitted_at__gte=timezone.now() - RESUBMISSION_WINDOW,
    ).exclude(status=Comment.Status.WITHDRAWN)
    if accepted:
        same = same.exclude(status__in=[Comment.Status.REJECTED, Comment.Status.SPAM], version=0)
    found = list(same.select_related("commenter").newest_first())
    for comment in found:
        if _is_sender(submission, comment):
            return _repeat_result(comment, verdict)
    for comment in found:
        if _looks_like_sender(submission.facts, comment):
            return replace(_repeat_result(comment, verdict), is_own=False)
    return None


def _is_sender(submission: Submission, comment: Comment) -> bool:
    facts = submission.facts
    if is_own(facts.visitor, comment):
        return True
    return bool(facts.form_key) and comment.form_key == _hash_form_key(facts)


def _looks_like_sender(facts: RequestFacts, comment: Comment) -> bool:
    """Check whether the comment may be the first half of a double click without scripts."""
    if comment.form_key or facts.form_key or comment.status not in _VISIBLE_TO_SENDER:
        return False
    sender = (facts.ip_address, facts.user_agent[:_USER_AGENT_LENGTH])
    return bool(facts.ip_address) and sender == (comment.ip_address, comment.user_agent)


def _hash_form_key(facts: RequestFacts) -> str:
    return hashlib.sha256(facts.form_key.encode()).hexdigest() if facts.form_key else ""


def _repeat_result(earlier: Comment, verdict: Verdict) -> SubmissionResult:
    outcome = _OUTCOMES.get(Comment.Status(earlier.status), Outcome.REJECT)
    # A moderator's decision takes precedence over what the screeners say now.
    was_rejected = earlier.version and outcome in {Outcome.REJECT, Outcome.SPAM}
    if outcome is not verdict.outcome or was_rejected:
        verdict = Verdict(outcome, earlier.reason_code or ReasonCode.MODERATOR_DECISION)
    return SubmissionResult(earlier, verdict, created=False)
