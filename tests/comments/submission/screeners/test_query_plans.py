"""Queries of screeners use indexes."""

import pytest
from django.db import connection
from pytest_django import Settings

from comments.models import Commenter, Thread
from comments.submission.screeners.comment_policy import SlowMode
from comments.submission.screeners.duplicates import NearDuplicates
from comments.submission.screeners.rate_limit import RateLimit
from comments.submission.screening import RequestFacts, Screener, Submission
from comments.threads.comment_policy import EffectivePolicy
from tests.comments.rendering.test_query_counts import get_plans, get_queries

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite’s plans")

TEXT = "The harbour was full of ships from every port of the north, and nobody had room to turn."


@pytest.mark.parametrize(
    ("screener", "index"),
    [
        (RateLimit(), "comments_comment_by_commenter"),
        (RateLimit(), "comments_comment_by_network"),
        (SlowMode(), "comments_comment_by_commenter"),
    ],
)
def test_recent_comments_are_found_by_index(
    settings: Settings, thread: Thread, rex: Commenter, screener: Screener, index: str
) -> None:
    settings.COMMENT_RATE_COMMENTER = settings.COMMENT_RATE_NETWORK = 10
    steps = get_query_plan_steps(screener, thread, rex)
    assert any(f"INDEX {index} " in step for step in steps), steps
    assert not any("SCAN" in step or "TEMP B-TREE" in step for step in steps), steps


def test_the_newest_minhashes_are_read_from_the_index(thread: Thread, rex: Commenter) -> None:
    (step,) = get_query_plan_steps(NearDuplicates(), thread, rex)
    # A thousand rows are read in index order, without sorting.
    assert step.startswith("SCAN comments_minhash USING INDEX")


def get_query_plan_steps(screener: Screener, thread: Thread, commenter: Commenter) -> list[str]:
    """Return the steps of SQLite’s query plans for a screener."""
    submission = Submission(
        thread=thread,
        commenter=commenter,
        body=TEXT,
        html="",
        text=TEXT,
        facts=RequestFacts(ip_address="192.0.2.1"),
        policy=EffectivePolicy(slow_minutes=10),
    )
    return [step for step, _ in get_plans(get_queries(lambda: screener.screen(submission)))]
