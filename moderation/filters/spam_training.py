"""Train the spam filter on moderators' decisions."""

from collections.abc import Sequence

from django.db.models import QuerySet

from comments.models import Comment
from moderation.models import Decision
from spamfilter.models import TrainedModel, TrainingExample
from spamfilter.services.learning import set_label
from spamfilter.services.training import MAX_EXAMPLES, retrain_model

Action = Decision.Action

# Whether a moderator's action labels the comment as spam. Rejecting and removing don't label
# it, because both can have other reasons. Neither do automatic decisions: the filter would learn
# from its own output.
IS_SPAM_BY_ACTION = {
    Action.SPAM: True,
    Action.APPROVE: False,
    Action.RESTORE: False,
    Action.KEEP: False,
}
_CHUNK_SIZE = 500


def train_on_decision(*, decision: Decision) -> TrainingExample | None:
    """Learn the label that a decision assigns to its comment. Runs in the decision's transaction.

    An undo restores the label from the previous decision. If undoing an automatic decision
    publishes the comment again, the comment is labeled as ham. Returns the new training example, or
    None if the label doesn't change.
    """
    if decision.comment is None or decision.actor_id is None:
        return None
    if decision.action not in {*IS_SPAM_BY_ACTION, Action.UNDO}:
        return None
    return set_label(comment=decision.comment, is_spam=_get_label(decision))


def retrain_from_decisions() -> TrainedModel | None:
    """Discard what the filter has learned and retrain it on the latest labeled comments.

    Returns None if another process is already training.
    """
    return retrain_model(_get_labeled_comments())


def _get_label(decision: Decision) -> bool | None:
    """Return whether a comment is spam after this decision, or None if no decision labels it."""
    if decision.action != Action.UNDO:
        return IS_SPAM_BY_ACTION[Action(decision.action)]
    undone = decision.undoes
    if undone and undone.actor_id is None and decision.after == Comment.Status.PUBLISHED:
        return False
    latest = _get_labeling_decisions().filter(comment=decision.comment).first()
    return IS_SPAM_BY_ACTION[Action(latest.action)] if latest else None


def _get_labeling_decisions() -> QuerySet[Decision]:
    """Return the decisions that label a comment and haven't been undone, newest first."""
    decisions = Decision.objects.filter(
        action__in=IS_SPAM_BY_ACTION, actor__isnull=False, undone_by=None
    )
    return decisions.exclude(comment=None).order_by("-pk")


def _get_labeled_comments() -> Sequence[tuple[Comment, bool]]:
    """Return the latest labeled comments with their labels, oldest first."""
    labels: dict[int, tuple[Comment, bool]] = {}
    decisions = _get_labeling_decisions().select_related("comment")
    for decision in decisions.iterator(chunk_size=_CHUNK_SIZE):
        comment = decision.comment
        if comment is None or comment.pk in labels:
            continue
        labels[comment.pk] = comment, IS_SPAM_BY_ACTION[Action(decision.action)]
        if len(labels) == MAX_EXAMPLES:
            break
    return list(reversed(labels.values()))
