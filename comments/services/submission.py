"""The way of a comment from a form into its thread."""

import datetime as dt
import hashlib
import html as html_entities
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from comments.models import Comment, Commenter, CommentSettings, Reference, Thread
from comments.modes import terms_of
from comments.policies import can_be_answered, is_own
from comments.reasons import Reason
from comments.screening import (
    Outcome,
    RequestFacts,
    Submission,
    Verdict,
    screen,
    screen_again,
)
from comments.services.commenters import lock_commenter
from comments.services.placing import make_replies, place
from comments.services.sketching import keep_sketch
from comments.services.threads import count_changes
from comments.signals import comment_screened, message_acknowledged
from comments.subscriptions.services.announcements import announce_comment
from core.client_networks import get_neighborhood
from core.language_detection import detect_language
from core.sanitizing.comments import render_comment
from core.sanitizing.plain_text import plain_text

# The same words of the same commenter in the same thread within this time are one comment, if they
# come from one place: a double click, or a browser that sends again after a lost connection.
SAME_COMMENT_WITHIN = dt.timedelta(minutes=10)
_USER_AGENT_LENGTH = Comment._meta.get_field("user_agent").max_length

_STATUS = {
    Outcome.PUBLISH: Comment.Status.PUBLISHED,
    Outcome.HOLD: Comment.Status.HELD,
    Outcome.REJECT: Comment.Status.REJECTED,
    Outcome.SPAM: Comment.Status.SPAM,
}
# Our own sanitiser writes every link like this.
_HREF = re.compile(r'<a\s[^>]*?href="([^"]*)"')


class NotAnswerable(ValueError):
    """Comments that were to be answered are not there, or can no longer be read: ``numbers``."""

    def __init__(self, numbers: Iterable[int | None]) -> None:
        self.numbers = sorted(number for number in numbers if number is not None)
        super().__init__(f"Comments {self.numbers} can't be answered")


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a submission.

    ``comment`` is missing only where the verdict says that nothing is kept. ``created`` is false
    where the same visitor had sent the same before; the verdict is then the first one's status.
    """

    comment: Comment | None
    verdict: Verdict
    created: bool = True


def submit_comment(
    *,
    thread: Thread,
    commenter: Commenter,
    body: str,
    reply_to: Comment | None = None,
    also: Sequence[Comment] = (),
    request_facts: RequestFacts | None = None,
) -> Submitted:
    """Screen what a commenter wrote and store it with its verdict.

    ``body`` is the text as typed, with controls and odd line ends already cleaned away. The thread
    comes with its article. The comment stands under ``reply_to`` and answers those of ``also``
    too. Raises ``NotAnswerable`` when one of them may not be answered here.
    """
    facts = request_facts or RequestFacts()
    if facts.acknowledged:
        message_acknowledged.send(Commenter, commenter=commenter, token=facts.acknowledged)
    replies = ([reply_to] if reply_to else []) + [one for one in also if one != reply_to]
    if lost := [one.number for one in replies if not _is_answerable(one, thread)]:
        raise NotAnswerable(lost)
    submission = submission_of(
        thread=thread,
        commenter=commenter,
        body=body,
        reply_to=replies[0] if replies else None,
        facts=facts,
    )
    verdict = screen(submission)
    if _is_given_back(verdict):
        # A double click isn't told that its second half came too soon.
        earlier = _same_before(submission, taken=True)
        return _as_before(earlier, verdict) if earlier else Submitted(None, verdict)
    return _store(submission, verdict, replies)


def submission_of(
    *,
    thread: Thread,
    commenter: Commenter,
    body: str,
    facts: RequestFacts,
    reply_to: Comment | None = None,
    editing: Comment | None = None,
) -> Submission:
    """Return what screeners look at: the text as typed, as it will be shown, and its links."""
    html = render_comment(body)
    return Submission(
        thread=thread,
        commenter=commenter,
        body=body,
        html=html,
        text=plain_text(html),
        links=links_of(html),
        reply_to=reply_to,
        editing=editing,
        facts=facts,
        terms=terms_of(thread, site=CommentSettings.current()),
    )


def links_of(html: str) -> list[str]:
    """Return the addresses of the links in a comment's HTML, in order."""
    return [html_entities.unescape(href) for href in _HREF.findall(html)]


def digest_of(body: str) -> str:
    """Return what tells whether two texts are the same, to the letter."""
    return hashlib.sha256(body.encode()).hexdigest()


def _is_answerable(comment: Comment, thread: Thread) -> bool:
    return comment.thread_id == thread.pk and can_be_answered(comment)


def _store(submission: Submission, verdict: Verdict, replies: Sequence[Comment]) -> Submitted:
    taken = verdict.outcome in {Outcome.PUBLISH, Outcome.HOLD}
    with transaction.atomic():
        # Two submissions may both have come this far; the second waits here.
        lock_commenter(submission.commenter.pk)
        if earlier := _same_before(submission, taken=taken):
            return _as_before(earlier, verdict)
        verdict = (taken and screen_again(submission)) or verdict
        if _is_given_back(verdict):
            return Submitted(None, verdict)
        comment = _comment(submission, verdict)
        published = verdict.outcome is Outcome.PUBLISH
        # What the text says is read when it is published; whom it answers is known at once.
        references = (
            place(comment=comment, replies=replies) if published else make_replies(comment, replies)
        )
        comment.save(force_insert=True)
        keep_sketch(comment)
        Reference.objects.bulk_create(references)
        if published:
            count_changes(thread=submission.thread, numbered=1, published=1)
            announce_comment(comment)
        comment_screened.send(Comment, comment=comment, verdict=verdict)
    return Submitted(comment, verdict)


def _is_given_back(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.REJECT and not verdict.kept


def _comment(submission: Submission, verdict: Verdict) -> Comment:
    return Comment(
        thread=submission.thread,
        commenter=submission.commenter,
        parent=submission.reply_to,
        status=_STATUS[verdict.outcome],
        reason=verdict.reason,
        author_name=submission.commenter.name,
        author_url=submission.commenter.url,
        source=submission.body,
        html=submission.html,
        text=submission.text,
        language=detect_language(submission.text),
        digest=digest_of(submission.body),
        ip_address=submission.facts.ip_address,
        network=get_neighborhood(submission.facts.ip_address),
        user_agent=submission.facts.user_agent[:_USER_AGENT_LENGTH],
    )


def _same_before(submission: Submission, *, taken: bool) -> Comment | None:
    """Return the same comment of a moment ago; with ``taken``, only one that wasn’t refused.

    Only one that this visitor sent: whoever gets it may change it. Its text stands on the page,
    and an e-mail address can be guessed, so that to send them again proves nothing.
    """
    same = Comment.objects.filter(
        thread=submission.thread,
        commenter=submission.commenter,
        digest=digest_of(submission.body),
        submitted_at__gte=timezone.now() - SAME_COMMENT_WITHIN,
    ).exclude(status=Comment.Status.WITHDRAWN)
    if taken:
        # What only a screener refused may come again once that is over, as when a ban is lifted.
        same = same.exclude(status__in=[Comment.Status.REJECTED, Comment.Status.SPAM], version=0)
    found = same.select_related("commenter").newest_first()
    return next((one for one in found if _has_sent(submission.facts, one)), None)


def _has_sent(facts: RequestFacts, comment: Comment) -> bool:
    if is_own(facts.author, comment):
        return True
    # The second half of a double click has no cookie yet. An unknown address is everybody's.
    sender = (facts.ip_address, facts.user_agent[:_USER_AGENT_LENGTH])
    return bool(facts.ip_address) and sender == (comment.ip_address, comment.user_agent)


def _as_before(earlier: Comment, verdict: Verdict) -> Submitted:
    outcome = {status: outcome for outcome, status in _STATUS.items()}.get(
        Comment.Status(earlier.status), Outcome.REJECT
    )
    # Whoever was decided against is told so, whatever a screener says by now.
    refused_since = earlier.version and outcome in {Outcome.REJECT, Outcome.SPAM}
    if outcome is not verdict.outcome or refused_since:
        verdict = Verdict(outcome, earlier.reason or Reason.DECIDED)
    return Submitted(earlier, verdict, created=False)
