"""Sent notifications and unconfirmed addresses are deleted after a while."""

import datetime as dt
from collections.abc import Callable
from email.message import EmailMessage

import time_machine
from django.core.management import call_command
from django.utils import timezone

from comments.models import Commenter, MailAddress, Notification, Subscription, Thread
from comments.subscriptions.services import subscriptions
from tests.people import CreateComment

Scope = Subscription.Scope


def run_command_in(days: int) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(days=days)):
        call_command("send_mail_queue", verbosity=0)


def test_sent_notifications_are_deleted(
    inbox: list[EmailMessage],
    subscribe: Callable[..., Subscription],
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    subscribe("ada@example.org")
    create_comment(rex, "Hello")
    for days, count in ((0, 1), (29, 1), (31, 0)):
        run_command_in(days)
        assert Notification.objects.count() == count
    assert len(inbox) == 1


def test_unconfirmed_addresses_are_deleted(inbox: list[EmailMessage], thread: Thread) -> None:
    for email in ("ada+moot@example.org", "ben@example.org"):
        subscriptions.subscribe(email=email, scopes=[Scope.THREAD], thread=thread)
    run_command_in(29)
    assert Subscription.objects.count() == 2
    run_command_in(31)
    assert not Subscription.objects.exists()
    assert not MailAddress.objects.exists()


def test_confirmed_addresses_are_not_deleted(subscribe: Callable[..., Subscription]) -> None:
    subscribe("ada@example.org")
    MailAddress.objects.create(email="ada@example.org", confirmed_at=timezone.now())
    run_command_in(400)
    assert Subscription.objects.exists()
    assert MailAddress.objects.exists()


def test_addresses_with_replies_seen_are_not_deleted(db: None) -> None:
    subscriptions.mark_replies_read(email="ada@example.org")
    run_command_in(400)
    assert MailAddress.objects.exists()
