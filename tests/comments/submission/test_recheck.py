"""Rate limits are checked again under the commenter's lock."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from comments.models import Comment, Commenter, Thread
from comments.submission import services
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome, RequestFacts
from comments.submission.services import SubmissionResult, submit_comment
from comments.threads.services.comment_policy import update_comment_policy
from comments.visitors.services.commenters import lock_commenter

FACTS = RequestFacts(ip_address="192.0.2.1", user_agent="Browser/1.0")


def submit_to(thread: Thread, commenter: Commenter, body: str) -> SubmissionResult:
    """Submit a comment from one address."""
    return submit_comment(thread=thread, commenter=commenter, body=body, request_facts=FACTS)


def submit_before_lock(
    monkeypatch: pytest.MonkeyPatch, other: Callable[[], SubmissionResult]
) -> None:
    """Run another submission between the screening of the next one and its lock."""

    def lock(pk: int) -> None:
        monkeypatch.setattr(services, "lock_commenter", lock_commenter)
        assert other().created
        lock_commenter(pk)

    monkeypatch.setattr(services, "lock_commenter", lock)


def test_slow_mode_rejects_the_second_comment(
    thread: Thread, rex: Commenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread.slow_minutes = 10
    update_comment_policy(thread=thread)
    submit_before_lock(monkeypatch, partial(submit_to, thread, rex, "One"))
    second = submit_to(thread, rex, "Two")
    assert (second.comment, second.verdict.reason_code) == (None, ReasonCode.SLOW_MODE)
    assert Comment.objects.get().source == "One"


def test_the_rate_limit_rejects_the_second_comment(
    thread: Thread, rex: Commenter, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.COMMENT_RATE_COMMENTER = 2
    submit_to(thread, rex, "One")
    submit_before_lock(monkeypatch, partial(submit_to, thread, rex, "Two"))
    third = submit_to(thread, rex, "Three")
    assert (third.comment, third.verdict.reason_code) == (None, ReasonCode.RATE_LIMITED)
    assert Comment.objects.count() == 2


def test_a_double_click_is_one_comment(
    thread: Thread, rex: Commenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread.slow_minutes = 10
    update_comment_policy(thread=thread)
    submit_before_lock(monkeypatch, partial(submit_to, thread, rex, "One"))
    second = submit_to(thread, rex, "One")
    assert (second.comment, second.created) == (Comment.objects.get(), False)
    assert second.verdict.outcome is Outcome.PUBLISH


def test_other_commenters_are_not_affected(
    thread: Thread, rex: Commenter, nia: Commenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread.slow_minutes = 10
    update_comment_policy(thread=thread)
    submit_before_lock(monkeypatch, partial(submit_to, thread, nia, "One"))
    assert submit_to(thread, rex, "Two").verdict.outcome is Outcome.PUBLISH


def test_only_rate_limits_are_rechecked(thread: Thread, rex: Commenter, settings: Settings) -> None:
    settings.COMMENT_RATE_COMMENTER = settings.COMMENT_RATE_NETWORK = 10
    thread.slow_minutes = 10
    update_comment_policy(thread=thread)

    def count_queries() -> int:
        Comment.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            assert submit_to(thread, rex, "Fine ships.").created
        return len(captured)

    count_queries()  # the site's settings are read once a minute
    with_recheck = count_queries()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(services, "recheck_rate_limits", lambda _submission: None)
        assert with_recheck == count_queries() + 3
