"""Who is looking at what is told to colleagues, and ends by itself."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.models import Look
from moderation.models.look import LOOK_LASTS
from moderation.services.looking import look_at
from tests.moderation.queue.reading import QUEUE

Say = Callable[..., Comment]


@pytest.fixture
def held(say: Say, nia: Commenter) -> Comment:
    """A comment that waits."""
    return say(nia, "Hello")


def test_colleagues_see_it(moderator: Client, held: Comment, ed: User) -> None:
    with time_machine.travel(timezone.now() - dt.timedelta(seconds=70), tick=False):
        look_at(moderator=ed, comment=held)
    page = " ".join(moderator.get(QUEUE).text.split())
    assert "<bdi>Ed</bdi> is looking at this, since 1 minute." in page
    assert "Ed is looking ·" in page or "Ed is looking</strong>" in page


def test_nobody_is_told_of_oneself(moderator: Client, held: Comment) -> None:
    moderator.get(QUEUE)
    assert "Mo is looking" not in moderator.get(QUEUE).text
    assert Look.objects.count() == 1


def test_it_ends_by_itself(moderator: Client, held: Comment, ed: User) -> None:
    with time_machine.travel(timezone.now() - LOOK_LASTS - dt.timedelta(seconds=1), tick=False):
        look_at(moderator=ed, comment=held)
    assert "Ed is looking" not in moderator.get(QUEUE).text


def test_it_goes_on_for_as_long_as_it_is_said_to(held: Comment, ed: User) -> None:
    begin = timezone.now()
    with time_machine.travel(begin, tick=False) as clock:
        for _ in range(3):
            look_at(moderator=ed, comment=held)
            clock.shift(LOOK_LASTS / 2)
        look = Look.objects.get()
        assert (look.began_at, look.last_at) == (begin, begin + LOOK_LASTS)
        clock.shift(LOOK_LASTS)
        look_at(moderator=ed, comment=held)
        assert Look.objects.get().began_at == timezone.now()


def test_what_is_fetched_beforehand_is_not_looked_at(moderator: Client, held: Comment) -> None:
    fragment = moderator.get(f"{QUEUE}{held.pk}/", headers={"X-Fragment": "1"})
    assert "Hello" in fragment.text
    assert "<html" not in fragment.text
    assert not Look.objects.exists()
