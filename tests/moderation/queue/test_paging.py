"""Stretches of a shelf: each row once, forward and back, however many share a moment."""

import datetime as dt
import re
from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from django.http import Http404
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from comments.models import Comment, Commenter, Thread
from moderation.queue import Shelf, listing, stretch_of
from tests.moderation.queue.reading import QUEUE, listed
from tests.people import fill_thread

Say = Callable[..., Comment]
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def shelf(*, oldest_first: bool) -> Shelf:
    """Return a shelf of all comments."""
    return Shelf("test", "Test", Comment.objects.all, oldest_first=oldest_first)


def joined(pages: list[list[int]]) -> list[int]:
    """Return what stands on all pages."""
    return [pk for page in pages for pk in page]


@hypothesis_settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    minutes=st.lists(st.integers(0, 3), min_size=1, max_size=11),
    oldest_first=st.booleans(),
)
def test_every_row_comes_once_and_the_way_back_is_the_same(
    thread: Thread, monkeypatch: pytest.MonkeyPatch, minutes: list[int], oldest_first: bool
) -> None:
    monkeypatch.setattr(listing, "PAGE", 3)
    Comment.objects.all().delete()
    for comment, minute in zip(fill_thread(thread, len(minutes)), minutes, strict=True):
        moment = START + dt.timedelta(minutes=minute)
        Comment.objects.filter(pk=comment.pk).update(submitted_at=moment)
    where = shelf(oldest_first=oldest_first)
    rows, stretch = Comment.objects.all(), None
    forward: list[list[int]] = []
    while stretch is None or stretch.after:
        stretch = stretch_of(where, rows, after=stretch.after if stretch else "")
        forward.append([row.pk for row in stretch.rows])
    assert joined(forward) == list(where.ordered(rows).values_list("pk", flat=True))
    back = [forward[-1]]
    while stretch.before:
        stretch = stretch_of(where, rows, before=stretch.before)
        back.append([row.pk for row in stretch.rows])
    assert joined(back[::-1]) == joined(forward)


@pytest.mark.parametrize("place", ["1", "x.1", "1.-1", "-" + "9" * 17 + ".1", "1.1 "])
def test_no_such_place(db: None, place: str) -> None:
    with pytest.raises(Http404):
        stretch_of(shelf(oldest_first=True), Comment.objects.all(), after=place)


def test_the_links_lead_forward_and_back(
    moderator: Client, say: Say, nia: Commenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    held = [say(nia, f"Remark {n}").pk for n in range(5)]

    def turn(query: str, rel: str) -> str:
        link = re.search(rf'rel="{rel}"\s+href="\?([^"]*)"', moderator.get(f"{QUEUE}?{query}").text)
        assert link
        assert parse_qs(link[1].replace("&amp;", "&"))["commenter"] == ["nia"]
        return link[1].replace("&amp;", "&")

    second = turn("commenter=nia", "next")
    assert listed(moderator, second) == held[2:4]
    assert listed(moderator, turn(second, "next")) == held[4:]
    assert listed(moderator, turn(second, "prev")) == held[:2]
