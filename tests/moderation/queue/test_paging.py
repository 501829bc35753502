import datetime as dt
import re
from urllib.parse import parse_qs

import pytest
from django.http import Http404
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from comments.models import Comment, Commenter, Thread
from moderation.queue import listing
from moderation.queue.listing import get_page
from moderation.queue.tabs import QueueTab
from tests.moderation.queue.parsing import QUEUE, get_listed_keys
from tests.people import CreateComment, fill_thread

pytestmark = pytest.mark.every_database

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def make_tab(*, oldest_first: bool) -> QueueTab:
    return QueueTab("test", "Test", Comment.objects.all, oldest_first=oldest_first)


def flatten(pages: list[list[int]]) -> list[int]:
    return [pk for page in pages for pk in page]


@hypothesis_settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    minutes=st.lists(st.integers(0, 3), min_size=1, max_size=11),
    oldest_first=st.booleans(),
)
def test_every_row_is_listed_once_forwards_and_backwards(
    thread: Thread, monkeypatch: pytest.MonkeyPatch, minutes: list[int], oldest_first: bool
) -> None:
    monkeypatch.setattr(listing, "PAGE_SIZE", 3)
    Comment.objects.all().delete()
    for comment, minute in zip(fill_thread(thread, len(minutes)), minutes, strict=True):
        moment = START + dt.timedelta(minutes=minute)
        Comment.objects.filter(pk=comment.pk).update(submitted_at=moment)
    tab = make_tab(oldest_first=oldest_first)
    rows, page = Comment.objects.all(), None
    forwards: list[list[int]] = []
    while page is None or page.after:
        page = get_page(tab, rows, Comment.objects.all(), after=page.after if page else "")
        forwards.append([row.pk for row in page.rows])
    assert flatten(forwards) == list(tab.sort(rows).values_list("pk", flat=True))
    backwards = [forwards[-1]]
    while page.before:
        page = get_page(tab, rows, Comment.objects.all(), before=page.before)
        backwards.append([row.pk for row in page.rows])
    assert flatten(backwards[::-1]) == flatten(forwards)


@pytest.mark.parametrize("cursor", ["1", "x.1", "1.-1", "-" + "9" * 17 + ".1", "1.1 "])
def test_malformed_cursors_are_not_found(db: None, cursor: str) -> None:
    comments = Comment.objects.all()
    with pytest.raises(Http404):
        get_page(make_tab(oldest_first=True), comments, comments, after=cursor)


def test_links_to_the_next_and_previous_page(
    moderator: Client,
    create_comment: CreateComment,
    nia: Commenter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    held = [create_comment(nia, f"Remark {n}").pk for n in range(5)]

    def follow_link(query: str, rel: str) -> str:
        link = re.search(rf'rel="{rel}"\s+href="\?([^"]*)"', moderator.get(f"{QUEUE}?{query}").text)
        assert link
        assert parse_qs(link[1].replace("&amp;", "&"))["commenter"] == ["nia"]
        return link[1].replace("&amp;", "&")

    second = follow_link("commenter=nia", "next")
    assert get_listed_keys(moderator, second) == held[2:4]
    assert get_listed_keys(moderator, follow_link(second, "next")) == held[4:]
    assert get_listed_keys(moderator, follow_link(second, "prev")) == held[:2]
