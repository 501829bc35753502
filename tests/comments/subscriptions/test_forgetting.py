"""What is not kept: mails that went out long ago, and addresses that nobody confirmed."""

import datetime as dt
from collections.abc import Callable
from email.message import EmailMessage

import time_machine
from django.core.management import call_command
from django.utils import timezone

from comments.models import Comment, Commenter, MailAddress, Notification, Subscription, Thread
from comments.subscriptions.services import subscriptions

Scope = Subscription.Scope


def in_days(days: int) -> None:
    """Run the command so many days from now."""
    with time_machine.travel(timezone.now() + dt.timedelta(days=days)):
        call_command("send_mail_queue", verbosity=0)


def test_what_was_sent_long_ago(
    inbox: list[EmailMessage],
    subscribe: Callable[..., Subscription],
    rex: Commenter,
    say: Callable[..., Comment],
) -> None:
    subscribe("ada@example.org")
    say(rex, "Hello")
    for days, kept in ((0, 1), (29, 1), (31, 0)):
        in_days(days)
        assert Notification.objects.count() == kept
    assert len(inbox) == 1


def test_who_never_answered(inbox: list[EmailMessage], thread: Thread) -> None:
    for email in ("ada+moot@example.org", "ben@example.org"):
        subscriptions.subscribe(email=email, scopes=[Scope.THREAD], thread=thread)
    in_days(29)
    assert Subscription.objects.count() == 2
    in_days(31)
    assert not Subscription.objects.exists()
    assert not MailAddress.objects.exists()


def test_not_who_did(subscribe: Callable[..., Subscription]) -> None:
    subscribe("ada@example.org")
    MailAddress.objects.create(email="ada@example.org", confirmed_at=timezone.now())
    in_days(400)
    assert Subscription.objects.exists()
    assert MailAddress.objects.exists()


def test_not_when_somebody_looked_at_their_answers(db: None) -> None:
    subscriptions.mark_replies_seen(email="ada@example.org")
    in_days(400)
    assert MailAddress.objects.exists()
