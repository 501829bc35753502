"""An external screener is called over HTTPS, with a timeout."""

import hashlib
import hmac
import json

import pytest
from pytest_django import Settings

from comments.models import Comment, Commenter, Thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome, Verdict
from comments.submission.services import submit_comment
from moderation.filters.screeners.external import ExternalScreener
from tests.fake_http import FakeHost
from tests.moderation.filters.screeners.conftest import Submit

pytestmark = pytest.mark.slow


@pytest.fixture
def screener(https_host: FakeHost, settings: Settings) -> FakeHost:
    """A fake screener at ``/screen``."""
    settings.SCREENER_URL = f"https://{https_host.netloc}/screen"
    settings.SCREENER_SECRET = "shared"
    settings.SCREENER_SECONDS = 5
    https_host.responses["/screen"] = (204, b"")
    return https_host


def reply_with(screener: FakeHost, **facts: object) -> None:
    screener.responses["/screen"] = (200, json.dumps(facts).encode())


def get_verdict(submission: Submit, commenter: Commenter) -> Verdict:
    verdict = ExternalScreener().screen(
        submission(commenter, "Cheap <b>pills</b> https://a.example/")
    )
    assert verdict is not None
    return verdict


def test_nothing_is_called_without_a_url(submission: Submit, rex: Commenter) -> None:
    assert ExternalScreener().screen(submission(rex, "Hello")) is None


def test_the_message_has_the_text_and_no_addresses(
    screener: FakeHost, submission: Submit, rex: Commenter
) -> None:
    assert ExternalScreener().screen(submission(rex, "Cheap <b>pills</b>")) is None
    method, _path, headers, body = screener.requests[0]
    facts = json.loads(body)
    assert (method, headers["content-type"]) == ("POST", "application/json")
    assert facts["action"] == "new"
    assert facts["article"]["url"] == "http://testserver/2016/12/the-harbour.html"
    assert facts["comment"]["text"] == "Cheap pills"
    assert facts["commenter"]["name"] == "Rex"
    assert b"rex@example.org" not in body
    assert b"192.0.2.1" not in body


def test_the_message_is_signed(screener: FakeHost, submission: Submit, rex: Commenter) -> None:
    ExternalScreener().screen(submission(rex, "Hello"))
    _method, _path, headers, body = screener.requests[0]
    moment, mac = (part.partition("=")[2] for part in headers["folkmoot-signature"].split(","))
    expected = hmac.new(b"shared", moment.encode() + b"." + body, hashlib.sha256)
    assert mac == expected.hexdigest()


@pytest.mark.parametrize(
    ("outcome", "reason_code"),
    [
        (Outcome.HOLD, ReasonCode.EXTERNAL),
        (Outcome.REJECT, ReasonCode.EXTERNAL_REJECTED),
        (Outcome.SPAM, ReasonCode.EXTERNAL_REJECTED),
    ],
)
def test_the_verdict_is_returned(
    screener: FakeHost,
    submission: Submit,
    rex: Commenter,
    outcome: Outcome,
    reason_code: ReasonCode,
) -> None:
    reply_with(screener, outcome=outcome, note="An offer", marks=[[6, 11]])
    verdict = get_verdict(submission, rex)
    assert (verdict.outcome, verdict.reason_code) == (outcome, reason_code)
    assert verdict.evidence == {"note": "An offer", "marks": [[6, 11]]}


@pytest.mark.parametrize("facts", [{}, {"outcome": None}, {"outcome": "publish"}])
def test_a_reply_without_an_outcome_passes(
    screener: FakeHost, submission: Submit, rex: Commenter, facts: dict[str, object]
) -> None:
    reply_with(screener, **facts)
    assert ExternalScreener().screen(submission(rex, "Hello")) is None


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b""),
        (302, b""),
        (200, b"What?"),
        (200, b"[]"),
        (200, b'{"outcome": "praise"}'),
        (200, b'{"outcome": ["hold"]}'),
        (200, b'{"outcome": "hold", "marks": [[5, 2]]}'),
        (200, b'{"outcome": "hold", "marks": "all"}'),
        (200, b" " * 100_000),
    ],
)
def test_an_invalid_reply_holds(
    screener: FakeHost, submission: Submit, rex: Commenter, status: int, body: bytes
) -> None:
    screener.responses["/screen"] = (status, body)
    verdict = get_verdict(submission, rex)
    assert (verdict.outcome, verdict.reason_code) == (Outcome.HOLD, ReasonCode.UNSCREENED)
    assert verdict.evidence["error"]


def test_a_slow_screener_is_not_called_again_at_once(
    screener: FakeHost, submission: Submit, rex: Commenter, settings: Settings
) -> None:
    settings.SCREENER_URL = f"https://{screener.netloc}/slow"
    settings.SCREENER_SECONDS = 0.5
    assert get_verdict(submission, rex).outcome is Outcome.HOLD
    request_count = len(screener.requests)
    assert get_verdict(submission, rex).outcome is Outcome.HOLD
    assert len(screener.requests) == request_count


def test_a_private_host_is_not_called(
    screener: FakeHost, submission: Submit, rex: Commenter, settings: Settings
) -> None:
    settings.OUTBOUND_PRIVATE_HOSTS = []
    assert get_verdict(submission, rex).outcome is Outcome.HOLD
    assert screener.requests == []


def test_a_url_without_tls_is_not_called(
    allowed_host: FakeHost, submission: Submit, rex: Commenter, settings: Settings
) -> None:
    settings.SCREENER_URL = f"http://{allowed_host.netloc}/"
    assert get_verdict(submission, rex).outcome is Outcome.HOLD
    assert allowed_host.requests == []


def test_the_site_applies_the_verdict(screener: FakeHost, thread: Thread, rex: Commenter) -> None:
    reply_with(screener, outcome="hold")
    comment = submit_comment(thread=thread, commenter=rex, body="Hello").comment
    assert comment is not None
    assert (comment.status, comment.reason_code) == (Comment.Status.HELD, ReasonCode.EXTERNAL)
