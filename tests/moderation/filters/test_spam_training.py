"""The spam filter learns from each decision at once, in every process."""

import pytest
from django.core.management import call_command
from django.tasks import default_task_backend
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.decisions.services.decide import decide
from moderation.decisions.services.decision_log import log_decision
from moderation.decisions.services.undo import undo_decision
from moderation.filters.spam_training import train_on_decision
from moderation.models import Decision
from spamfilter import model_cache
from spamfilter.engine import training as engine_training
from spamfilter.models import TrainedModel, TrainingExample
from spamfilter.services import training
from spamfilter.services.training import train_model
from spamfilter.tasks import train_spam_filter
from tests.people import CreateComment

pytestmark = pytest.mark.slow

Action = Decision.Action

OFFER = "Grow your harbour: herring futures at bargain rates, ask Spike"


def decide_on(moderator: User, comment: Comment, action: Action) -> Decision:
    """Decide about the current version of a comment."""
    comment = Comment.objects.select_related("commenter").get(pk=comment.pk)
    return decide(
        moderator=moderator, item=comment, action=action, expected_version=comment.version
    )


def log_spam(moderator: User, comment: Comment) -> None:
    """Log a spam decision without changing the comment's status."""
    log_decision(action=Action.SPAM, comment=comment, commenter=comment.commenter, actor=moderator)


def count_enqueued_trainings() -> int:
    results = default_task_backend.results  # type: ignore[attr-defined]  # the test's backend
    return [result.task.name for result in results].count("train_spam_filter")


def score(text: str = OFFER) -> float:
    """Return the score in a process that has just started."""
    model_cache.clear_model()
    return model_cache.classify_text(text).score


@pytest.fixture
def offer(create_comment: CreateComment, spike: Commenter) -> Comment:
    """A held comment by Spike."""
    return create_comment(spike, OFFER)


def test_spam_is_learned_at_once(offer: Comment, mo: User) -> None:
    before = score()
    decide_on(mo, offer, Action.SPAM)
    assert score() > max(0.8, before)


def test_a_running_process_learns_too(offer: Comment, mo: User) -> None:
    before = model_cache.classify_text(OFFER).score
    decide_on(mo, offer, Action.SPAM)
    assert model_cache.classify_text(OFFER).score == score() > before


@pytest.mark.parametrize("action", [Action.APPROVE, Action.RESTORE])
def test_approved_comments_are_learned_as_ham(offer: Comment, mo: User, action: Action) -> None:
    before = score()
    decide_on(mo, offer, Action.APPROVE)
    if action == Action.RESTORE:
        decide_on(mo, offer, Action.REMOVE)
        decide_on(mo, offer, Action.RESTORE)
    assert score() < before
    assert TrainingExample.objects.get().is_spam is False


def test_rejected_comments_are_not_learned(offer: Comment, mo: User) -> None:
    decide_on(mo, offer, Action.REJECT)
    assert not TrainingExample.objects.exists()


def test_automatic_decisions_are_not_learned(offer: Comment) -> None:
    log_decision(action=Action.SPAM, comment=offer, commenter=offer.commenter, screener="honeypot")
    assert not TrainingExample.objects.exists()


def test_undoing_a_decision_unlearns(offer: Comment, mo: User) -> None:
    before = score()
    decision = decide_on(mo, offer, Action.SPAM)
    undo_decision(moderator=mo, decision=decision)
    assert score() == before
    assert not TrainingExample.objects.current().exists()


def test_undoing_restores_the_label_of_the_decision_before(offer: Comment, mo: User) -> None:
    decide_on(mo, offer, Action.APPROVE)
    approved = score()
    undo_decision(moderator=mo, decision=decide_on(mo, offer, Action.SPAM))
    assert TrainingExample.objects.current().get().is_spam is False
    assert score() == pytest.approx(approved, abs=0.05)


def test_undoing_an_automatic_decision_is_learned_as_ham(offer: Comment, mo: User) -> None:
    automatic = Decision.objects.get(comment=offer, actor=None)
    undo_decision(moderator=mo, decision=automatic)
    assert TrainingExample.objects.get().is_spam is False


def test_a_later_decision_replaces_the_label(offer: Comment, mo: User) -> None:
    before = score()
    decide_on(mo, offer, Action.SPAM)
    decide_on(mo, offer, Action.APPROVE)
    assert score() < before
    assert TrainingExample.objects.current().get().is_spam is False


def test_the_same_label_is_not_learned_twice(offer: Comment, mo: User) -> None:
    decision = decide_on(mo, offer, Action.SPAM)
    assert train_on_decision(decision=decision) is None
    assert TrainingExample.objects.count() == 1


def test_deleted_examples_are_unlearned(offer: Comment, mo: User) -> None:
    before = model_cache.classify_text(OFFER).score
    decide_on(mo, offer, Action.SPAM)
    model_cache.classify_text(OFFER)
    TrainingExample.objects.all().delete()
    assert model_cache.classify_text(OFFER).score == before


def test_training_keeps_what_was_learned(
    offer: Comment, mo: User, create_comment: CreateComment, nia: Commenter
) -> None:
    decide_on(mo, offer, Action.SPAM)
    decide_on(mo, create_comment(nia, "Ships again"), Action.APPROVE)
    trained = train_model()
    assert trained is not None
    assert trained.example_count == 2
    assert not TrainingExample.objects.pending().exists()
    assert score() > 0.8


def test_trained_examples_can_be_unlearned(offer: Comment, mo: User) -> None:
    before = score()
    decision = decide_on(mo, offer, Action.SPAM)
    train_model()
    undo_decision(moderator=mo, decision=decision)
    assert score() < 0.5
    train_model()
    assert score() == pytest.approx(before)
    assert not TrainingExample.objects.exists()


def test_training_is_enqueued_when_enough_is_new(
    offer: Comment,
    mo: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    monkeypatch.setattr(engine_training, "MIN_NEW_EXAMPLES", 2)
    with django_capture_on_commit_callbacks(execute=True):
        decision = decide_on(mo, offer, Action.SPAM)
    assert count_enqueued_trainings() == 0
    with django_capture_on_commit_callbacks(execute=True):
        undo_decision(moderator=mo, decision=decision)
    assert count_enqueued_trainings() == 1
    train_spam_filter.call()
    trained = TrainedModel.objects.get()
    train_spam_filter.call()
    assert TrainedModel.objects.get() == trained


def test_only_the_latest_examples_are_kept(
    create_comment: CreateComment, nia: Commenter, mo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "MAX_EXAMPLES", 2)
    for n in range(3):
        log_spam(mo, create_comment(nia, f"Remark {n}"))
    train_model()
    texts = [example.text.split("\n")[0] for example in TrainingExample.objects.order_by("pk")]
    assert texts == ["Remark 1", "Remark 2"]


def test_examples_do_not_contain_names(create_comment: CreateComment, nia: Commenter) -> None:
    assert nia.name not in training.build_text(create_comment(nia, "The harbor is closed."))


def test_retraining_reads_the_decisions(
    offer: Comment,
    mo: User,
    create_comment: CreateComment,
    nia: Commenter,
    capsys: pytest.CaptureFixture[str],
) -> None:
    decide_on(mo, offer, Action.SPAM)
    undone = decide_on(mo, create_comment(nia, "Ships again"), Action.SPAM)
    undo_decision(moderator=mo, decision=undone)
    TrainingExample.objects.all().delete()
    call_command("spam_filter", "retrain")
    assert TrainedModel.objects.get().example_count == 1
    assert score() > 0.8
    capsys.readouterr()
    call_command("spam_filter", "status")
    output = capsys.readouterr().out
    assert "80 %" in output
    assert "1 spam, 0 ham" in output


def test_the_number_of_queries_is_constant(
    offer: Comment,
    mo: User,
    create_comment: CreateComment,
    nia: Commenter,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    model_cache.classify_text(OFFER)
    with django_assert_num_queries(2):
        model_cache.classify_text(OFFER)
    for n in range(12):
        log_spam(mo, create_comment(nia, f"Remark {n}"))
    model_cache.classify_text(OFFER)
    with django_assert_num_queries(2):
        model_cache.classify_text(OFFER)


def test_a_model_of_another_format_is_not_used(db: None) -> None:
    TrainedModel.objects.create(dumped=b"something else", example_count=0)
    with pytest.raises(ValueError, match="format version"):
        model_cache.classify_text(OFFER)
