"""Train the filter on the stored examples."""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max

from comments.models import Comment
from comments.submission.services import extract_links
from spamfilter.engine.training import Example, is_training_due, train
from spamfilter.engine.vectors import HashedFeatures
from spamfilter.model_cache import build_filter_text
from spamfilter.models import TrainedModel, TrainingExample

# The filter is trained on the latest examples only. This bounds the cost of training, and spam
# from years ago says little about today's.
MAX_EXAMPLES = 4_000
_BATCH_SIZE = 500


def train_model() -> TrainedModel | None:
    """Train on the latest ``MAX_EXAMPLES`` examples and replace the stored model.

    Examples added in the meantime stay pending. Return None if another process has stored a model
    since this training run started.
    """
    previous = TrainedModel.objects.first()
    newest = TrainingExample.objects.aggregate(newest=Max("pk"))["newest"] or 0
    current = TrainingExample.objects.current().filter(pk__lte=newest).order_by("-pk")
    examples = list(current[:MAX_EXAMPLES])
    result = train(
        Example(HashedFeatures.from_text(example.text), example.is_spam) for example in examples
    )
    for example, alpha in zip(examples, result.alphas, strict=True):
        example.alpha = alpha
    try:
        with transaction.atomic():
            # Two concurrent runs use the same key, so that the second one fails.
            trained = TrainedModel.objects.create(
                pk=previous.pk + 1 if previous else 1,
                dumped=result.model.dump(),
                example_count=len(examples),
            )
            _save_examples(examples, trained, newest)
    except IntegrityError:
        return None
    return trained


def train_model_if_due() -> TrainedModel | None:
    """Train if there are enough new examples.

    A burst of moderation decisions may enqueue several training runs, but only one stores a model.
    """
    return train_model() if is_training_pending() else None


def retrain_model(labels: Iterable[tuple[Comment, bool]]) -> TrainedModel | None:
    """Replace all examples with the given (comment, is spam) pairs, oldest first, and train.

    Return None if another process has stored a model since this training run started.
    """
    with transaction.atomic():
        TrainingExample.objects.all().delete()
        TrainingExample.objects.bulk_create(
            (
                TrainingExample(
                    comment=comment, is_spam=is_spam, text=build_text(comment), alpha=0.0
                )
                for comment, is_spam in labels
            ),
            batch_size=_BATCH_SIZE,
        )
    return train_model()


def is_training_pending() -> bool:
    """Check whether enough examples have been added since the last training run."""
    trained = TrainedModel.objects.first()
    new = TrainingExample.objects.pending().count()
    return is_training_due(new=new, trained=trained.example_count if trained else 0)


def build_text(comment: Comment) -> str:
    """Return a stored comment's text and hidden link URLs, as input for the filter."""
    return build_filter_text(
        comment.text, extract_links(comment.html), author_name=comment.author_name
    )


def _save_examples(examples: Sequence[TrainingExample], trained: TrainedModel, newest: int) -> None:
    """Save the new alphas, and delete replaced, unlearned, and outdated examples."""
    for example in examples:
        example.trained_model = trained
    TrainingExample.objects.bulk_update(
        examples, ["alpha", "trained_model"], batch_size=_BATCH_SIZE
    )
    TrainingExample.objects.filter(pk__lte=newest).exclude(trained_model=trained).delete()
    TrainedModel.objects.exclude(pk=trained.pk).delete()
