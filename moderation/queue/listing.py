"""Keyset pagination for a tab: every page costs the same, no matter how far down it is."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404

from comments.models import Comment
from comments.models.comment import CommentQuerySet
from moderation.queue.tabs import QueueTab

PAGE_SIZE = 50

_CURSOR = re.compile(r"(-?\d{1,17})\.(\d{1,18})", re.ASCII)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of a tab.

    ``after`` and ``before`` are the cursors of the next and previous pages, or empty strings if
    there is no such page. A cursor is ``MICROSECONDS.PK``: a row's sort value, in microseconds
    since 1970, and its primary key.
    """

    rows: Sequence[Comment]
    after: str = ""
    before: str = ""


def get_page(
    tab: QueueTab,
    comments: CommentQuerySet,
    load: CommentQuerySet,
    *,
    after: str = "",
    before: str = "",
) -> QueuePage:
    """Return the page after or before a cursor, or the first page. Runs two queries.

    ``load`` returns the rows of ``comments`` (see ``fetch_first``). Raises ``Http404`` for a
    malformed cursor.
    """
    backwards = bool(before)
    cursor = before or after
    rows = tab.sort(comments, backwards=backwards)
    if cursor:
        rows = rows.filter(_beyond(tab, cursor, backwards=backwards))
    keys = list(rows.values_list("pk", tab.since)[: PAGE_SIZE + 1])
    has_more, keys = len(keys) > PAGE_SIZE, keys[:PAGE_SIZE]
    if backwards:
        keys.reverse()
    has_after, has_before = (True, has_more) if backwards else (has_more, bool(after))
    if not keys:
        return QueuePage([])
    found = load.in_bulk([pk for pk, _ in keys])
    return QueuePage(
        [found[pk] for pk, _ in keys if pk in found],
        after=_make_cursor(*keys[-1]) if has_after else "",
        before=_make_cursor(*keys[0]) if has_before else "",
    )


def _beyond(tab: QueueTab, cursor: str, *, backwards: bool) -> Q:
    """Return the condition for rows beyond a cursor.

    The first half lets the database seek in the index; the second half skips the rows up to the
    cursor that have the same sort value.
    """
    moment, pk = _parse_cursor(cursor)
    sign = "gt" if tab.oldest_first is not backwards else "lt"
    ties: dict[str, Any] = {tab.since: moment, f"pk__{'lte' if sign == 'gt' else 'gte'}": pk}
    return Q(**{f"{tab.since}__{sign}e": moment}) & ~Q(**ties)


def _make_cursor(pk: int, moment: dt.datetime) -> str:
    return f"{(moment - _EPOCH) // _MICROSECOND}.{pk}"


def _parse_cursor(cursor: str) -> tuple[dt.datetime, int]:
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        raise Http404("Malformed cursor")
    try:
        return _EPOCH + int(match[1]) * _MICROSECOND, int(match[2])
    except OverflowError as error:
        raise Http404("Malformed cursor") from error
