"""Comments under names that suggest staff are held, except for staff."""

import pytest

from accounts.models import User
from comments.models import Comment
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome
from comments.threads.services.status import change_status
from comments.visitors.services.commenters import get_or_create_guest, get_or_create_user_commenter
from moderation.filters.screeners.impersonation import Impersonation
from tests.moderation.filters.screeners.conftest import Submit
from tests.people import CreateComment


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("Ann (author)", "Ann"),
        ("The real Аnn", "Ann"),  # Cyrillic А
        ("Rex – Moderator", "moderator"),
        ("ADM1N", "admin"),
        ("Folkmoot Team", "Folkmoot"),
        ("Offiziell", "offiziell"),
        ("The Author", "author"),
    ],
)
def test_a_name_that_contains_a_protected_name_is_held(
    ann: User, submission: Submit, name: str, like: str
) -> None:
    commenter = get_or_create_guest(name=name, email="x@example.org")
    verdict = Impersonation().screen(submission(commenter, "Hello"))
    assert verdict is not None
    assert (verdict.outcome, verdict.reason_code) == (Outcome.HOLD, ReasonCode.IMPERSONATION)
    assert verdict.evidence == {"name": name, "like": like}


@pytest.mark.parametrize("name", ["Annika", "Joanna", "Modest", "Rex"])
def test_other_names_pass(ann: User, submission: Submit, name: str) -> None:
    commenter = get_or_create_guest(name=name, email="x@example.org")
    assert Impersonation().screen(submission(commenter, "Hello")) is None


def test_staff_can_use_their_own_names(mo: User, submission: Submit) -> None:
    assert Impersonation().screen(submission(get_or_create_user_commenter(mo), "Hello")) is None


def test_an_account_without_a_role_is_held(ann: User, otto: User, submission: Submit) -> None:
    otto.display_name = "Ann, Moderator"
    otto.save()
    assert (
        Impersonation().screen(submission(get_or_create_user_commenter(otto), "Hello")) is not None
    )


def test_a_name_passes_after_one_approved_comment(
    ann: User, submission: Submit, create_comment: CreateComment
) -> None:
    taylor = get_or_create_guest(name="Ann Taylor", email="taylor@example.org")
    comment = create_comment(taylor, "Hello")
    assert Impersonation().screen(submission(taylor, "Again")) is not None
    change_status(comment=comment, to=Comment.Status.PUBLISHED, expected_version=comment.version)
    assert Impersonation().screen(submission(taylor, "Again")) is None
