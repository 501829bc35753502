"""A stretch of a shelf, found by where the one before it ended: no page costs more than another."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404

from comments.models import Comment
from comments.models.comment import CommentQuerySet
from moderation.queue.shelves import Shelf

PAGE = 50

_CURSOR = re.compile(r"(-?\d{1,17})\.(\d{1,18})", re.ASCII)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_TICK = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some comments of a shelf in its order.

    ``after`` and ``before`` say where the next and the previous stretch begin, and are empty where
    there is none.
    """

    rows: Sequence[Comment]
    after: str = ""
    before: str = ""


def stretch_of(
    shelf: Shelf, comments: CommentQuerySet, *, after: str = "", before: str = ""
) -> Stretch:
    """Return the comments that follow ``after``, those that precede ``before``, or the first ones.

    One query. Raises ``Http404`` for what is no such place.
    """
    backwards = bool(before)
    place = before or after
    rows = shelf.ordered(comments, backwards=backwards)
    if place:
        rows = rows.filter(_beyond(shelf, place, backwards=backwards))
    found = list(rows[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    if backwards:
        found.reverse()
    has_after, has_before = (True, more) if backwards else (more, bool(after))
    if not found:
        return Stretch([])
    return Stretch(
        found,
        after=_place_of(shelf, found[-1]) if has_after else "",
        before=_place_of(shelf, found[0]) if has_before else "",
    )


def _beyond(shelf: Shelf, place: str, *, backwards: bool) -> Q:
    """Return what stands behind a place.

    The first half is what an index can seek by, the second leaves out the ties before it.
    """
    moment, pk = _read(place)
    sign = "gt" if shelf.oldest_first is not backwards else "lt"
    ties: dict[str, Any] = {shelf.since: moment, f"pk__{'lte' if sign == 'gt' else 'gte'}": pk}
    return Q(**{f"{shelf.since}__{sign}e": moment}) & ~Q(**ties)


def _place_of(shelf: Shelf, comment: Comment) -> str:
    moment: dt.datetime = getattr(comment, shelf.since)
    return f"{(moment - _EPOCH) // _TICK}.{comment.pk}"


def _read(place: str) -> tuple[dt.datetime, int]:
    match = _CURSOR.fullmatch(place)
    if match is None:
        raise Http404("There is no such place in the queue")
    try:
        return _EPOCH + int(match[1]) * _TICK, int(match[2])
    except OverflowError as beyond_time:
        raise Http404("There is no such place in the queue") from beyond_time
