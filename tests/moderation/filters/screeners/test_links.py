"""Comments with many links, and the first link of a new commenter, are held."""

import pytest

from accounts.models import User
from comments.models import Commenter
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome
from comments.visitors.services.commenters import get_or_create_user_commenter
from moderation.filters.screeners.links import FirstLink, ManyLinks
from moderation.models import ModerationSettings
from tests.moderation.filters.screeners.conftest import Submit
from tests.people import CreateComment


def links(count: int, host: str = "example.org") -> str:
    return " ".join(f"https://{host}/{n}" for n in range(count))


@pytest.fixture
def lenient(db: None) -> ModerationSettings:
    """Settings that let first links pass."""
    return ModerationSettings.objects.create(pk=1, hold_first_link=False)


def test_too_many_links_are_held(submission: Submit, rex: Commenter) -> None:
    submitted = submission(rex, links(5))
    verdict = ManyLinks().screen(submitted)
    assert verdict is not None
    assert (verdict.outcome, verdict.reason_code) == (Outcome.HOLD, ReasonCode.MANY_LINKS)
    assert verdict.evidence["count"] == 5
    marks = verdict.evidence["marks"]
    assert isinstance(marks, list)
    assert submitted.text[slice(*marks[1])] == "https://example.org/1"


def test_the_maximum_passes(submission: Submit, rex: Commenter) -> None:
    assert ManyLinks().screen(submission(rex, links(4))) is None


def test_links_to_this_site_are_not_counted(submission: Submit, rex: Commenter) -> None:
    assert ManyLinks().screen(submission(rex, links(9, "testserver"))) is None
    assert FirstLink().screen(submission(rex, links(1, "testserver"))) is None


def test_the_limit_is_a_setting(submission: Submit, rex: Commenter) -> None:
    row = ModerationSettings.objects.create(pk=1, most_links=0)
    assert ManyLinks().screen(submission(rex, links(1))) is not None
    row.most_links = None
    row.save()
    assert ManyLinks().screen(submission(rex, links(50))) is None


def test_the_first_link_of_a_new_commenter_is_held(
    submission: Submit, create_comment: CreateComment, rex: Commenter
) -> None:
    create_comment(rex, "Hello")
    verdict = FirstLink().screen(submission(rex, links(1)))
    assert verdict is not None
    assert (verdict.outcome, verdict.reason_code) == (Outcome.HOLD, ReasonCode.FIRST_LINK)
    assert verdict.evidence["links"] == "https://example.org/0"


def test_the_second_link_passes(
    lenient: ModerationSettings, submission: Submit, create_comment: CreateComment, rex: Commenter
) -> None:
    create_comment(rex, links(1))
    lenient.hold_first_link = True
    lenient.save()
    assert FirstLink().screen(submission(rex, links(1))) is None


def test_an_established_commenter_can_link(
    submission: Submit, create_comment: CreateComment, rex: Commenter
) -> None:
    for n in range(5):
        create_comment(rex, f"Remark {n}")
    assert FirstLink().screen(submission(rex, links(1))) is None


def test_holding_first_links_is_a_setting(
    lenient: ModerationSettings, submission: Submit, rex: Commenter
) -> None:
    assert FirstLink().screen(submission(rex, links(1))) is None


def test_staff_can_link(submission: Submit, mo: User) -> None:
    submitted = submission(get_or_create_user_commenter(mo), links(9))
    assert ManyLinks().screen(submitted) is None
    assert FirstLink().screen(submitted) is None
