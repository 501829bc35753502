"""Processes that learn and train concurrently lose nothing."""

from functools import partial

import pytest

from accounts.models import User
from comments.models import Comment, Thread
from comments.submission.services import submit_comment
from comments.visitors.services.commenters import get_or_create_guest
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from spamfilter import model_cache
from spamfilter.models import TrainedModel, TrainingExample
from spamfilter.services.training import train_model
from tests.concurrency import run_concurrently

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def submit_held_comments(thread: Thread, count: int) -> list[Comment]:
    found = []
    for n in range(count):
        nia = get_or_create_guest(name=f"Nia {n}", email=f"nia{n}@example.org")
        comment = submit_comment(thread=thread, commenter=nia, body=f"Herring {n}").comment
        assert comment is not None
        found.append(comment)
    return found


def decide_on(moderator: User, comment: Comment, action: Decision.Action) -> Decision:
    """Decide about a new comment."""
    return decide(moderator=moderator, item=comment, action=action, expected_version=0)


def test_two_moderators_can_decide_at_once(thread: Thread, mo: User, ed: User) -> None:
    spam, ham, later = submit_held_comments(thread, 3)
    results = run_concurrently(
        partial(decide_on, mo, spam, Decision.Action.SPAM),
        partial(decide_on, ed, ham, Decision.Action.APPROVE),
    )
    assert [type(result) for result in results] == [Decision, Decision]
    cached = model_cache.classify_text(later.text).score
    model_cache.clear_model()
    assert model_cache.classify_text(later.text).score == cached
    assert TrainingExample.objects.current().count() == 2


def test_examples_learned_during_a_training_are_kept(thread: Thread, mo: User) -> None:
    first, *others = submit_held_comments(thread, 4)
    decide_on(mo, first, Decision.Action.SPAM)
    run_concurrently(
        train_model,
        train_model,
        *(partial(decide_on, mo, comment, Decision.Action.SPAM) for comment in others),
    )
    assert TrainedModel.objects.count() == 1
    assert TrainingExample.objects.current().count() == 4
    train_model()
    assert TrainedModel.objects.get().example_count == 4
    assert not TrainingExample.objects.pending().exists()
