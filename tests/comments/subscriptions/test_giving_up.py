"""A mail is given up after days of trying it, however long it lay there before that."""

import datetime as dt
import logging
from collections.abc import Callable

import pytest
import time_machine

from comments.models import Comment, Commenter, Notification, Subscription
from mail.outbox import GIVE_UP_AFTER
from tests.comments.subscriptions.reading import deliver
from tests.mail_server import MailServer

Say = Callable[..., Comment]
Subscribe = Callable[..., Subscription]
TUESDAY = dt.datetime(2026, 12, 15, 15, 0, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 12, 21, 6, 0, tzinfo=dt.UTC)


def test_a_weekly_mail_that_is_refused_once_is_tried_again(
    mail_server: MailServer, subscribe: Subscribe, rex: Commenter, say: Say
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        subscribe("ada@example.org", cadence=Subscription.Cadence.WEEKLY)
        say(rex, "Hello")
        deliver()
        mail_server.refusals = ["451 Not now"]
        clock.move_to(MONDAY)
        deliver()
        assert not Notification.objects.given_up().exists()
        clock.shift(dt.timedelta(minutes=5))
        deliver()
    assert len(mail_server.inbox) == 1


def test_it_is_given_up_in_the_end_and_the_log_says_so(
    mail_server: MailServer,
    subscribe: Subscribe,
    rex: Commenter,
    say: Say,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        subscribe("ada@example.org", cadence=Subscription.Cadence.WEEKLY)
        say(rex, "Hello")
        deliver()
        mail_server.refusals = ["550 Never"] * 2
        for moment in (MONDAY, MONDAY + GIVE_UP_AFTER + dt.timedelta(hours=1)):
            clock.move_to(moment)
            deliver()
    (row,) = Notification.objects.given_up()
    assert row.attempts == 2
    assert [record.levelno for record in caplog.records][-1] == logging.ERROR
    assert f"[{row.pk}]: given up" in caplog.text


def test_news_is_not_given_up_with_what_is_old(
    mail_server: MailServer, subscribe: Subscribe, rex: Commenter, say: Say
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        subscribe("ada@example.org")
        old = say(rex, "Hello")
        mail_server.refusals = ["550 Never"] * 2
        deliver()
        clock.shift(GIVE_UP_AFTER + dt.timedelta(hours=1))
        new = say(rex, "Hello again")
        deliver()
        assert Notification.objects.given_up().get().comment == old
        assert Notification.objects.waiting().get().comment == new
