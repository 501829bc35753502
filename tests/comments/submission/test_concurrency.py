"""Concurrent requests, as threads with their own database connections."""

import threading
from functools import partial
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.signals import comment_status_changed
from comments.submission import services as submission_module
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import RequestFacts, Submission, Verdict, screen
from comments.submission.services import submit_comment
from comments.threads.services.comment_policy import update_comment_policy
from comments.threads.services.importing import ImportedComment, import_comments
from comments.threads.services.positions import assign_position
from comments.threads.services.status import StaleComment, change_status
from comments.threads.services.threads import get_or_create_thread
from comments.visitors.services.commenters import get_or_create_guest, set_trust
from moderation.decisions.services.decide import AlreadyDecided, decide
from moderation.models import Decision
from tests.concurrency import TIMEOUT, run_concurrently
from tests.people import ARTICLE_DAY, MakeArticle

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def create_trusted(count: int) -> list[Commenter]:
    """Create trusted commenters."""
    commenters = [
        get_or_create_guest(name=f"Rex {n}", email=f"{n}@example.org") for n in range(count)
    ]
    for commenter in commenters:
        set_trust(commenter=commenter, trust=Commenter.Trust.TRUSTED)
    return commenters


def test_no_number_is_shared(thread: Thread) -> None:
    commenters = create_trusted(4)

    def submit_remarks(commenter: Commenter) -> None:
        for n in range(4):
            submit_comment(thread=thread, commenter=commenter, body=f"Remark {n}")

    def import_some() -> None:
        import_comments(
            thread=thread,
            comments=[ImportedComment(f"Old {n}", f"Old {n}", ARTICLE_DAY) for n in range(4)],
        )

    assert (
        run_concurrently(
            *(partial(submit_remarks, commenter) for commenter in commenters), import_some
        )
        == [None] * 5
    )
    thread.refresh_from_db()
    numbers = Comment.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 21))
    assert (thread.last_number, thread.numbered_count, thread.published_count) == (20, 20, 20)


def test_a_concurrent_duplicate_is_stored_once(thread: Thread) -> None:
    (rex,) = create_trusted(1)
    facts = RequestFacts(ip_address="192.0.2.1", user_agent="Browser/1.0")
    submit = partial(
        submit_comment, thread=thread, commenter=rex, body="Once only", request_facts=facts
    )
    results = run_concurrently(submit, submit, submit)
    comments = {
        result.comment.pk
        for result in results
        if isinstance(result, submission_module.SubmissionResult) and result.comment
    }
    assert len(comments) == 1
    assert Comment.objects.count() == 1
    thread.refresh_from_db()
    assert (thread.last_number, thread.published_count) == (1, 1)


@pytest.mark.slow
def test_slow_mode_accepts_one_of_two_concurrent_comments(
    thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    (rex,) = create_trusted(1)
    thread.slow_minutes = 10
    update_comment_policy(thread=thread)
    screened = threading.Barrier(2)

    def screen_both(submission: Submission) -> Verdict:
        verdict = screen(submission)
        screened.wait(TIMEOUT)
        return verdict

    monkeypatch.setattr(submission_module, "screen", screen_both)
    submit = partial(submit_comment, thread=thread, commenter=rex)
    results = run_concurrently(partial(submit, body="One"), partial(submit, body="Two"))
    reasons = sorted(
        result.verdict.reason_code
        for result in results
        if isinstance(result, submission_module.SubmissionResult)
    )
    assert reasons == ["", ReasonCode.SLOW_MODE]
    assert Comment.objects.count() == 1


def test_two_moderators_decide_once(thread: Thread, mo: User, ed: User) -> None:
    nia = get_or_create_guest(name="Nia", email="nia@example.org")
    held = submit_comment(thread=thread, commenter=nia, body="Hello").comment
    assert held is not None
    action = Decision.Action
    results = run_concurrently(
        partial(decide, moderator=mo, item=held, action=action.APPROVE, expected_version=0),
        partial(decide, moderator=ed, item=held, action=action.REJECT, expected_version=0),
    )
    assert sorted(type(result).__name__ for result in results) == ["AlreadyDecided", "Decision"]
    (late,) = [result for result in results if isinstance(result, AlreadyDecided)]
    (made,) = [result for result in results if isinstance(result, Decision)]
    assert late.last == made
    assert late.comment.status == made.after
    assert list(held.decisions.exclude(actor=None)) == [made]


def test_one_of_two_concurrent_status_changes_is_stale(thread: Thread) -> None:
    (rex,) = create_trusted(1)
    comment = submit_comment(thread=thread, commenter=rex, body="Hello").comment
    assert comment is not None
    status = Comment.Status
    results = run_concurrently(
        partial(change_status, comment=comment, to=status.REMOVED, expected_version=0),
        partial(change_status, comment=comment, to=status.SPAM, expected_version=0),
    )
    assert sum(isinstance(result, StaleComment) for result in results) == 1
    comment.refresh_from_db()
    thread.refresh_from_db()
    assert comment.version == 1
    assert (thread.numbered_count, thread.published_count) == (1, 0)


def test_a_guest_is_created_once() -> None:
    recognize = partial(get_or_create_guest, name="Nia", email="nia@example.org")
    results = run_concurrently(recognize, recognize, recognize)
    assert {result.pk for result in results if isinstance(result, Commenter)} == {
        Commenter.objects.get().pk
    }
    assert len(results) == 3


def test_guests_with_the_same_name_get_different_slugs() -> None:
    results = run_concurrently(
        *(partial(get_or_create_guest, name="Nia", email=f"nia{n}@example.org") for n in range(4))
    )
    assert {result.slug for result in results if isinstance(result, Commenter)} == {
        "nia", "nia-2", "nia-3", "nia-4",
    }  # fmt: skip


def test_a_thread_is_created_once(make_article: MakeArticle) -> None:
    article = make_article()
    results = run_concurrently(
        partial(get_or_create_thread, article), partial(get_or_create_thread, article)
    )
    assert results == [Thread.objects.get()] * 2


@pytest.mark.postgres
def test_a_decision_and_a_submission_do_not_deadlock(
    thread: Thread, mo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A moderator removes a comment by Rex while Rex submits another one."""
    assert connection.vendor == "postgresql"
    (rex,) = create_trusted(1)
    first = submit_comment(thread=thread, commenter=rex, body="Hello").comment
    assert first is not None
    changed, submitting = threading.Event(), threading.Event()

    def pause_decision(**kwargs: Any) -> None:
        changed.set()
        # With a consistent lock order, the submission waits before this point.
        submitting.wait(0.3)

    def announce_submission(**kwargs: Any) -> Any:
        submitting.set()
        return assign_position(**kwargs)

    def submit_later() -> object:
        changed.wait(TIMEOUT)
        return submit_comment(thread=thread, commenter=rex, body="Hello again")

    monkeypatch.setattr(submission_module, "assign_position", announce_submission)
    comment_status_changed.connect(pause_decision)
    try:
        spam = Decision.Action.SPAM
        results = run_concurrently(
            partial(decide, moderator=mo, item=first, action=spam, expected_version=0),
            submit_later,
        )
    finally:
        comment_status_changed.disconnect(pause_decision)
    assert [type(result).__name__ for result in results] == ["Decision", "SubmissionResult"]
