"""The current model, cached in each process and kept up to date with the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from django.db.models import Count, Max

from spamfilter.engine.explanation import Explanation, explain
from spamfilter.engine.features import add_author
from spamfilter.engine.model import SpamModel
from spamfilter.engine.training import dump_seed_model
from spamfilter.engine.vectors import HashedFeatures
from spamfilter.models import TrainedModel, TrainingExample


@dataclass(slots=True)
class _CachedModel:
    """A trained model that also includes the examples added since it was trained.

    ``applied`` holds these pending examples by primary key. ``version`` is their count and newest
    primary key in the database at the last refresh.
    """

    trained_model_id: int | None
    model: SpamModel
    applied: dict[int, TrainingExample] = field(default_factory=dict)
    version: tuple[int, int | None] = (0, None)


_cached: _CachedModel | None = None
# The model is updated in place while other threads of the process read it.
_lock = Lock()


def build_filter_text(text: str, links: Sequence[str], *, author_name: str) -> str:
    """Return a comment's text, the link URLs that it doesn't show, and a mark for the author."""
    hidden = [link for link in links if link not in text]
    return add_author("\n".join([text, *hidden]), author_name)


def classify_text(text: str) -> Explanation:
    """Score ``text`` with the current model, including what other processes have learned.

    This takes two queries, and more if there are new examples. Don't call this in a transaction
    that adds examples: if it rolled back, the cached model would still contain them.
    """
    newest_model = TrainedModel.objects.values_list("pk", flat=True).first()
    pending = TrainingExample.objects.pending().aggregate(count=Count("pk"), newest=Max("pk"))
    version = (pending["count"], pending["newest"])
    with _lock:
        is_current = _cached and _cached.trained_model_id == newest_model
        cached = _cached if _cached and is_current else _load(newest_model)
        if cached.version != version:
            _apply_pending(cached)
            cached.version = version
        return explain(cached.model, text)


def compute_alpha(text: str, *, is_spam: bool) -> float:
    """Return the alpha that a new example would get from the cached model.

    The cached model may be slightly outdated. In that case, the alpha is slightly too large until
    the model is retrained.
    """
    with _lock:
        newest_model = TrainedModel.objects.values_list("pk", flat=True)
        cached = _cached or _load(newest_model.first())
        return cached.model.compute_alpha(HashedFeatures.from_text(text), is_spam=is_spam)


def refresh_model() -> None:
    """Apply committed examples now, so that the next ``compute_alpha`` takes them into account."""
    classify_text("")


def clear_model() -> None:
    """Drop the cached model, as if the process had just started."""
    global _cached  # noqa: PLW0603 - a cache of the process
    _cached = None


def _load(pk: int | None) -> _CachedModel:
    """Load the trained model ``pk``.

    Fall back to the seed model if ``pk`` is None or the row has been deleted since.
    """
    global _cached  # noqa: PLW0603 - a cache of the process
    row = TrainedModel.objects.filter(pk=pk).first() if pk else None
    if row is None:
        _cached = _CachedModel(None, SpamModel.load(dump_seed_model()))
    else:
        _cached = _CachedModel(row.pk, SpamModel.load(bytes(row.dumped)))
    return _cached


def _apply_pending(cached: _CachedModel) -> None:
    """Apply new pending examples, and revert examples that were deleted with their comments."""
    pending = set(TrainingExample.objects.pending().values_list("pk", flat=True))
    deleted = [cached.applied.pop(pk) for pk in cached.applied.keys() - pending]
    _apply(cached.model, deleted, revert=True)
    rows = TrainingExample.objects.filter(pk__in=pending - cached.applied.keys())
    new = {example.pk: example for example in rows}
    _apply(cached.model, new.values())
    cached.applied |= new


def _apply(model: SpamModel, examples: Iterable[TrainingExample], *, revert: bool = False) -> None:
    for example in examples:
        change = model.update if example.unlearns == revert else model.unlearn
        features = HashedFeatures.from_text(example.text)
        change(features, is_spam=example.is_spam, alpha=example.alpha)
