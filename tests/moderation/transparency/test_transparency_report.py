"""Transparency report: figures by month."""

import csv
import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from comments.models import Commenter
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Guideline, Report
from moderation.reports.services import report_comment
from moderation.statements.services.appeals import reject_appeal, submit_appeal
from moderation.transparency.transparency_report import MONTHS, get_transparency_report
from tests.moderation.conftest import Remove
from tests.people import CreateComment

REPORT = "/moderation/log/report/"
NOW = dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)


def figures(name: str, *, section: str = "") -> list[int | float | str]:
    """Return the figures of a metric, current month first."""
    [line] = [
        line
        for part in get_transparency_report().sections
        for line in part.lines
        if line.name == name and section in part.name
    ]
    assert len(line.figures) == MONTHS
    return list(line.figures)


@pytest.fixture(autouse=True)
def _march() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_months(db: None) -> None:
    months = get_transparency_report().months
    assert (months[0], months[-1]) == (dt.date(2026, 3, 1), dt.date(2025, 4, 1))


def test_decisions_by_month(remove: Remove) -> None:
    remove("One")
    with time_machine.travel(NOW - dt.timedelta(days=40)):
        remove("Two", guideline="illegal")
    assert figures("Total")[:3] == [1, 1, 0]
    assert figures("removed")[:3] == [1, 1, 0]
    assert figures("On our own initiative")[:2] == [1, 1]
    assert figures("Insult or threat")[:2] == [1, 0]
    assert figures("Illegal content", section="Restrictions")[:2] == [0, 1]
    assert figures("By moderators")[:2] == [1, 1]
    assert figures("Fully automated")[:2] == [0, 0]


def test_spam_is_included(create_comment: CreateComment, spike: Commenter, mo: User) -> None:
    comment = create_comment(spike, "Pills")
    decide(moderator=mo, item=comment, action=Decision.Action.SPAM, expected_version=0)
    assert figures("marked as spam")[0] == 1
    assert figures("By moderators, after automated detection")[0] == 1
    assert figures("No guideline")[0] == 1


def test_reports_and_median_time(
    create_comment: CreateComment, rex: Commenter, otto: User, ann: User, ed: User, mo: User
) -> None:
    comment = create_comment(rex, "You fool")
    for hours, reader in ((30, otto), (4, ann), (2, ed)):
        with time_machine.travel(NOW - dt.timedelta(hours=hours)):
            report_comment(
                visitor=Visitor(user=reader), comment=comment, reason=Report.Reason.INSULT
            )
    action = Decision.Action.REMOVE
    decide(moderator=mo, item=comment, action=action, expected_version=comment.version)
    assert figures("Reports by readers")[0] == 3
    assert figures("Reports that led to the removal of a comment")[0] == 3
    assert figures("Median hours to decision", section="Notices")[:2] == [4.0, ""]
    assert figures("After reports")[0] == 1


def test_appeals(remove: Remove, mo: User, ed: User) -> None:
    with time_machine.travel(NOW - dt.timedelta(hours=5)):
        answered = submit_appeal(statement=remove("One"), text="Why?")
        submit_appeal(statement=remove("Two"), text="And why that?")
    reject_appeal(moderator=ed, appeal=answered, explanation="Read the rules")
    assert figures("Appeals")[0] == 2
    assert figures("Appeals rejected (decision upheld)")[0] == 1
    assert figures("Pending appeals")[0] == 1
    assert figures("Median hours to decision", section="Complaints")[0] == 5.0


def test_page_and_csv_agree(client: Client, remove: Remove) -> None:
    remove()
    Guideline.objects.filter(code="insult").update(name="=Insult")
    page = client.get(REPORT)
    assert "public" in page["Cache-Control"]
    assert '<th scope="row">=Insult</th>' in page.text
    table = list(csv.reader(io.StringIO(client.get("/moderation/log/report.csv").text)))
    assert table[0][:3] == ["", "", "2026-03"]
    assert ["By guideline", "'=Insult", "1"] in [row[:3] for row in table]


def test_fixed_number_of_queries_and_cache(
    remove: Remove, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(3):
        remove(f"Number {n}")
    with django_assert_num_queries(7):
        get_transparency_report()
    with django_assert_num_queries(0):
        get_transparency_report()
