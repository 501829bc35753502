"""No mail is lost, and none is sent twice."""

import datetime as dt
from collections.abc import Callable
from email.message import EmailMessage

import pytest
import time_machine
from django.core.management import call_command
from django.tasks import task_backends
from django.tasks.backends.dummy import DummyBackend
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from comments.models import Announcement, Comment, Commenter, Notification, Subscription, Thread
from comments.submission.services import submit_comment
from comments.subscriptions.mails import compose_comments_mail
from comments.subscriptions.services import notifications
from comments.subscriptions.services.notifications import create_comment_notifications
from comments.subscriptions.tasks import notify_comment_subscribers
from mail.outbox import CLAIM_DURATION, send_due
from mail.tasks import send_due_mail
from tests.concurrency import run_concurrently
from tests.mail_server import MailServer
from tests.mailbox import deliver, get_text
from tests.people import CreateComment

Subscribe = Callable[..., Subscription]
NOW = dt.datetime(2026, 12, 14, 15, 7, 30, tzinfo=dt.UTC)


@pytest.fixture
def queue() -> DummyBackend:
    """Tasks that wait for a worker."""
    backend = task_backends["default"]
    assert isinstance(backend, DummyBackend)
    return backend


def test_a_server_that_was_down_gets_each_mail_once(
    mail_server: MailServer, subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        subscribe("ada@example.org")
        subscribe("ben@example.org")
        mail_server.stop()
        comment = create_comment(rex, "Hello")
        deliver()
        assert comment.is_readable
        notifications = Notification.objects.all()
        assert {row.next_attempt_at for row in notifications} == {NOW.replace(minute=9, second=0)}
        assert all("ConnectionRefused" in row.error for row in notifications)
        mail_server.start()
        deliver()
        assert mail_server.inbox == []
        clock.move_to(NOW.replace(minute=9, second=0))
        deliver()
        deliver()
    assert sorted(mail["To"] for mail in mail_server.inbox) == [
        "ada@example.org",
        "ben@example.org",
    ]
    assert not Notification.objects.filter(sent_at=None).exists()


def test_retry_delays_grow(
    mail_server: MailServer, subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org")
    mail_server.stop()
    create_comment(rex, "Hello")
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(8):
            deliver()
            (row,) = Notification.objects.all()
            assert row.next_attempt_at
            waits.append(round((row.next_attempt_at - timezone.now()).total_seconds() / 60))
            clock.move_to(row.next_attempt_at)
    assert waits == sorted(waits)
    assert waits[0] <= 2
    assert waits[-1] >= 60


def test_a_week_without_a_server_loses_no_mail(
    mail_server: MailServer, subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org")
    mail_server.stop()
    create_comment(rex, "Hello")
    deliver()
    mail_server.start()
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        deliver()
    assert len(mail_server.inbox) == 1


def test_comments_that_accumulated_are_sent_as_one_mail(
    mail_server: MailServer, subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org")
    mail_server.stop()
    for words in ("One", "Two", "Three"):
        create_comment(rex, words)
        deliver()
    mail_server.start()
    with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
        deliver()
    (mail,) = mail_server.inbox
    assert mail["Subject"] == "3 new comments on The Harbour"


def test_a_refused_mail_does_not_delay_others(
    mail_server: MailServer, subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org")
    subscribe("ben@example.org")
    create_comment(rex, "Hello")
    mail_server.refusals = ["451 Not now"]
    deliver()
    assert [mail["To"] for mail in mail_server.inbox] == ["ben@example.org"]
    (row,) = Notification.objects.filter(sent_at=None)
    assert "451" in row.error
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5)):
        deliver()
    assert [mail["To"] for mail in mail_server.inbox] == ["ben@example.org", "ada@example.org"]


def test_a_mail_that_is_refused_for_days_is_given_up(
    mail_server: MailServer, subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org")
    create_comment(rex, "Hello")
    mail_server.refusals = ["550 Never"] * 2
    deliver()
    with time_machine.travel(timezone.now() + dt.timedelta(days=6)):
        deliver()
    (row,) = Notification.objects.given_up()
    assert "550" in row.error
    assert mail_server.inbox == []


def test_an_error_while_composing_does_not_delay_others(
    mail_server: MailServer,
    subscribe: Subscribe,
    rex: Commenter,
    create_comment: CreateComment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subscribe("ada@example.org")
    subscribe("ben@example.org")
    create_comment(rex, "Hello")

    def break_for_ada(subscription: Subscription, comments: list[Comment]) -> object:
        if subscription.email.startswith("ada"):
            raise KeyError("ada")
        return compose_comments_mail(subscription, comments)

    monkeypatch.setattr(notifications, "compose_comments_mail", break_for_ada)
    deliver()
    assert [mail["To"] for mail in mail_server.inbox] == ["ben@example.org"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_concurrent_workers_send_each_mail_once(
    mail_server: MailServer, subscribe: Subscribe, thread: Thread, rex: Commenter
) -> None:
    for n in range(12):
        subscribe(f"{n}@example.org")
    comment = submit_comment(thread=thread, commenter=rex, body="Hello").comment
    assert comment
    create_comment_notifications(comment_id=comment.pk)
    assert run_concurrently(send_due, send_due, send_due) == [set()] * 3
    addresses = [mail["To"] for mail in mail_server.inbox]
    assert sorted(addresses) == sorted(f"{n}@example.org" for n in range(12))


@pytest.mark.django_db(transaction=True)
def test_concurrent_workers_create_notifications_once(
    subscribe: Subscribe, thread: Thread, rex: Commenter
) -> None:
    subscribe("ada@example.org")
    comment = submit_comment(thread=thread, commenter=rex, body="Hello").comment
    assert comment
    errors = run_concurrently(*[lambda: create_comment_notifications(comment_id=comment.pk)] * 3)
    assert not [error for error in errors if isinstance(error, Exception)]
    assert Notification.objects.count() == 1


def test_mails_claimed_by_a_dead_worker_are_sent_later(
    mail_server: MailServer,
    subscribe: Subscribe,
    rex: Commenter,
    create_comment: CreateComment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subscribe("ada@example.org")
    create_comment(rex, "Hello")

    def die(*args: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(notifications, "compose_comments_mail", die)
        with pytest.raises(SystemExit):
            deliver()
    deliver()
    assert mail_server.inbox == []
    with time_machine.travel(timezone.now() + CLAIM_DURATION):
        deliver()
    assert len(mail_server.inbox) == 1


def test_the_command_creates_notifications_that_a_dead_worker_missed(
    inbox: list[EmailMessage], subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org")
    create_comment(rex, "Hello")
    call_command("send_mail_queue")
    call_command("send_mail_queue")
    assert len(inbox) == 1
    assert "Hello" in get_text(inbox[0])
    assert not Announcement.objects.pending().exists()


def test_the_task_is_enqueued_after_the_commit(
    thread: Thread,
    rex: Commenter,
    queue: DummyBackend,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        comment = submit_comment(thread=thread, commenter=rex, body="Hello").comment
        assert queue.results == []
    assert comment
    (result,) = queue.results
    assert (result.task.func, result.args) == (notify_comment_subscribers.func, [comment.pk])


def test_sending_is_scheduled_once_per_digest_hour(
    queue: DummyBackend, subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    with time_machine.travel(NOW, tick=False):
        subscribe("ada@example.org", cadence=Subscription.Cadence.HOURLY)
        subscribe("ben@example.org", cadence=Subscription.Cadence.HOURLY)
        for words in ("One", "Two", "Three"):
            notify_comment_subscribers.func(create_comment(rex, words).pk)
    (result,) = queue.results
    assert result.task.func == send_due_mail.func
    assert result.task.run_after == NOW.replace(hour=16, minute=0, second=0)


def test_a_broken_task_backend_does_not_stop_comments(
    thread: Thread,
    rex: Commenter,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def fail(*args: object) -> None:
        raise OSError("no backend")

    monkeypatch.setattr(DummyBackend, "enqueue", fail)
    with django_capture_on_commit_callbacks(execute=True):
        comment = submit_comment(thread=thread, commenter=rex, body="Hello").comment
    assert comment
    assert comment.is_readable
    assert Announcement.objects.pending().count() == 1
