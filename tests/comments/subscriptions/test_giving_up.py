"""Mails are given up some days after the first attempt, however long they waited before."""

import datetime as dt
import logging
from collections.abc import Callable

import pytest
import time_machine

from comments.models import Commenter, Notification, Subscription
from mail.outbox import GIVE_UP_AFTER
from tests.mail_server import MailServer
from tests.mailbox import deliver
from tests.people import CreateComment

Subscribe = Callable[..., Subscription]
TUESDAY = dt.datetime(2026, 12, 15, 15, 0, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 12, 21, 6, 0, tzinfo=dt.UTC)


def test_a_weekly_digest_that_is_refused_once_is_retried(
    mail_server: MailServer, subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        subscribe("ada@example.org", cadence=Subscription.Cadence.WEEKLY)
        create_comment(rex, "Hello")
        deliver()
        mail_server.refusals = ["451 Not now"]
        clock.move_to(MONDAY)
        deliver()
        assert not Notification.objects.given_up().exists()
        clock.shift(dt.timedelta(minutes=5))
        deliver()
    assert len(mail_server.inbox) == 1


def test_giving_up_is_logged(
    mail_server: MailServer,
    subscribe: Subscribe,
    rex: Commenter,
    create_comment: CreateComment,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        subscribe("ada@example.org", cadence=Subscription.Cadence.WEEKLY)
        create_comment(rex, "Hello")
        deliver()
        mail_server.refusals = ["550 Never"] * 2
        for moment in (MONDAY, MONDAY + GIVE_UP_AFTER + dt.timedelta(hours=1)):
            clock.move_to(moment)
            deliver()
    (row,) = Notification.objects.given_up()
    assert row.attempts == 2
    assert [record.levelno for record in caplog.records][-1] == logging.ERROR
    assert f"[{row.pk}]: given up" in caplog.text


def test_new_rows_are_not_given_up_with_old_ones(
    mail_server: MailServer, subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        subscribe("ada@example.org")
        old = create_comment(rex, "Hello")
        mail_server.refusals = ["550 Never"] * 2
        deliver()
        clock.shift(GIVE_UP_AFTER + dt.timedelta(hours=1))
        new = create_comment(rex, "Hello again")
        deliver()
        assert Notification.objects.given_up().get().comment == old
        assert Notification.objects.unsent().get().comment == new
