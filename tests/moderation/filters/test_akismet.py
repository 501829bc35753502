"""Comments are checked by Akismet in the background; a moderator's decision takes precedence."""

from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from django.tasks import task_backends
from django.tasks.backends.dummy import DummyBackend
from pytest_django import DjangoCaptureOnCommitCallbacks as OnCommit
from pytest_django import Settings

from accounts.models import User
from comments.editing.services import edit_comment
from comments.models import Comment, Commenter, Thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import RequestFacts
from comments.submission.services import submit_comment
from comments.visitors.services.commenters import get_or_create_user_commenter
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import decide
from moderation.filters.akismet.check import check_with_akismet, run_check
from moderation.filters.akismet.feedback import send_akismet_feedback, send_feedback
from moderation.models import Decision
from tests.fake_http import FakeHost

Status = Comment.Status
Action = Decision.Action


@pytest.fixture
def service(
    allowed_host: FakeHost, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> FakeHost:
    """A fake Akismet that classifies everything as ham."""
    settings.AKISMET_KEY = "key"
    monkeypatch.setattr("moderation.filters.akismet.client._API", f"http://{allowed_host.netloc}")
    allowed_host.responses["/comment-check"] = (200, b"false")
    for path in ("/submit-spam", "/submit-ham"):
        allowed_host.responses[path] = (200, b"Thanks for making the web a better place.")
    return allowed_host


@pytest.fixture
def comment(service: FakeHost, thread: Thread, rex: Commenter) -> Comment:
    """A published comment by Rex."""
    return submit(thread, rex, "Hello")


def submit(thread: Thread, commenter: Commenter, body: str) -> Comment:
    facts = RequestFacts("192.0.2.1", "Browser")
    comment = submit_comment(
        thread=thread, commenter=commenter, body=body, request_facts=facts
    ).comment
    assert comment is not None
    return comment


def check(comment: Comment) -> Comment:
    assert run_check(comment_id=comment.pk, version=comment.version)
    comment.refresh_from_db()
    return comment


def classify_as_spam(service: FakeHost, *, blatant: bool = False) -> None:
    service.responses["/comment-check"] = (200, b"true")
    service.headers = {"X-akismet-pro-tip": "discard"} if blatant else {}


def test_the_request_has_the_required_parameters(service: FakeHost, comment: Comment) -> None:
    check(comment)
    _method, path, _headers, body = service.requests[0]
    facts = {key: value for key, (value,) in parse_qs(body.decode()).items()}
    assert path == "/comment-check"
    assert facts["api_key"] == "key"
    assert facts["user_ip"] == "192.0.2.1"
    assert facts["comment_content"] == "Hello"
    assert facts["permalink"] == "http://testserver/2016/12/the-harbour.html"


def test_ham_is_not_changed(service: FakeHost, comment: Comment) -> None:
    assert check(comment).status == Status.PUBLISHED
    assert not Decision.objects.exists()


def test_spam_is_held_under_the_name_of_akismet(service: FakeHost, comment: Comment) -> None:
    classify_as_spam(service)
    assert check(comment).status == Status.HELD
    decision = Decision.objects.get()
    assert (decision.screener, decision.action, decision.reason_code) == (
        "akismet",
        "hold",
        ReasonCode.AKISMET,
    )
    assert (decision.before, decision.after) == ("published", "held")


def test_blatant_spam_is_marked_as_spam(service: FakeHost, comment: Comment) -> None:
    classify_as_spam(service, blatant=True)
    assert check(comment).status == Status.SPAM


def test_spam_that_is_held_already_is_marked_as_spam(
    service: FakeHost, thread: Thread, nia: Commenter
) -> None:
    classify_as_spam(service)
    assert check(submit(thread, nia, "Buy")).status == Status.SPAM


def test_the_result_is_dropped_if_a_moderator_has_decided(
    service: FakeHost, comment: Comment, mo: User
) -> None:
    classify_as_spam(service)
    version = comment.version
    decide(moderator=mo, item=comment, action=Action.REMOVE, expected_version=version)
    assert run_check(comment_id=comment.pk, version=version)
    comment.refresh_from_db()
    assert comment.status == Status.REMOVED
    assert service.requests == []


def test_an_invalid_response_changes_nothing(service: FakeHost, comment: Comment) -> None:
    service.responses["/comment-check"] = (200, b"invalid")
    assert not run_check(comment_id=comment.pk, version=comment.version)
    comment.refresh_from_db()
    assert comment.status == Status.PUBLISHED


@pytest.fixture
def queue() -> DummyBackend:
    """The enqueued tasks."""
    backend = task_backends["default"]
    assert isinstance(backend, DummyBackend)
    backend.clear()
    return backend


def take_akismet_tasks(queue: DummyBackend) -> list[tuple[str, dict[str, object]]]:
    """Return the name and arguments of the enqueued Akismet tasks, and clear the queue."""
    found = [
        (result.task.name, result.kwargs)
        for result in queue.results
        if "akismet" in result.task.name
    ]
    queue.clear()
    return found


def test_comments_are_checked_on_commit_and_again_when_edited(
    service: FakeHost,
    thread: Thread,
    rex: Commenter,
    queue: DummyBackend,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        comment = submit(thread, rex, "Hello")
        assert take_akismet_tasks(queue) == []
    assert take_akismet_tasks(queue) == [("check_with_akismet", {"edited": False})]
    comment = Comment.objects.select_related("thread__article", "commenter").get(pk=comment.pk)
    with django_capture_on_commit_callbacks(execute=True):
        edit_comment(
            visitor=Visitor(comment_ids=frozenset([comment.pk])),
            comment=comment,
            body="FakeHost words",
            expected_version=0,
        )
    assert take_akismet_tasks(queue) == [("check_with_akismet", {"edited": True})]


def test_some_comments_are_not_checked(
    service: FakeHost,
    thread: Thread,
    rex: Commenter,
    mo: User,
    queue: DummyBackend,
    django_capture_on_commit_callbacks: OnCommit,
    settings: Settings,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        submit(thread, get_or_create_user_commenter(mo), "By staff")
        submit_comment(thread=thread, commenter=rex, body="Without an IP address")
        settings.AKISMET_KEY = ""
        submit(thread, rex, "Without a key")
    assert take_akismet_tasks(queue) == []


@pytest.fixture
def decide_and_get_feedback(
    comment: Comment, mo: User, queue: DummyBackend, django_capture_on_commit_callbacks: OnCommit
) -> Callable[[Action], list[bool]]:
    """Let Mo decide about the comment and return the enqueued feedback."""

    def run(action: Action) -> list[bool]:
        comment.refresh_from_db()
        with django_capture_on_commit_callbacks(execute=True):
            decide(moderator=mo, item=comment, action=action, expected_version=comment.version)
        return [bool(facts["is_spam"]) for _name, facts in take_akismet_tasks(queue)]

    return run


def test_spam_decisions_are_reported(
    decide_and_get_feedback: Callable[[Action], list[bool]],
) -> None:
    assert decide_and_get_feedback(Action.SPAM) == [True]
    assert decide_and_get_feedback(Action.APPROVE) == [False]


def test_approving_what_akismet_held_is_reported(
    service: FakeHost, comment: Comment, decide_and_get_feedback: Callable[[Action], list[bool]]
) -> None:
    classify_as_spam(service)
    check(comment)
    assert decide_and_get_feedback(Action.APPROVE) == [False]


def test_other_decisions_are_not_reported(
    decide_and_get_feedback: Callable[[Action], list[bool]],
) -> None:
    assert decide_and_get_feedback(Action.REMOVE) == []
    assert decide_and_get_feedback(Action.RESTORE) == []


def test_failed_requests_are_retried(
    service: FakeHost, comment: Comment, queue: DummyBackend, settings: Settings
) -> None:
    settings.OUTBOUND_PRIVATE_HOSTS = []
    check_with_akismet.func(comment.pk, comment.version)
    send_akismet_feedback.func(comment.pk, is_spam=True, attempt=4)
    send_akismet_feedback.func(comment.pk, is_spam=True, attempt=5)
    assert take_akismet_tasks(queue) == [
        ("check_with_akismet", {"edited": False, "attempt": 1}),
        ("send_akismet_feedback", {"is_spam": True, "attempt": 5}),
    ]


def test_feedback_is_sent(service: FakeHost, comment: Comment) -> None:
    assert send_feedback(comment_id=comment.pk, is_spam=True)
    assert send_feedback(comment_id=comment.pk, is_spam=False)
    assert [path for _method, path, _headers, _body in service.requests] == [
        "/submit-spam",
        "/submit-ham",
    ]
