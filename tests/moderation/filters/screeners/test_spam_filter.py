"""The spam filter as a screener: outcomes, thresholds and evidence."""

import pytest
from django.db import IntegrityError

from accounts.models import User
from comments.models import Comment, Commenter
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome
from comments.visitors.services.commenters import get_or_create_user_commenter
from moderation.filters.screeners.spam_filter import SpamFilter, get_outcome
from moderation.models import Decision, ModerationSettings
from tests.moderation.filters.screeners.conftest import Submit
from tests.people import CreateComment

PILLS = (
    "Buy cheap viagra and cialis pills online, best price, free shipping, order now at"
    " http://pills.example/buy or visit my website www.casino.example"
)


def test_obvious_spam_is_marked_as_spam(submission: Submit, spike: Commenter) -> None:
    submitted = submission(spike, PILLS)
    verdict = SpamFilter().screen(submitted)
    assert verdict is not None
    assert (verdict.outcome, verdict.reason_code) == (Outcome.SPAM, ReasonCode.SPAM_FILTER)
    score, words, marks = (verdict.evidence[name] for name in ("score", "words", "marks"))
    assert isinstance(score, float)
    assert 0.97 < score <= 1
    assert isinstance(words, list)
    assert "http://pills.example/buy" in [word for word, _part in words]
    assert isinstance(marks, list)
    assert any("viagra" in submitted.text[slice(*mark)] for mark in marks)


def test_ham_passes(submission: Submit, nia: Commenter) -> None:
    assert SpamFilter().screen(submission(nia, "The harbour was closed in May.")) is None


def test_hidden_link_urls_are_classified(submission: Submit, spike: Commenter) -> None:
    body = 'Nice post, <a href="http://pills.example/buy-viagra">visit my website</a>'
    submitted = submission(spike, body)
    verdict = SpamFilter().screen(submitted)
    assert verdict is not None
    words, marks = verdict.evidence["words"], verdict.evidence["marks"]
    assert isinstance(words, list)
    assert isinstance(marks, list)
    assert "http://pills.example/buy-viagra" in [word for word, _part in words]
    assert all(end <= len(submitted.text) for _start, end in marks)


def test_bland_praise_under_a_firms_name_is_held(submission: Submit, nia: Commenter) -> None:
    praise = "This is such an insightful and well written post. Thank you for the great content."
    assert SpamFilter().screen(submission(nia, praise)) is None
    nia.name = "Acme Roofing Services"
    verdict = SpamFilter().screen(submission(nia, praise))
    assert verdict is not None
    assert verdict.outcome in {Outcome.HOLD, Outcome.SPAM}


@pytest.mark.parametrize(
    ("score", "newcomer", "regular"),
    [
        (0.79, None, None),
        (0.80, Outcome.HOLD, None),
        (0.96, Outcome.HOLD, None),
        (0.97, Outcome.SPAM, Outcome.HOLD),
    ],
)
def test_thresholds(
    score: float, newcomer: Outcome | None, regular: Outcome | None, nia: Commenter, rex: Commenter
) -> None:
    assert get_outcome(score, nia.trust, ModerationSettings()) == newcomer
    assert get_outcome(score, rex.trust, ModerationSettings()) == regular


def test_staff_are_exempt(submission: Submit, mo: User) -> None:
    assert SpamFilter().screen(submission(get_or_create_user_commenter(mo), PILLS)) is None


def test_the_filter_can_be_switched_off(submission: Submit, spike: Commenter) -> None:
    ModerationSettings.objects.create(pk=1, spam_filter=False)
    assert SpamFilter().screen(submission(spike, PILLS)) is None


def test_the_evidence_is_logged(create_comment: CreateComment, spike: Commenter) -> None:
    comment = create_comment(spike, PILLS)
    assert comment.status == Comment.Status.SPAM
    decision = Decision.objects.get(comment=comment)
    assert decision.screener == "spam-filter"
    assert set(decision.evidence) == {"score", "words", "marks"}


@pytest.mark.parametrize(("hold", "spam"), [(0, 97), (80, 101), (90, 80)])
@pytest.mark.django_db
def test_invalid_thresholds_are_refused(hold: int, spam: int) -> None:
    with pytest.raises(IntegrityError):
        ModerationSettings.objects.create(pk=1, spam_filter_hold=hold, spam_filter_spam=spam)
