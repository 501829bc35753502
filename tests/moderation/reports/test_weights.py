from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from accounts.models import User
from comments.models import Comment, Thread
from comments.visitors.visitor import Visitor
from moderation.models import Decision, Report
from moderation.reports.services import report_comment
from moderation.reports.weights import add_weights, compute_weight, get_total_weight
from tests.people import fill_thread

counts = st.integers(0, 1000)
type CreateHistory = Callable[..., None]


@given(counts, counts)
def test_a_weight_is_between_zero_and_two(upheld: int, rejected: int) -> None:
    answered = upheld + rejected
    assert 0 < compute_weight(upheld=upheld, answered=answered) < 2
    assert compute_weight(upheld=upheld + 1, answered=answered + 1) > compute_weight(
        upheld=upheld, answered=answered
    )
    assert compute_weight(upheld=upheld, answered=answered + 1) < compute_weight(
        upheld=upheld, answered=answered
    )


def test_an_unknown_reader_weighs_one() -> None:
    assert compute_weight(upheld=0, answered=0) == 1


@pytest.fixture
def comments(thread: Thread) -> list[Comment]:
    return fill_thread(thread, 20)


@pytest.fixture
def create_history(comments: list[Comment]) -> CreateHistory:
    """Return a function that gives a reporter a history of upheld or rejected reports."""
    unreported = iter(comments[1:])

    def make(*, upheld: int = 0, rejected: int = 0, withdrawn: int = 0, **reader: object) -> None:
        outcomes = ["removed"] * upheld + ["kept"] * rejected + ["withdrawn"] * withdrawn
        for outcome in outcomes:
            Report.objects.create(
                comment=next(unreported), reason="spam", outcome=outcome,
                resolved_at=timezone.now(),
                **reader,
            )  # fmt: skip

    return make


def get_weight(comment: Comment, **reader: object) -> float:
    """Return how much a report of this reader weighs now."""
    return add_weights([Report(comment=comment, reason="spam", **reader)])[0].weight


def test_an_account_is_known_in_any_network(
    comments: list[Comment], create_history: CreateHistory, otto: User
) -> None:
    create_history(upheld=3, reporter=otto, network="192.0.2.0")
    assert get_weight(comments[0], reporter=otto, network="192.0.3.0") == compute_weight(
        upheld=3, answered=3
    )
    assert get_weight(comments[0], network="192.0.2.0") == 1


def test_a_guest_is_known_by_the_network(
    comments: list[Comment], create_history: CreateHistory
) -> None:
    create_history(rejected=2, network="192.0.2.0", reporter_key="a")
    expected = compute_weight(upheld=0, answered=2)
    assert get_weight(comments[0], network="192.0.2.0", reporter_key="b") == expected
    assert get_weight(comments[0], network="192.0.3.0", reporter_key="a") == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("192.0.2.1", "192.0.2.200"),
        ("2001:db8:1:2::1", "2001:db8:1:2::2"),
        ("2001:db8:1:2::1", "2001:db8:1:3::1"),
    ],
)
def test_a_new_address_is_no_new_reader(comments: list[Comment], first: str, second: str) -> None:
    for address in (first, second):
        report_comment(
            visitor=Visitor(browser_key=address.replace(":", "")),
            comment=comments[0],
            reason=Report.Reason.SPAM,
            ip_address=address,
        )
    Report.objects.filter(ip_address=first).update(outcome="kept", resolved_at=timezone.now())
    (report,) = add_weights(list(Report.objects.open()))
    assert report.weight == compute_weight(upheld=0, answered=1)


def test_withdrawn_comments_do_not_count(
    comments: list[Comment], create_history: CreateHistory
) -> None:
    create_history(withdrawn=4, network="192.0.2.0")
    assert get_weight(comments[0], network="192.0.2.0") == 1


@pytest.mark.slow
def test_two_reliable_readers_weigh_like_three(
    comments: list[Comment], create_history: CreateHistory, settings: Settings
) -> None:
    settings.COMMENT_REPORTS_HOLD = 3
    for n in (1, 2):
        create_history(upheld=4, network=f"192.0.{n}.0")
        _report(comments[0], n)
    assert Comment.objects.get(pk=comments[0].pk).status == "held"
    assert Decision.objects.get().evidence["weight"] == 3.33


def test_unreliable_readers_hold_nothing(
    comments: list[Comment], create_history: CreateHistory, settings: Settings
) -> None:
    settings.COMMENT_REPORTS_HOLD = 3
    for n in (1, 2, 3, 4):
        create_history(rejected=3, network=f"192.0.{n}.0")
        _report(comments[0], n)
    assert Comment.objects.get(pk=comments[0].pk).status == "published"


def test_each_reader_counts_once() -> None:
    twice = [Report(network="192.0.2.0"), Report(network="192.0.2.0", reporter_key="b")]
    assert get_total_weight(twice) == 1


def test_one_query_for_any_number_of_reports(comments: list[Comment], otto: User) -> None:
    reports = [Report(network=f"192.0.{n}.0") for n in range(50)] + [Report(reporter=otto)]
    with CaptureQueriesContext(connection) as captured:
        add_weights(reports)
    assert len(captured) == 1


def _report(comment: Comment, n: int) -> None:
    report_comment(
        visitor=Visitor(browser_key=f"key-{n}"),
        comment=comment,
        reason=Report.Reason.SPAM,
        ip_address=f"192.0.{n}.1",
    )
