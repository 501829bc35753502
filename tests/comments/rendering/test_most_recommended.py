"""The most recommended comments: as an order and as highlights."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from comments.models import Comment, Thread
from comments.rendering.highlights import MAX_RECOMMENDED, get_most_recommended
from comments.threads.comment_policy import get_comment_settings
from tests.comments.reactions.urls import ARTICLE
from tests.comments.rendering.test_query_counts import get_plans
from tests.people import fill_thread

type Recommended = Callable[[dict[int, int]], None]
ORDER = f"{ARTICLE}?order=recommended"
ABOVE = 'id="recommended-heading"'


@pytest.fixture
def recommended(thread: Thread) -> Recommended:
    """Set recommendation counts by number: ``recommended({3: 12})``."""

    def set_counts(counts: dict[int, int]) -> None:
        for number, count in counts.items():
            thread.comments.filter(number=number).update(recommend_count=count)
        Thread.objects.filter(pk=thread.pk).update(recommended_at=timezone.now())

    return set_counts


def numbers(text: str) -> list[int]:
    """Return the comment numbers of a page, in order."""
    return [int(part.partition('"')[0]) for part in text.split('id="c')[1:] if part[0].isdigit()]


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    """Ten comments."""
    return fill_thread(thread, 10)


def test_nothing_is_highlighted_without_recommendations(client: Client) -> None:
    assert ABOVE not in client.get(ARTICLE).text
    assert "data-no-recommendations" in client.get(ORDER).text


def test_two_recommendations_make_no_highlight(client: Client, recommended: Recommended) -> None:
    recommended({4: 2})
    assert ABOVE not in client.get(ARTICLE).text
    assert numbers(client.get(ORDER).text) == [4]


def test_the_top_three_are_highlighted(client: Client, recommended: Recommended) -> None:
    recommended({2: 3, 4: 9, 6: 5, 8: 4})
    above = client.get(ARTICLE).text.partition(ABOVE)[2].partition("</section>")[0]
    places = [above.find(f"/comments/{number}/") for number in (4, 6, 8)]
    assert -1 not in places
    assert places == sorted(places)
    assert "/comments/2/" not in above


def test_the_thread_keeps_its_order(client: Client, recommended: Recommended) -> None:
    recommended({2: 3, 4: 9})
    assert numbers(client.get(ARTICLE).text) == list(range(1, 11))


def test_the_most_recommended_come_first(client: Client, recommended: Recommended) -> None:
    recommended({2: 3, 4: 9, 9: 3})
    assert numbers(client.get(ORDER).text) == [4, 2, 9]


def test_removed_comments_are_left_out(client: Client, recommended: Recommended) -> None:
    recommended({2: 3, 4: 9})
    Comment.objects.filter(number=4).update(status=Comment.Status.REMOVED)
    assert numbers(client.get(ORDER).text) == [2]
    assert "/comments/4/" not in client.get(ARTICLE).text.partition(ABOVE)[2].partition("</sec")[0]


def test_a_site_can_turn_recommendations_off(
    client: Client, recommended: Recommended, settings: Settings
) -> None:
    recommended({4: 9})
    settings.COMMENT_RECOMMENDATIONS = False
    text = client.get(ORDER).text
    assert numbers(text) == list(range(1, 11))
    assert ABOVE not in text
    assert 'class="recommended"' not in text


def test_a_comment_has_its_count(client: Client, recommended: Recommended) -> None:
    recommended({4: 9, 5: 1})
    text = client.get(ARTICLE).text
    assert 'class="recommended" data-count="9"' in text
    assert 'class="recommended" data-count="1"' in text


def test_the_best_are_found_by_an_index(
    client: Client, thread: Thread, recommended: Recommended
) -> None:
    recommended({4: 9})
    with CaptureQueriesContext(
        connection,
    ) as captured:
        list(get_most_recommended(thread)[:MAX_RECOMMENDED])
    if connection.vendor == "sqlite":
        steps = [step for step, _ in get_plans([captured.captured_queries[0]["sql"]])]
        assert any("comments_comment_recommended" in step for step in steps), steps
        assert not any("TEMP B-TREE" in step for step in steps), steps


@pytest.mark.parametrize("path", [ARTICLE, ORDER])
def test_the_query_count_is_constant(client: Client, recommended: Recommended, path: str) -> None:
    costs = []
    for counts in ({4: 9}, dict.fromkeys(range(1, 11), 5)):
        recommended(counts)
        cache.clear()
        get_comment_settings()  # read once a minute, for all pages
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 8


def test_a_recommendation_reaches_the_cached_page_within_its_slice(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    monkeypatch.setattr("comments.rendering.recommendation_slices.timezone.now", lambda: now)
    version = Thread.objects.get().version
    client.get(ARTICLE)
    client.post("/2016/12/the-harbour/comments/4/recommend/")
    assert Thread.objects.get().version == version
    later = now + dt.timedelta(seconds=30)
    monkeypatch.setattr("comments.rendering.recommendation_slices.timezone.now", lambda: later)
    assert 'class="recommended" data-count="1"' in Client().get(ARTICLE).text
