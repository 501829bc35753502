"""What is new in a thread to somebody with an account."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from comments.arrivals import count_since
from comments.models import ReadMark, Thread
from comments.visitors.visitor import Visitor


@dataclass(frozen=True, slots=True)
class News:
    """The comments above ``number`` have come ``since`` then; so many of others can be read.

    ``since`` is missing for somebody who has never been here; nothing is new then.
    """

    number: int
    since: dt.datetime | None
    count: int


def news_for(user: User, visitor: Visitor, thread: Thread) -> News:
    """Return what is new to a user, who is this visitor, and looks now. Two queries at most."""
    mark = ReadMark.objects.of(user, thread) if thread.pk else None
    if mark is None:
        return News(thread.last_number, None, 0)
    number, since = mark.since(timezone.now())
    return News(number, since, count_since(thread, number, visitor))
