"""The filter learns from each decision at once, and every process judges by it."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.tasks import default_task_backend
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from accounts.models import User
from comments.models import Comment, Commenter
from moderation import filtering
from moderation.models import Decision, SpamLesson, SpamTraining
from moderation.services import teaching
from moderation.services.deciding import decide
from moderation.services.recording import record
from moderation.services.teaching import learn_from, train_filter
from moderation.services.undoing import undo_decision
from moderation.spam import training
from moderation.tasks import train_spam_filter

Say = Callable[..., Comment]
Action = Decision.Action

OFFER = "Grow your harbour: herring futures at bargain rates, ask Spike"


def take(moderator: User, comment: Comment, action: Action) -> Decision:
    """Decide about a comment as it stands."""
    comment = Comment.objects.select_related("commenter").get(pk=comment.pk)
    return decide(
        moderator=moderator, item=comment, action=action, expected_version=comment.version
    )


def teach(moderator: User, comment: Comment) -> None:
    """Write down that a comment is spam, whatever its status is."""
    record(action=Action.SPAM, comment=comment, commenter=comment.commenter, actor=moderator)


def trainings_asked_for() -> int:
    """Return how many tasks were made that train the filter."""
    results = default_task_backend.results  # type: ignore[attr-defined]  # the test's backend
    return [one.task.name for one in results].count("train_spam_filter")


def score(text: str = OFFER) -> float:
    """Return what a process that was just started says."""
    filtering.forget()
    return filtering.judged(text).score


@pytest.fixture
def offer(say: Say, spike: Commenter) -> Comment:
    """What Spike sells, which waits."""
    return say(spike, OFFER)


def test_spam_is_learned_at_once(offer: Comment, mo: User) -> None:
    before = score()
    take(mo, offer, Action.SPAM)
    assert score() > max(0.8, before)


def test_a_process_that_was_running_learns_it_too(offer: Comment, mo: User) -> None:
    before = filtering.judged(OFFER).score
    take(mo, offer, Action.SPAM)
    assert filtering.judged(OFFER).score == score() > before


@pytest.mark.parametrize("action", [Action.APPROVE, Action.RESTORE])
def test_what_is_let_in_is_learned(offer: Comment, mo: User, action: Action) -> None:
    before = score()
    take(mo, offer, Action.APPROVE)
    if action == Action.RESTORE:
        take(mo, offer, Action.REMOVE)
        take(mo, offer, Action.RESTORE)
    assert score() < before
    assert SpamLesson.objects.get().is_spam is False


@pytest.mark.parametrize("action", [Action.REJECT])
def test_what_is_refused_teaches_nothing(offer: Comment, mo: User, action: Action) -> None:
    take(mo, offer, action)
    assert not SpamLesson.objects.exists()


def test_a_machine_teaches_nothing(offer: Comment) -> None:
    record(action=Action.SPAM, comment=offer, commenter=offer.commenter, rule="honeypot")
    assert not SpamLesson.objects.exists()


def test_undoing_unlearns(offer: Comment, mo: User) -> None:
    before = score()
    decision = take(mo, offer, Action.SPAM)
    undo_decision(moderator=mo, decision=decision)
    assert score() == before
    assert not SpamLesson.objects.in_force().exists()


def test_undoing_brings_back_what_was_taught_before(offer: Comment, mo: User) -> None:
    take(mo, offer, Action.APPROVE)
    approved = score()
    undo_decision(moderator=mo, decision=take(mo, offer, Action.SPAM))
    assert SpamLesson.objects.in_force().get().is_spam is False
    assert score() == pytest.approx(approved, abs=0.05)


def test_undoing_a_machine_teaches(offer: Comment, mo: User) -> None:
    machine = Decision.objects.get(comment=offer, actor=None)
    undo_decision(moderator=mo, decision=machine)
    assert SpamLesson.objects.get().is_spam is False


def test_another_decision_is_learned_anew(offer: Comment, mo: User) -> None:
    before = score()
    take(mo, offer, Action.SPAM)
    take(mo, offer, Action.APPROVE)
    assert score() < before
    assert SpamLesson.objects.in_force().get().is_spam is False


def test_the_same_again_changes_nothing(offer: Comment, mo: User) -> None:
    decision = take(mo, offer, Action.SPAM)
    assert learn_from(decision=decision) is None
    assert SpamLesson.objects.count() == 1


def test_a_comment_that_goes_takes_its_lesson_along(offer: Comment, mo: User) -> None:
    before = filtering.judged(OFFER).score
    take(mo, offer, Action.SPAM)
    filtering.judged(OFFER)
    SpamLesson.objects.all().delete()
    assert filtering.judged(OFFER).score == before


def test_training_keeps_what_was_taught(offer: Comment, mo: User, say: Say, nia: Commenter) -> None:
    take(mo, offer, Action.SPAM)
    take(mo, say(nia, "Ships again"), Action.APPROVE)
    trained = train_filter()
    assert trained is not None
    assert trained.lessons == 2
    assert not SpamLesson.objects.pending().exists()
    assert score() > 0.8


def test_what_was_trained_can_be_unlearned(offer: Comment, mo: User) -> None:
    before = score()
    decision = take(mo, offer, Action.SPAM)
    train_filter()
    undo_decision(moderator=mo, decision=decision)
    assert score() < 0.5
    train_filter()
    assert score() == pytest.approx(before)
    assert not SpamLesson.objects.exists()


def test_the_filter_is_trained_when_enough_is_new(
    offer: Comment,
    mo: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    monkeypatch.setattr(training, "FEWEST_NEW", 2)
    with django_capture_on_commit_callbacks(execute=True):
        decision = take(mo, offer, Action.SPAM)
    assert trainings_asked_for() == 0
    with django_capture_on_commit_callbacks(execute=True):
        undo_decision(moderator=mo, decision=decision)
    assert trainings_asked_for() == 1
    train_spam_filter.call()
    trained = SpamTraining.objects.get()
    train_spam_filter.call()
    assert SpamTraining.objects.get() == trained


def test_only_the_latest_are_remembered(
    say: Say, nia: Commenter, mo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teaching, "MEMORY", 2)
    for n in range(3):
        teach(mo, say(nia, f"Remark {n}"))
    train_filter()
    assert {lesson.text for lesson in SpamLesson.objects.all()} == {"Remark 1", "Remark 2"}


def test_retraining_reads_the_decisions(
    offer: Comment, mo: User, say: Say, nia: Commenter, capsys: pytest.CaptureFixture[str]
) -> None:
    take(mo, offer, Action.SPAM)
    undone = take(mo, say(nia, "Ships again"), Action.SPAM)
    undo_decision(moderator=mo, decision=undone)
    SpamLesson.objects.all().delete()
    call_command("spam_filter", "retrain")
    assert "1 comments" in capsys.readouterr().out
    assert score() > 0.8
    call_command("spam_filter", "status")
    told = capsys.readouterr().out
    assert "The filter is on" in told
    assert "1 spam, 0 other" in told
    assert "since then: 0" in told


def test_a_verdict_costs_the_same_whatever_was_learned(
    offer: Comment, mo: User, say: Say, nia: Commenter,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    def ask() -> None:
        filtering.judged(OFFER)

    ask()
    with django_assert_num_queries(2):
        ask()
    for n in range(12):
        teach(mo, say(nia, f"Remark {n}"))
    ask()
    with django_assert_num_queries(2):
        ask()


def test_another_version_of_the_model_is_not_believed(db: None) -> None:
    SpamTraining.objects.create(dumped=b"something else", lessons=0)
    with pytest.raises(ValueError, match="no model"):
        filtering.judged(OFFER)
