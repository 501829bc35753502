"""Teaching the spam filter: from each decision, and from all of them again."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from comments.models import Comment
from comments.submission.services import extract_links
from moderation import filtering, tasks
from moderation.filtering import text_of
from moderation.models import Decision, SpamLesson, SpamTraining
from moderation.spam.training import Lesson, is_due, train
from moderation.spam.vectors import Sample

Action = Decision.Action

# What a person’s decision says of a comment. Rejecting and removing say nothing: there are other
# reasons. What a machine decided teaches nothing, or the filter would believe itself.
TAUGHT_BY = {
    Action.SPAM: True,
    Action.APPROVE: False,
    Action.RESTORE: False,
    Action.KEEP: False,
}
# The filter remembers so many comments, the latest. It bounds what training costs, and what spam
# was like years ago says little.
MEMORY = 4_000
_BATCH = 500


def learn_from(*, decision: Decision) -> SpamLesson | None:
    """Teach the filter what a decision says of its comment, in the decision’s transaction.

    Every process judges by it as soon as it is committed. An undoing takes back what the undone
    decision taught; where a machine’s is undone, the comment is as good as approved.
    """
    if decision.comment is None or decision.actor_id is None:
        return None
    if decision.action not in {*TAUGHT_BY, Action.UNDO}:
        return None
    lesson = _teach(decision.comment, spam=_told_by(decision))
    if lesson:
        transaction.on_commit(_after_lesson, robust=True)
    return lesson


def train_filter() -> SpamTraining | None:
    """Train the filter on the latest lessons; nothing where another process was faster.

    What is learned meanwhile is pending when this is done, and lost in no case.
    """
    before = SpamTraining.objects.first()
    newest = SpamLesson.objects.aggregate(newest=Max("pk"))["newest"] or 0
    lessons = list(SpamLesson.objects.in_force().filter(pk__lte=newest).order_by("-pk")[:MEMORY])
    trained = train(Lesson(Sample.of(lesson.text), lesson.is_spam) for lesson in lessons)
    for lesson, force in zip(lessons, trained.forces, strict=True):
        lesson.force = force
    try:
        with transaction.atomic():
            # The key is the next one: of two who train at once, one finds it taken.
            training = SpamTraining.objects.create(
                pk=before.pk + 1 if before else 1,
                dumped=trained.model.dump(),
                lessons=len(lessons),
            )
            _keep(lessons, training, newest)
    except IntegrityError:
        return None
    return training


def train_filter_if_due() -> SpamTraining | None:
    """Train the filter if enough is new: of many decisions at once, each has asked for it."""
    return train_filter() if _is_due() else None


def retrain_filter() -> SpamTraining | None:
    """Teach the filter anew from what the decisions say, as far back as it remembers."""
    with transaction.atomic():
        SpamLesson.objects.all().delete()
        SpamLesson.objects.bulk_create(_lessons_of_decisions(), batch_size=_BATCH)
    return train_filter()


def _told_by(decision: Decision) -> bool | None:
    """Return whether a decision says that its comment is spam; nothing where it doesn’t say."""
    if decision.action != Action.UNDO:
        return TAUGHT_BY[Action(decision.action)]
    undone = decision.undoes
    if undone and undone.actor_id is None and decision.after == Comment.Status.PUBLISHED:
        return False
    standing = _teaching().filter(comment=decision.comment).first()
    return TAUGHT_BY[Action(standing.action)] if standing else None


def _teaching() -> QuerySet[Decision]:
    """Return the decisions that stand and say something, the latest first."""
    said = Decision.objects.filter(action__in=TAUGHT_BY, actor__isnull=False, undone_by=None)
    return said.exclude(comment=None).order_by("-pk")


def _teach(comment: Comment, *, spam: bool | None) -> SpamLesson | None:
    """Write down what is to be believed of a comment, if that is new; nothing takes it back."""
    known = SpamLesson.objects.filter(comment=comment).first()
    believed = known.is_spam if known and not known.let_go else None
    if believed == spam:
        return None
    if known and not known.let_go:
        known = _let_go(known)
    return known if spam is None else _lesson(comment, spam=spam)


def _let_go(known: SpamLesson) -> SpamLesson:
    return SpamLesson.objects.create(
        comment_id=known.comment_id,
        is_spam=known.is_spam,
        let_go=True,
        text=known.text,
        force=known.force,
    )


def _after_lesson() -> None:
    """Let this process know what it taught, and have the filter trained when it is time."""
    filtering.catch_up()
    if _is_due():
        tasks.train_spam_filter.enqueue()


def _is_due() -> bool:
    training = SpamTraining.objects.first()
    new = SpamLesson.objects.pending().count()
    return is_due(new=new, trained=training.lessons if training else 0)


def _lesson(comment: Comment, *, spam: bool) -> SpamLesson:
    text = text_of(comment.text, extract_links(comment.html))
    force = filtering.force_of(text, spam=spam)
    return SpamLesson.objects.create(comment=comment, is_spam=spam, text=text, force=force)


def _keep(lessons: Sequence[SpamLesson], training: SpamTraining, newest: int) -> None:
    """Write the forces down; let go of what was replaced, taken back or is too long ago."""
    for lesson in lessons:
        lesson.training = training
    SpamLesson.objects.bulk_update(lessons, ["force", "training"], batch_size=_BATCH)
    SpamLesson.objects.filter(pk__lte=newest).exclude(training=training).delete()
    SpamTraining.objects.exclude(pk=training.pk).delete()


def _lessons_of_decisions() -> Sequence[SpamLesson]:
    """Return a lesson for each comment that was decided about, the latest last."""
    lessons: dict[int, SpamLesson] = {}
    for decision in _teaching().select_related("comment").iterator(chunk_size=_BATCH):
        comment = decision.comment
        if comment is None or comment.pk in lessons:
            continue
        text = text_of(comment.text, extract_links(comment.html))
        spam = TAUGHT_BY[Action(decision.action)]
        lessons[comment.pk] = SpamLesson(comment=comment, is_spam=spam, text=text, force=0.0)
        if len(lessons) == MEMORY:
            break
    return list(reversed(lessons.values()))
