from comments.models import Comment, MinHash
from comments.models.minhash import COMPARED_COMMENTS
from comments.policies import can_moderate_thread
from comments.submission.near_duplicates.minhash import (
    compute_minhash,
    estimate_resemblance,
    find_shared_passages,
    unpack_hashes,
)
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict

# The similarity of a fifty-word text with six words changed. An unmarked quotation followed by a
# reply of the same length is well below this.
MIN_RESEMBLANCE = 0.7
# An advertiser may have sent many similar comments.
_MAX_CANDIDATES = 5


class NearDuplicates(BaseScreener):
    """Holds comments that are nearly identical to a recent comment in any thread."""

    name = "near-duplicates"

    def screen(self, submission: Submission) -> Verdict | None:
        """Compare the text with recent comments. One query, plus one if there are candidates."""
        hashes = compute_minhash(submission.text)
        if not hashes:
            return None
        candidates = _find_candidates(hashes, editing=submission.editing)
        if not candidates or can_moderate_thread(submission.facts.visitor.user, submission.thread):
            return None
        original = _choose_original(candidates, submission)
        if original is None:
            return None
        return self.verdict(
            Outcome.HOLD,
            ReasonCode.DUPLICATE,
            like=original.pk,
            by=original.author_name,
            alike=f"{candidates[original.pk]:.0%}",
            marks=find_shared_passages(submission.text, original.text),
        )


def _find_candidates(hashes: frozenset[int], *, editing: Comment | None) -> dict[int, float]:
    """Return the most similar recent comments as a mapping from ID to resemblance."""
    newest = MinHash.objects.order_by("-pk").values_list("pk", "hashes")[:COMPARED_COMMENTS]
    similar = {
        pk: resemblance
        for pk, stored in newest
        if (resemblance := estimate_resemblance(hashes, unpack_hashes(stored))) >= MIN_RESEMBLANCE
        if editing is None or pk != editing.pk
    }
    return dict(sorted(similar.items(), key=lambda candidate: -candidate[1])[:_MAX_CANDIDATES])


def _choose_original(candidates: dict[int, float], submission: Submission) -> Comment | None:
    """Return the most similar comment, ignoring the author's own deleted or rejected ones."""
    retryable = {Comment.Status.WITHDRAWN, Comment.Status.REJECTED}
    found = [
        comment
        for comment in Comment.objects.filter(pk__in=candidates)
        if comment.commenter_id != submission.commenter.pk or comment.status not in retryable
    ]
    return max(found, key=lambda comment: candidates[comment.pk], default=None)
