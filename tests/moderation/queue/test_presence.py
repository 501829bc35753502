import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.models import Presence
from moderation.models.presence import PRESENCE_TIMEOUT
from moderation.queue.services import record_presence
from tests.moderation.queue.parsing import QUEUE
from tests.people import CreateComment


@pytest.fixture
def held(create_comment: CreateComment, nia: Commenter) -> Comment:
    return create_comment(nia, "Hello")


def test_other_moderators_see_it(moderator: Client, held: Comment, ed: User) -> None:
    with time_machine.travel(timezone.now() - dt.timedelta(seconds=70), tick=False):
        record_presence(moderator=ed, comment=held)
    page = moderator.get(QUEUE).text
    assert f'data-presence="{ed.pk}"' in page
    assert 'class="presence-note"' in page


def test_a_moderator_does_not_see_their_own_presence(moderator: Client, held: Comment) -> None:
    moderator.get(QUEUE)
    assert "data-presence" not in moderator.get(QUEUE).text
    assert Presence.objects.count() == 1


def test_it_times_out(moderator: Client, held: Comment, ed: User) -> None:
    with time_machine.travel(
        timezone.now() - PRESENCE_TIMEOUT - dt.timedelta(seconds=1), tick=False
    ):
        record_presence(moderator=ed, comment=held)
    assert "data-presence" not in moderator.get(QUEUE).text


def test_it_lasts_while_it_is_renewed(held: Comment, ed: User) -> None:
    begin = timezone.now()
    with time_machine.travel(begin, tick=False) as clock:
        for _ in range(3):
            record_presence(moderator=ed, comment=held)
            clock.shift(PRESENCE_TIMEOUT / 2)
        presence = Presence.objects.get()
        assert (presence.began_at, presence.last_at) == (begin, begin + PRESENCE_TIMEOUT)
        clock.shift(PRESENCE_TIMEOUT)
        record_presence(moderator=ed, comment=held)
        assert Presence.objects.get().began_at == timezone.now()


def test_a_prefetched_fragment_records_no_presence(moderator: Client, held: Comment) -> None:
    fragment = moderator.get(f"{QUEUE}{held.pk}/", headers={"X-Fragment": "1"})
    assert "Hello" in fragment.text
    assert "<html" not in fragment.text
    assert not Presence.objects.exists()
