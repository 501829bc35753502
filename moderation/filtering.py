"""The spam filter of the site, as this process holds it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from django.db.models import Count, Max

from moderation.models import SpamLesson, SpamTraining
from moderation.spam.explaining import Judgement, judge
from moderation.spam.model import Model
from moderation.spam.training import untaught
from moderation.spam.vectors import Sample


@dataclass(slots=True)
class _Held:
    """A training’s model and the pending lessons that pull in it, by their keys."""

    training: int | None
    model: Model
    pulling: dict[int, SpamLesson] = field(default_factory=dict)
    seen: tuple[int, int | None] = (0, None)


_held: _Held | None = None
# The model is changed in place, and other threads of this process read it.
_one_at_a_time = Lock()


def text_of(text: str, links: Sequence[str]) -> str:
    """Return what the filter reads of a comment: its text, and the links that don’t stand in it."""
    hidden = [link for link in links if link not in text]
    return "\n".join([text, *hidden])


def judged(text: str) -> Judgement:
    """Judge a comment by all that any process has learned. Two queries, more when that is new.

    Must not run in a transaction that teaches: a lesson that is never committed would stay.
    """
    training = SpamTraining.objects.values_list("pk", flat=True).first()
    pending = SpamLesson.objects.pending().aggregate(count=Count("pk"), newest=Max("pk"))
    seen = (pending["count"], pending["newest"])
    with _one_at_a_time:
        held = _held if _held and _held.training == training else _load(training)
        if held.seen != seen:
            _catch_up(held)
            held.seen = seen
        return judge(held.model, text)


def force_of(text: str, *, spam: bool) -> float:
    """Return how hard a comment would pull in the model as this process knows it.

    A process that is behind others finds somewhat too much, which the next training puts right.
    """
    with _one_at_a_time:
        held = _held or _load(SpamTraining.objects.values_list("pk", flat=True).first())
        return held.model.force_of(Sample.of(text), spam=spam)


def catch_up() -> None:
    """Learn what was committed, for whoever teaches next in this process."""
    judged("")


def forget() -> None:
    """Let this process begin anew, as if it had just been started."""
    global _held  # noqa: PLW0603 - what a process holds
    _held = None


def _load(training: int | None) -> _Held:
    """Hold a training’s model; where another has just taken its place, the site’s first one."""
    global _held  # noqa: PLW0603 - what a process holds
    row = SpamTraining.objects.filter(pk=training).first() if training else None
    if row is None:
        _held = _Held(None, Model.load(untaught()))
    else:
        _held = _Held(row.pk, Model.load(bytes(row.dumped)))
    return _held


def _catch_up(held: _Held) -> None:
    """Let all pending lessons pull, and no others: some may have gone with their comments."""
    pending = set(SpamLesson.objects.pending().values_list("pk", flat=True))
    _pull(held, [held.pulling.pop(pk) for pk in held.pulling.keys() - pending], back=True)
    new = SpamLesson.objects.filter(pk__in=pending - held.pulling.keys())
    fresh = {lesson.pk: lesson for lesson in new}
    _pull(held, fresh.values())
    held.pulling |= fresh


def _pull(held: _Held, lessons: Iterable[SpamLesson], *, back: bool = False) -> None:
    for lesson in lessons:
        held.model.pull(
            Sample.of(lesson.text),
            spam=lesson.is_spam,
            force=lesson.force,
            let_go=lesson.let_go != back,
        )
