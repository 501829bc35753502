import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.screening import Outcome, Verdict
from moderation.decisions.services.decide import decide
from moderation.decisions.services.decision_log import log_verdict
from moderation.decisions.services.undo import undo_decision
from moderation.models import Decision
from moderation.statistics.charts import WIDTH, build_bar_chart
from moderation.statistics.figures import DecisionTimes, get_statistics
from tests.people import CreateComment, fill_thread

pytestmark = [pytest.mark.every_database, pytest.mark.slow]

Action = Decision.Action
PAGE = "/admin/moderation/statistics/"


def chart(key: str, *, days: int = 30) -> dict[str, int]:
    """Return the values of a chart by label."""
    [found] = [chart for chart in get_statistics(days).charts if chart.key == key]
    return {bar.label: bar.value for bar in found.bars}


@pytest.fixture
def held(create_comment: CreateComment, nia: Commenter) -> Callable[..., Comment]:
    """Return a function that makes a comment held some hours ago."""

    def _held(hours: float, body: str) -> Comment:
        with time_machine.travel(timezone.now() - dt.timedelta(hours=hours)):
            comment = create_comment(nia, body)
        Commenter.objects.update(trust=Commenter.Trust.NEWCOMER)
        return Comment.objects.select_related("commenter", "thread__article").get(pk=comment.pk)

    return _held


def test_pending_comments_by_age(held: Callable[..., Comment]) -> None:
    for hours, body in ((0.5, "One"), (5, "Two"), (6, "Three"), (200, "Four")):
        held(hours, body)
    assert list(chart("pending").values()) == [1, 2, 0, 1]


def test_time_to_decision(held: Callable[..., Comment], mo: User) -> None:
    waits = [held(hours, f"Number {hours}") for hours in (1, 2, 30)]
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        for comment in waits:
            decide(moderator=mo, item=comment, action=Action.REJECT, expected_version=0)
    times = get_statistics(7).times
    assert times.count == 3
    assert times.median is not None
    assert times.p95 is not None
    assert round(times.median.total_seconds() / 3600) == 2
    assert round(times.p95.total_seconds() / 3600) == 30


def test_no_decisions(db: None) -> None:
    found = get_statistics(7)
    assert found.times == DecisionTimes(0)
    assert (found.spam.precision, found.spam.recall) == (None, None)


def test_decisions_by_moderator_and_screener(
    held: Callable[..., Comment], mo: User, ed: User
) -> None:
    for username, body in ((mo, "One"), (mo, "Two"), (ed, "Three")):
        decide(moderator=username, item=held(1, body), action=Action.REJECT, expected_version=0)
    assert chart("people") == {"Mo": 2, "Ed": 1}
    assert list(chart("screeners").values()) == [3]


def test_older_decisions_are_left_out(held: Callable[..., Comment], mo: User) -> None:
    comment = held(24 * 60, "One")
    with time_machine.travel(timezone.now() - dt.timedelta(days=40)):
        decide(moderator=mo, item=comment, action=Action.REJECT, expected_version=0)
    assert chart("people", days=30) == {}
    assert chart("people", days=90) == {"Mo": 1}


def test_the_busiest_threads(thread: Thread) -> None:
    fill_thread(thread, 5)
    Comment.objects.update(submitted_at=timezone.now())
    assert chart("threads") == {"The Harbour": 5}


def test_spam_filter_results(held: Callable[..., Comment], mo: User) -> None:
    verdict = Verdict(Outcome.SPAM, "", "spam-filter")
    marked = []
    for n in range(4):
        comment = held(1, f"Pills {n}")
        Comment.objects.filter(pk=comment.pk).update(status=Comment.Status.SPAM)
        comment.refresh_from_db()
        marked.append(log_verdict(comment=comment, verdict=verdict))
    wrong = marked[0]
    assert wrong is not None
    undo_decision(moderator=mo, decision=wrong)
    decide(moderator=mo, item=held(1, "More pills"), action=Action.SPAM, expected_version=0)
    spam = get_statistics(7).spam
    assert (spam.caught, spam.wrong, spam.missed) == (4, 1, 1)
    assert (spam.precision, spam.recall) == (0.75, 0.75)


class TestPage:
    @pytest.mark.parametrize("username", ["nobody", "otto", "ann"])
    def test_others_have_no_access(
        self, request: pytest.FixtureRequest, client: Client, db: None, username: str
    ) -> None:
        if username != "nobody":
            client.force_login(request.getfixturevalue(username))
        assert client.get(PAGE).status_code in {302, 403}

    @pytest.mark.parametrize("username", ["mo", "ed"])
    def test_moderators_have_access(
        self,
        request: pytest.FixtureRequest,
        client: Client,
        held: Callable[..., Comment],
        username: str,
    ) -> None:
        held(5, "Hello")
        client.force_login(request.getfixturevalue(username))
        page = client.get(PAGE, {"days": "7"}).text
        assert 'id="chart-pending"' in page
        assert page.count('<th scope="row">') >= 4

    def test_the_number_of_queries_is_fixed(
        self, client: Client, held: Callable[..., Comment], mo: User
    ) -> None:
        def count_queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(PAGE).status_code == 200
            return len(captured)

        client.force_login(mo)
        decide(moderator=mo, item=held(1, "One"), action=Action.REJECT, expected_version=0)
        client.get(PAGE)
        one = count_queries()
        for n in range(5):
            comment = held(2, f"More {n}")
            decide(moderator=mo, item=comment, action=Action.REJECT, expected_version=0)
        assert count_queries() == one


class TestBars:
    def test_the_longest_bar_fills_the_width(self) -> None:
        drawing = build_bar_chart(
            "key", "Title", [("one", 1), ("four", 4), ("none", 0), ("few", 2)]
        )
        assert [bar.width for bar in drawing.bars] == [WIDTH // 4, WIDTH, 0, WIDTH // 2]

    def test_small_values_are_visible(self) -> None:
        drawing = build_bar_chart("key", "Title", [("one", 1), ("many", 100_000)])
        assert drawing.bars[0].width == 2

    def test_zero_has_no_width(self) -> None:
        assert [bar.width for bar in build_bar_chart("key", "Title", [("none", 0)]).bars] == [0]
        assert build_bar_chart("key", "Title", []).height == 0
