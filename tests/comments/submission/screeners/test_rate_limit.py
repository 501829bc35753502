"""Rate limits per commenter, address and network."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter, Thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome, RequestFacts, Verdict
from comments.submission.services import submit_comment
from comments.visitors.services.commenters import get_or_create_guest, get_or_create_user_commenter
from comments.visitors.visitor import ANONYMOUS_VISITOR, Visitor
from tests.comments.submission.posting import submit

pytestmark = pytest.mark.slow

NOON = "2026-03-01T12:00:00Z"


@pytest.fixture(autouse=True)
def limits(settings: Settings) -> None:
    """Allow three comments per commenter, four per address and six per network."""
    settings.COMMENT_RATE_MINUTES = 10
    settings.COMMENT_RATE_COMMENTER = 3
    settings.COMMENT_RATE_ADDRESS = 4
    settings.COMMENT_RATE_NETWORK = 6


def submit_to(
    thread: Thread, commenter: Commenter, body: str, *, ip: str = "", user: User | None = None
) -> Verdict:
    """Submit a comment from an address."""
    facts = RequestFacts(
        ip_address=ip or None, visitor=Visitor(user) if user else ANONYMOUS_VISITOR
    )
    return submit_comment(
        thread=thread, commenter=commenter, body=body, request_facts=facts
    ).verdict


def guest(number: int) -> Commenter:
    return get_or_create_guest(name=f"Guest {number}", email=f"guest{number}@example.org")


def test_a_commenter_sees_when_to_retry(
    client: Client, thread: Thread, rex: Commenter, article: Article
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for n in range(3):
            assert submit_to(thread, rex, f"Remark {n}.").outcome is Outcome.PUBLISH
            clock.shift(60)
        response = submit(client, article, name="Rex", email="rex@example.org", body="Remark 3.")
        assert response.status_code == 429
        assert "12:10 UTC" in response.text
        assert "Remark 3." in response.text
        clock.move_to("2026-03-01T12:09:59Z")
        assert submit_to(thread, rex, "Remark 3.").reason_code == ReasonCode.RATE_LIMITED
        clock.shift(1)
        assert submit_to(thread, rex, "Remark 3.").outcome is Outcome.PUBLISH


def test_a_double_click_at_the_limit_is_one_comment(thread: Thread, rex: Commenter) -> None:
    for n in range(3):
        submit_to(thread, rex, f"Remark {n}.", ip="192.0.2.7")
    assert submit_to(thread, rex, "Remark 2.", ip="192.0.2.7").outcome is Outcome.PUBLISH
    assert Comment.objects.count() == 3


def test_one_address_with_many_names(thread: Thread, rex: Commenter) -> None:
    for n in range(4):
        assert submit_to(thread, guest(n), "Pills!", ip="192.0.2.7").outcome is Outcome.HOLD
    verdict = submit_to(thread, rex, "Fine ships.", ip="192.0.2.7")
    assert (verdict.reason_code, verdict.is_stored) == (ReasonCode.RATE_LIMITED, False)
    assert "from your network" in verdict.get_message()
    assert submit_to(thread, rex, "Fine ships.", ip="192.0.2.8").outcome is Outcome.PUBLISH


def test_one_ipv6_customer_is_one_address(thread: Thread, rex: Commenter) -> None:
    for n in range(4):
        address = f"2001:db8:1:2:{n}::1"
        assert submit_to(thread, guest(n), "Pills!", ip=address).outcome is Outcome.HOLD
    refused = submit_to(thread, rex, "Fine ships.", ip="2001:db8:1:2::9")
    assert refused.reason_code == ReasonCode.RATE_LIMITED
    assert submit_to(thread, rex, "Fine ships.", ip="2001:db8:1:3::1").outcome is Outcome.PUBLISH


@pytest.mark.parametrize(
    ("addresses", "beside", "elsewhere"),
    [
        ("192.0.2.{}", "192.0.2.200", "192.0.3.1"),
        ("2001:db8:1:{}::1", "2001:db8:1:9::1", "2001:db8:2::1"),
    ],
)
def test_one_network_with_many_addresses(
    thread: Thread, rex: Commenter, addresses: str, beside: str, elsewhere: str
) -> None:
    for n in range(1, 7):
        assert submit_to(thread, guest(n), "Pills!", ip=addresses.format(n)).outcome is Outcome.HOLD
    assert submit_to(thread, rex, "Fine ships.", ip=beside).reason_code == ReasonCode.RATE_LIMITED
    assert submit_to(thread, rex, "Fine ships.", ip=elsewhere).outcome is Outcome.PUBLISH


def test_zero_disables_a_limit(thread: Thread, rex: Commenter, settings: Settings) -> None:
    settings.COMMENT_RATE_COMMENTER = 0
    settings.COMMENT_RATE_NETWORK = 0
    for n in range(4):
        assert submit_to(thread, rex, f"Remark {n}.", ip=f"192.0.2.{n}").outcome is Outcome.PUBLISH
    for n in range(3):
        submit_to(thread, rex, f"More {n}.", ip="192.0.2.3")
    assert submit_to(thread, rex, "More.", ip="192.0.2.3").reason_code == ReasonCode.RATE_LIMITED


def test_moderators_are_not_limited(thread: Thread, mo: User) -> None:
    mo = User.objects.get(pk=mo.pk)
    for n in range(5):
        verdict = submit_to(
            thread, get_or_create_user_commenter(mo), f"Please calm down, {n}.", user=mo
        )
        assert verdict.outcome is Outcome.PUBLISH


def test_the_cost_does_not_grow(thread: Thread, rex: Commenter, settings: Settings) -> None:
    settings.COMMENT_RATE_COMMENTER = settings.COMMENT_RATE_ADDRESS = 20

    def count_queries(words: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            submit_to(thread, rex, words, ip="192.0.2.1")
        return len(captured)

    submit_to(thread, rex, "First.", ip="192.0.2.1")
    few = count_queries("Second.")
    for n in range(3):
        submit_to(thread, rex, f"Remark {n}.", ip="192.0.2.1")
    assert count_queries("Last.") == few


def test_unknown_clients_share_one_limit(thread: Thread, rex: Commenter) -> None:
    for n in range(4):
        assert submit_to(thread, guest(n), "Pills!").outcome is Outcome.HOLD
    assert submit_to(thread, rex, "Fine ships.").reason_code == ReasonCode.RATE_LIMITED
    assert submit_to(thread, rex, "Fine ships.", ip="192.0.2.7").outcome is Outcome.PUBLISH
