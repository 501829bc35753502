"""Recipients of notifications about a published comment."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from comments.models import Announcement, Comment, Commenter, Notification, Subscription, Thread
from comments.submission.services import submit_comment
from comments.subscriptions.services.notifications import create_comment_notifications
from comments.threads.services.status import change_status
from comments.threads.services.threads import get_or_create_thread
from comments.visitors.services.commenters import get_or_create_user_commenter
from tests.mailbox import deliver
from tests.people import CreateComment, MakeArticle

Scope = Subscription.Scope
Subscribe = Callable[..., Subscription]


def get_recipients(comment: Comment) -> set[str]:
    create_comment_notifications(comment_id=comment.pk)
    rows = Notification.objects.filter(comment=comment)
    return set(rows.values_list("subscription__email", flat=True))


def test_subscribers_of_the_thread(
    subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org")
    subscribe("ben@example.org")
    assert get_recipients(create_comment(rex, "Hello")) == {"ada@example.org", "ben@example.org"}


def test_no_subscribers_of_other_threads(
    subscribe: Subscribe, rex: Commenter, create_comment: CreateComment, make_article: MakeArticle
) -> None:
    subscribe("ada@example.org", thread=get_or_create_thread(make_article("The Quay")))
    assert get_recipients(create_comment(rex, "Hello")) == set()


def test_no_unconfirmed_or_ended_subscriptions(
    subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org", confirmed_at=None)
    subscribe("ben@example.org", ended_at=timezone.now())
    assert get_recipients(create_comment(rex, "Hello")) == set()


def test_authors_are_not_notified_of_their_own_comments(
    subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe(rex.email)
    subscribe("rex@elsewhere.example", commenter=rex)
    assert get_recipients(create_comment(rex, "Hello")) == set()


def test_the_author_of_the_comment_replied_to(
    subscribe: Subscribe, ada: Commenter, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org", Scope.REPLIES)
    remark = create_comment(ada, "A remark")
    assert get_recipients(create_comment(rex, "Not for Ada")) == set()
    assert get_recipients(create_comment(rex, "For you", reply_to=remark)) == {"ada@example.org"}


def test_a_commenter_addressed_by_name(
    subscribe: Subscribe, ada: Commenter, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org", Scope.REPLIES)
    create_comment(ada, "A remark about the harbour")
    assert get_recipients(create_comment(rex, "@Ada that is so.")) == {"ada@example.org"}


def test_an_account_is_found_by_its_commenter(
    subscribe: Subscribe, otto: User, rex: Commenter, create_comment: CreateComment
) -> None:
    commenter = get_or_create_user_commenter(otto)
    subscribe("otto@elsewhere.example", Scope.REPLIES, commenter=commenter)
    Commenter.objects.filter(pk=commenter.pk).update(trust=Commenter.Trust.TRUSTED)
    commenter.refresh_from_db()
    remark = create_comment(commenter, "A remark")
    assert get_recipients(create_comment(rex, "For you", reply_to=remark)) == {
        "otto@elsewhere.example"
    }


def test_a_subscriber_to_both_is_notified_of_the_reply_only(
    subscribe: Subscribe, ada: Commenter, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org", Scope.THREAD)
    answers = subscribe("ada@example.org", Scope.REPLIES)
    comment = create_comment(rex, "For you", reply_to=create_comment(ada, "A remark"))
    create_comment_notifications(comment_id=comment.pk)
    assert [row.subscription for row in comment.notifications.all()] == [answers]


def test_held_comments_are_announced_when_they_are_published(
    subscribe: Subscribe, nia: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org")
    held = create_comment(nia, "My first")
    assert not Announcement.objects.exists()
    published = change_status(comment=held, to=Comment.Status.PUBLISHED, expected_version=0)
    assert get_recipients(published) == {"ada@example.org"}


def test_a_restored_comment_is_not_announced_again(
    inbox: list[EmailMessage], subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org")
    comment = create_comment(rex, "Hello")
    deliver()
    status = Comment.Status
    comment = change_status(comment=comment, to=status.REMOVED, expected_version=0)
    change_status(comment=comment, to=status.PUBLISHED, expected_version=comment.version)
    deliver()
    assert len(inbox) == 1


@pytest.mark.parametrize("status", [Comment.Status.REMOVED, Comment.Status.HELD])
def test_a_comment_that_was_removed_meanwhile_is_not_sent(
    inbox: list[EmailMessage],
    subscribe: Subscribe,
    rex: Commenter,
    create_comment: CreateComment,
    status: Comment.Status,
) -> None:
    subscribe("ada@example.org")
    comment = create_comment(rex, "Hello")
    create_comment_notifications(comment_id=comment.pk)
    change_status(comment=comment, to=status, expected_version=0)
    deliver()
    assert inbox == []
    assert not Notification.objects.filter(next_attempt_at__isnull=False).exists()


def test_nothing_is_sent_after_unsubscribing(
    inbox: list[EmailMessage], subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscription = subscribe("ada@example.org")
    create_comment_notifications(comment_id=create_comment(rex, "Hello").pk)
    Subscription.objects.filter(pk=subscription.pk).update(ended_at=timezone.now())
    deliver()
    assert inbox == []


def test_publishing_costs_the_same_for_any_number_of_subscribers(
    thread: Thread,
    subscribe: Subscribe,
    rex: Commenter,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def count_queries(body: str) -> int:
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            django_capture_on_commit_callbacks(execute=True),
        ):
            submit_comment(thread=thread, commenter=rex, body=body)
        return len(queries)

    count_queries("The first one fills caches")
    alone = count_queries("No subscribers")
    for n in range(50):
        subscribe(f"{n}@example.org")
    assert count_queries("Fifty subscribers") == alone


def test_creating_notifications_takes_few_queries(
    subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    for n in range(50):
        subscribe(f"{n}@example.org", cadence="daily" if n % 2 else "now")
    comment = create_comment(rex, "Hello")
    with CaptureQueriesContext(connection) as queries:
        create_comment_notifications(comment_id=comment.pk)
    assert Notification.objects.count() == 50
    assert len(queries) <= 8
