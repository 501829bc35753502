"""Counters and cache slices of recommendations are correct for any sequence of actions."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Thread
from comments.reactions.services import recommend_comment, unrecommend_comment
from comments.rendering.recommendation_slices import SLICE_SECONDS, get_slice
from comments.threads.services.threads import get_or_create_thread
from comments.visitors.visitor import Visitor
from tests.people import ARTICLE_DAY, fill_thread

PRESSES = st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=12)
SECONDS = st.integers(0, 20 * SLICE_SECONDS)
BEGIN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class CounterTest(TestCase):
    """Four visitors, two of them with accounts, recommend one comment."""

    def setUp(self) -> None:
        article = Article.objects.create(
            title="The Harbour", basename="the-harbour", status=Article.Status.PUBLISHED,
            published_at=ARTICLE_DAY, updated_at=ARTICLE_DAY, year=2016, month=12,
        )  # fmt: skip
        (self.comment,) = fill_thread(get_or_create_thread(article), 1)
        users = [User.objects.create_user(name) for name in ("otto", "olga")]
        self.visitors = [
            *(Visitor(user) for user in users),
            Visitor(browser_key="a"),
            Visitor(browser_key="b"),
        ]

    @given(PRESSES)
    def test_the_counter_is_correct(self, presses: list[tuple[int, bool]]) -> None:
        recommenders: set[int] = set()
        for index, on in presses:
            visitor = self.visitors[index]
            if on:
                recommenders.add(index)
                count = recommend_comment(visitor=visitor, comment=self.comment)
            else:
                recommenders.discard(index)
                count = unrecommend_comment(visitor=visitor, comment=self.comment)
            assert count == len(recommenders) == self.comment.recommendations.count()
        assert Comment.objects.get().recommend_count == len(recommenders)


def at(seconds: int) -> dt.datetime:
    return BEGIN + dt.timedelta(seconds=seconds)


@given(st.lists(SECONDS, min_size=1, unique=True), SECONDS)
def test_a_page_shows_every_recommendation_after_one_slice(
    presses: list[int], viewed_at: int
) -> None:
    """A page cached under the current slice includes all actions, except within the slice."""
    before = [second for second in presses if second <= viewed_at]
    if not before:
        return
    last = max(before)
    now = get_slice(Thread(recommended_at=at(last)), at(viewed_at))
    if viewed_at < last + SLICE_SECONDS:
        return
    # No page rendered before the last action has this slice.
    for rendered_at in range(last):
        earlier = [second for second in presses if second <= rendered_at]
        if earlier:
            assert get_slice(Thread(recommended_at=at(max(earlier))), at(rendered_at)) != now


@given(SECONDS, SECONDS, SECONDS)
def test_the_slice_is_stable_without_new_recommendations(
    last: int, extra: int, other_extra: int
) -> None:
    """After one slice, the value stays the same."""
    thread = Thread(recommended_at=at(last))
    later = [get_slice(thread, at(last + SLICE_SECONDS + more)) for more in (extra, other_extra)]
    assert later[0] == later[1]


@pytest.mark.parametrize("viewed_at", [0, 1, 10 * SLICE_SECONDS])
def test_a_thread_without_recommendations_has_no_slice(viewed_at: int) -> None:
    assert get_slice(Thread(), at(viewed_at)) is None
