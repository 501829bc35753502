"""Whether the same has been said before, anywhere on the site and by whomever."""

from comments.likeness import resemblance, shared_passages, sketch_of, unpacked
from comments.models import Comment, Sketch
from comments.models.sketch import LOOKED_AT
from comments.policies import decides_here
from comments.reasons import Reason
from comments.screening import BaseScreener, Outcome, Submission, Verdict

# As much alike as a text of fifty words of which six were changed. Whoever quotes a comment
# without a sign of it and adds as much of their own stays well below.
ALIKE = 0.7
# Of the many that an advertiser sends, so many are looked at.
_MOST = 5


class Duplicates(BaseScreener):
    """Much the same as a comment of the last days is read first, in whichever thread it stands."""

    name = "duplicates"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold what is much like an earlier comment. One query, and one more where one is found."""
        sketch = sketch_of(submission.text)
        if not sketch:
            return None
        likeness = _likeness(sketch, editing=submission.editing)
        if not likeness or decides_here(submission.facts.user, submission.thread):
            return None
        earlier = _that_count(likeness, submission)
        if earlier is None:
            return None
        return self.verdict(
            Outcome.HOLD,
            Reason.DUPLICATE,
            like=earlier.pk,
            by=earlier.author_name,
            alike=f"{likeness[earlier.pk]:.0%}",
            marks=shared_passages(submission.text, earlier.text),
        )


def _likeness(sketch: frozenset[int], *, editing: Comment | None) -> dict[int, float]:
    """Return the comments that are most alike, with how much they are."""
    newest = Sketch.objects.order_by("-pk").values_list("pk", "hashes")[:LOOKED_AT]
    alike = {
        pk: degree
        for pk, hashes in newest
        if (degree := resemblance(sketch, unpacked(hashes))) >= ALIKE
        if editing is None or pk != editing.pk
    }
    return dict(sorted(alike.items(), key=lambda one: -one[1])[:_MOST])


def _that_count(likeness: dict[int, float], submission: Submission) -> Comment | None:
    """Return the most similar comment, but none that its author took back or had refused."""
    again = {Comment.Status.WITHDRAWN, Comment.Status.REJECTED}
    found = [
        comment
        for comment in Comment.objects.filter(pk__in=likeness)
        if comment.commenter_id != submission.commenter.pk or comment.status not in again
    ]
    return max(found, key=lambda comment: likeness[comment.pk], default=None)
