"""Akismet is asked after the answer has gone to the author; whoever decides meanwhile is right."""

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
from moderation.models import Decision
from moderation.services import akismet
from moderation.services.deciding import decide
from moderation.tasks import ask_akismet, tell_akismet
from tests.fake_http import FakeHost

Status = Comment.Status
Action = Decision.Action


@pytest.fixture
def service(friend: FakeHost, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> FakeHost:
    """Akismet, to which nothing is spam."""
    settings.AKISMET_KEY = "key"
    monkeypatch.setattr("moderation.akismet._API", f"http://{friend.place}")
    friend.says["/comment-check"] = (200, b"false")
    for path in ("/submit-spam", "/submit-ham"):
        friend.says[path] = (200, b"Thanks for making the web a better place.")
    return friend


@pytest.fixture
def comment(service: FakeHost, thread: Thread, rex: Commenter) -> Comment:
    """A comment of Rex's that is published."""
    return submit(thread, rex, "Hello")


def submit(thread: Thread, commenter: Commenter, body: str) -> Comment:
    facts = RequestFacts("192.0.2.1", "Browser")
    comment = submit_comment(
        thread=thread, commenter=commenter, body=body, request_facts=facts
    ).comment
    assert comment is not None
    return comment


def ask(comment: Comment) -> Comment:
    assert akismet.ask(comment_id=comment.pk, version=comment.version)
    comment.refresh_from_db()
    return comment


def call_it_spam(service: FakeHost, *, blatant: bool = False) -> None:
    service.says["/comment-check"] = (200, b"true")
    service.headers = {"X-akismet-pro-tip": "discard"} if blatant else {}


def test_it_is_told_what_it_needs(service: FakeHost, comment: Comment) -> None:
    ask(comment)
    _method, path, _headers, body = service.asked[0]
    facts = {key: value for key, (value,) in parse_qs(body.decode()).items()}
    assert path == "/comment-check"
    assert facts["api_key"] == "key"
    assert facts["user_ip"] == "192.0.2.1"
    assert facts["comment_content"] == "Hello"
    assert facts["permalink"] == "http://testserver/2016/12/the-harbour.html"


def test_what_it_likes_stays(service: FakeHost, comment: Comment) -> None:
    assert ask(comment).status == Status.PUBLISHED
    assert not Decision.objects.exists()


def test_what_it_calls_spam_is_held_under_its_name(service: FakeHost, comment: Comment) -> None:
    call_it_spam(service)
    assert ask(comment).status == Status.HELD
    decision = Decision.objects.get()
    assert (decision.rule, decision.action, decision.reason) == (
        "akismet",
        "hold",
        ReasonCode.AKISMET,
    )
    assert (decision.before, decision.after) == ("published", "held")


def test_what_it_calls_blatant_is_spam(service: FakeHost, comment: Comment) -> None:
    call_it_spam(service, blatant=True)
    assert ask(comment).status == Status.SPAM


def test_what_waits_already_is_spam(service: FakeHost, thread: Thread, nia: Commenter) -> None:
    call_it_spam(service)
    assert ask(submit(thread, nia, "Buy")).status == Status.SPAM


def test_a_moderator_who_was_faster_is_right(service: FakeHost, comment: Comment, mo: User) -> None:
    call_it_spam(service)
    version = comment.version
    decide(moderator=mo, item=comment, action=Action.REMOVE, expected_version=version)
    assert akismet.ask(comment_id=comment.pk, version=version)
    comment.refresh_from_db()
    assert comment.status == Status.REMOVED
    assert service.asked == []


def test_no_answer_changes_nothing(service: FakeHost, comment: Comment) -> None:
    service.says["/comment-check"] = (200, b"invalid")
    assert not akismet.ask(comment_id=comment.pk, version=comment.version)
    comment.refresh_from_db()
    assert comment.status == Status.PUBLISHED


@pytest.fixture
def queue() -> DummyBackend:
    """What was handed to the worker."""
    backend = task_backends["default"]
    assert isinstance(backend, DummyBackend)
    backend.clear()
    return backend


def for_akismet(queue: DummyBackend) -> list[tuple[str, dict[str, object]]]:
    """Return the tasks for Akismet since the last time."""
    found = [(one.task.name, one.kwargs) for one in queue.results if "akismet" in one.task.name]
    queue.clear()
    return found


def test_it_is_asked_once_the_comment_is_stored_and_again_when_it_is_changed(
    service: FakeHost,
    thread: Thread,
    rex: Commenter,
    queue: DummyBackend,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        comment = submit(thread, rex, "Hello")
        assert for_akismet(queue) == []
    assert for_akismet(queue) == [("ask_akismet", {"edited": False})]
    comment = Comment.objects.select_related("thread__article", "commenter").get(pk=comment.pk)
    with django_capture_on_commit_callbacks(execute=True):
        edit_comment(
            visitor=Visitor(comment_ids=frozenset([comment.pk])),
            comment=comment,
            body="Other words",
            expected_version=0,
        )
    assert for_akismet(queue) == [("ask_akismet", {"edited": True})]


def test_some_are_not_asked_about(
    service: FakeHost,
    thread: Thread,
    rex: Commenter,
    mo: User,
    queue: DummyBackend,
    django_capture_on_commit_callbacks: OnCommit,
    settings: Settings,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        submit(thread, get_or_create_user_commenter(mo), "By the house")
        submit_comment(thread=thread, commenter=rex, body="From nowhere")
        settings.AKISMET_KEY = ""
        submit(thread, rex, "Without a key")
    assert for_akismet(queue) == []


@pytest.fixture
def taught(
    comment: Comment, mo: User, queue: DummyBackend, django_capture_on_commit_callbacks: OnCommit
) -> Callable[[Action], list[bool]]:
    """Let Mo decide about the comment, and return what Akismet is to be told."""

    def decided(action: Action) -> list[bool]:
        comment.refresh_from_db()
        with django_capture_on_commit_callbacks(execute=True):
            decide(moderator=mo, item=comment, action=action, expected_version=comment.version)
        return [bool(facts["is_spam"]) for _name, facts in for_akismet(queue)]

    return decided


def test_a_moderators_decision_teaches_it(taught: Callable[[Action], list[bool]]) -> None:
    assert taught(Action.SPAM) == [True]
    assert taught(Action.APPROVE) == [False]


def test_what_it_held_and_a_moderator_approves_teaches_it(
    service: FakeHost, comment: Comment, taught: Callable[[Action], list[bool]]
) -> None:
    call_it_spam(service)
    ask(comment)
    assert taught(Action.APPROVE) == [False]


def test_other_decisions_teach_it_nothing(taught: Callable[[Action], list[bool]]) -> None:
    assert taught(Action.REMOVE) == []
    assert taught(Action.RESTORE) == []


def test_a_service_that_is_down_is_asked_again_later(
    service: FakeHost, comment: Comment, queue: DummyBackend, settings: Settings
) -> None:
    settings.OUTBOUND_PRIVATE_HOSTS = []
    ask_akismet.func(comment.pk, comment.version)
    tell_akismet.func(comment.pk, is_spam=True, attempt=4)
    tell_akismet.func(comment.pk, is_spam=True, attempt=5)
    assert for_akismet(queue) == [
        ("ask_akismet", {"edited": False, "attempt": 1}),
        ("tell_akismet", {"is_spam": True, "attempt": 5}),
    ]


def test_what_it_hears_is_sent(service: FakeHost, comment: Comment) -> None:
    assert akismet.tell(comment_id=comment.pk, is_spam=True)
    assert akismet.tell(comment_id=comment.pk, is_spam=False)
    assert [path for _method, path, _headers, _body in service.asked] == [
        "/submit-spam",
        "/submit-ham",
    ]
