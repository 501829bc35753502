"""The automatic cool-down of a thread: triggers, effects and end."""

import datetime as dt

import pytest
import time_machine
from django.tasks import task_backends
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome
from comments.submission.services import submit_comment
from comments.visitors.visitor import Visitor
from moderation.cooldown.services import COOLDOWN_SCREENER, change_comment_policy, end_cooldown
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Report
from moderation.reports.services import report_comment
from tests.people import CreateComment, fill_thread

CommentPolicy = Thread.CommentPolicy
Action = Decision.Action


@pytest.fixture(autouse=True)
def limits(settings: Settings) -> None:
    """Three reporters or two removals start a cool-down of two hours."""
    settings.COMMENT_COOL_DOWN_REPORTS = 3
    settings.COMMENT_COOL_DOWN_REMOVALS = 2
    settings.COMMENT_COOL_DOWN_WITHIN = 60
    settings.COMMENT_COOL_DOWN_MINUTES = 120


@pytest.fixture
def comments(thread: Thread) -> list[Comment]:
    """Comments by three commenters."""
    return fill_thread(thread, 3)


def report(comment: Comment, reader: int, address: str = "") -> None:
    """Report a comment as a distinct reader."""
    report_comment(
        visitor=Visitor(browser_key=f"reader-{reader}"),
        comment=comment,
        reason=Report.Reason.INSULT,
        ip_address=address or f"192.0.{reader}.1",
    )


def remove(comment: Comment, moderator: User) -> None:
    comment.refresh_from_db()
    decide(
        moderator=moderator,
        item=comment,
        action=Action.REMOVE,
        expected_version=comment.version,
    )


def decisions() -> list[Decision]:
    """Return the decisions of the cool-down, oldest first."""
    return list(
        Decision.objects.filter(action=Action.CHANGE_POLICY, screener=COOLDOWN_SCREENER).order_by(
            "pk"
        )
    )


def is_cooling_down(thread: Thread) -> bool:
    thread.refresh_from_db()
    return thread.cooldown_until is not None


def test_reports_by_several_readers_start_it(thread: Thread, comments: list[Comment]) -> None:
    report(comments[0], 1)
    report(comments[0], 2)
    assert not is_cooling_down(thread)
    report(comments[1], 3)
    assert is_cooling_down(thread)
    (decision,) = decisions()
    assert (decision.thread, decision.actor) == (thread, None)
    assert (decision.before, decision.after) == ("new_moderated", "all_moderated")
    assert decision.evidence["reporters"] == 3


def test_reports_by_one_reader_count_once(thread: Thread, comments: list[Comment]) -> None:
    for n, comment in enumerate(comments):
        report(comment, n, address="192.0.2.1")
    assert not is_cooling_down(thread)


def test_reports_of_one_comment_do_not_start_it(thread: Thread, comments: list[Comment]) -> None:
    for reader in range(5):
        report(comments[0], reader)
    assert not is_cooling_down(thread)


def test_removals_start_it(thread: Thread, comments: list[Comment], mo: User) -> None:
    remove(comments[0], mo)
    assert not is_cooling_down(thread)
    remove(comments[1], mo)
    assert is_cooling_down(thread)
    assert decisions()[0].evidence["removals"] == 2


def test_removals_of_one_commenter_do_not_start_it(
    thread: Thread, rex: Commenter, mo: User, create_comment: CreateComment
) -> None:
    for words in ("One.", "Two.", "Three."):
        remove(create_comment(rex, words), mo)
    assert not is_cooling_down(thread)


def test_old_removals_do_not_count(thread: Thread, comments: list[Comment], mo: User) -> None:
    with time_machine.travel(timezone.now() - dt.timedelta(minutes=61)):
        remove(comments[0], mo)
    remove(comments[1], mo)
    assert not is_cooling_down(thread)


@pytest.mark.parametrize("policy", [CommentPolicy.ALL_MODERATED, CommentPolicy.CLOSED])
def test_not_started_where_everything_is_held(
    thread: Thread, comments: list[Comment], mo: User, policy: Thread.CommentPolicy
) -> None:
    thread.policy = policy
    change_comment_policy(moderator=mo, thread=thread)
    for comment in comments:
        remove(comment, mo)
    assert not is_cooling_down(thread)


def test_limit_of_zero_is_off(
    thread: Thread, comments: list[Comment], mo: User, settings: Settings
) -> None:
    settings.COMMENT_COOL_DOWN_REMOVALS = 0
    for comment in comments:
        remove(comment, mo)
    assert not is_cooling_down(thread)


class TestRunning:
    @pytest.fixture(autouse=True)
    def cooldown(self, comments: list[Comment], mo: User) -> None:
        for comment in comments[:2]:
            remove(comment, mo)

    def test_started_once(self, thread: Thread, comments: list[Comment], mo: User) -> None:
        remove(comments[2], mo)
        assert len(decisions()) == 1

    def test_comments_of_regulars_are_held(self, thread: Thread, rex: Commenter) -> None:
        thread.refresh_from_db()
        verdict = submit_comment(thread=thread, commenter=rex, body="So what?").verdict
        assert (verdict.outcome, verdict.reason_code) == (Outcome.HOLD, ReasonCode.COOLDOWN)

    def test_person_ends_it_and_count_restarts(
        self, thread: Thread, comments: list[Comment], mo: User
    ) -> None:
        thread.refresh_from_db()
        assert change_comment_policy(moderator=mo, thread=thread)
        remove(comments[2], mo)
        assert not is_cooling_down(thread)

    def test_expires_and_next_comment_logs_it(self, thread: Thread, rex: Commenter) -> None:
        thread.refresh_from_db()
        assert thread.cooldown_until is not None
        assert end_cooldown(thread_id=thread.pk) is None
        with time_machine.travel(thread.cooldown_until, tick=False):
            submitted = submit_comment(thread=thread, commenter=rex, body="Peace.")
        assert submitted.verdict.outcome is Outcome.PUBLISH
        assert not is_cooling_down(thread)
        assert [(decision.before, decision.after) for decision in decisions()] == [
            ("new_moderated", "all_moderated"),
            ("all_moderated", "new_moderated"),
        ]

    def test_end_is_logged_once(self, thread: Thread) -> None:
        thread.refresh_from_db()
        assert thread.cooldown_until is not None
        with time_machine.travel(thread.cooldown_until, tick=False):
            assert end_cooldown(thread_id=thread.pk)
            assert end_cooldown(thread_id=thread.pk) is None


def test_task_for_the_end_is_enqueued(
    thread: Thread,
    comments: list[Comment],
    mo: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    backend = task_backends["default"]
    with django_capture_on_commit_callbacks(execute=True):
        for comment in comments[:2]:
            remove(comment, mo)
    thread.refresh_from_db()
    enqueued = [result for result in backend.results if result.task.name == "end_cooldown"]  # type: ignore[attr-defined]
    assert [(result.args, result.task.run_after) for result in enqueued] == [
        ([thread.pk], thread.cooldown_until)
    ]
