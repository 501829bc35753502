"""Learn from comments one at a time."""

from django.db import transaction

from comments.models import Comment
from spamfilter import model_cache, tasks
from spamfilter.models import TrainingExample
from spamfilter.services.training import build_text, is_training_pending


def set_label(*, comment: Comment, is_spam: bool | None) -> TrainingExample | None:
    """Learn that a comment is spam or ham. If ``is_spam`` is None, unlearn the comment.

    Call this in the moderation decision's transaction. All processes use the new example as
    soon as that transaction commits. The filter is then retrained if there are enough new examples.

    Return the new row, or None if the comment already has this label.
    """
    known = TrainingExample.objects.filter(comment=comment).first()
    label = known.is_spam if known and not known.unlearns else None
    if label == is_spam:
        return None
    example = None
    if known and not known.unlearns:
        example = _unlearn(known)
    if is_spam is not None:
        example = _learn(comment, is_spam=is_spam)
    transaction.on_commit(_refresh_and_train, robust=True)
    return example


def _learn(comment: Comment, *, is_spam: bool) -> TrainingExample:
    text = build_text(comment)
    alpha = model_cache.compute_alpha(text, is_spam=is_spam)
    return TrainingExample.objects.create(comment=comment, is_spam=is_spam, text=text, alpha=alpha)


def _unlearn(known: TrainingExample) -> TrainingExample:
    return TrainingExample.objects.create(
        comment_id=known.comment_id,
        is_spam=known.is_spam,
        unlearns=True,
        text=known.text,
        alpha=known.alpha,
    )


def _refresh_and_train() -> None:
    model_cache.refresh_model()
    if is_training_pending():
        tasks.train_spam_filter.enqueue()
