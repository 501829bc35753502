from collections.abc import Callable
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.reason_codes import ReasonCode
from comments.threads.services.status import change_status
from moderation.decisions.services.decide import AlreadyDecided, decide
from moderation.decisions.services.decision_log import log_decision
from moderation.decisions.transitions import TRANSITIONS, get_allowed_actions
from moderation.models import Decision
from tests.people import CreateComment

Action = Decision.Action
Status = Comment.Status
Trust = Commenter.Trust

ALLOWED = [
    (before, action, after)
    for before, actions in TRANSITIONS.items()
    for action, after in actions.items()
]


@pytest.fixture
def comment_in(
    create_comment: CreateComment, rex: Commenter, nia: Commenter
) -> Callable[[Status], Comment]:
    """Return a function that makes a comment with the given status."""

    def make(status: Status) -> Comment:
        shown = status in {Status.PUBLISHED, Status.REMOVED, Status.WITHDRAWN}
        comment = create_comment(rex if shown else nia, "Hello")
        if comment.status == status:
            return comment
        return change_status(comment=comment, to=status, expected_version=0)

    return make


def columns(comment: Comment) -> object:
    """Return all that a decision could change."""
    return (
        Comment.objects.filter(pk=comment.pk).values().get(),
        Thread.objects.values().get(),
        Commenter.objects.filter(pk=comment.commenter_id).values().get(),
        list(Decision.objects.values()),
    )


@pytest.mark.parametrize("username", ["art", "otto"])
def test_other_users_can_not_decide(
    request: pytest.FixtureRequest, comment_in: Callable[[Status], Comment], username: str
) -> None:
    comment = comment_in(Status.HELD)
    before = columns(comment)
    with pytest.raises(PermissionDenied):
        decide(
            moderator=request.getfixturevalue(username),
            item=comment,
            action=Action.APPROVE,
            expected_version=0,
        )
    assert columns(comment) == before


def test_anonymous_visitors_can_not_decide(comment_in: Callable[[Status], Comment]) -> None:
    with pytest.raises(PermissionDenied):
        decide(
            moderator=AnonymousUser(),  # type: ignore[arg-type]  # what a view might pass by mistake
            item=comment_in(Status.HELD),
            action=Action.APPROVE,
            expected_version=0,
        )


def test_inactive_moderators_can_not_decide(
    comment_in: Callable[[Status], Comment], mo: User
) -> None:
    mo.is_active = False
    with pytest.raises(PermissionDenied):
        decide(
            moderator=mo, item=comment_in(Status.HELD), action=Action.APPROVE, expected_version=0
        )


@pytest.mark.parametrize("username", ["mo", "ed", "ann"])
def test_moderators_editors_and_the_articles_author_decide(
    request: pytest.FixtureRequest, comment_in: Callable[[Status], Comment], username: str
) -> None:
    user = request.getfixturevalue(username)
    decision = decide(
        moderator=user,
        item=comment_in(Status.HELD),
        action=Action.REJECT,
        explanation="Off the point",
        expected_version=0,
    )
    assert (decision.actor, decision.decided_by) == (user, username.capitalize())
    assert decision.explanation == "Off the point"
    assert (decision.before, decision.after) == (Status.HELD, Status.REJECTED)


def test_people_explain_and_checks_give_codes(
    create_comment: CreateComment, nia: Commenter, mo: User
) -> None:
    held = create_comment(nia, "Hello")
    automatic = held.decisions.get()
    assert (automatic.explanation, automatic.reason_code) == ("", ReasonCode.NEWCOMER)
    decide(moderator=mo, item=held, action=Action.REJECT, explanation="Rude", expected_version=0)
    by_person = held.decisions.get(actor=mo)
    assert (by_person.explanation, by_person.reason_code) == ("Rude", "")


def test_the_database_rejects_codes_by_people_and_explanations_by_checks(
    create_comment: CreateComment, nia: Commenter, mo: User
) -> None:
    log = partial(log_decision, action=Action.HOLD, comment=create_comment(nia, "Hello"))
    with pytest.raises(IntegrityError, match="code_is_automatic"), transaction.atomic():
        log(actor=mo, reason_code=ReasonCode.NEWCOMER)
    with pytest.raises(IntegrityError, match="code_is_automatic"), transaction.atomic():
        log(screener="newcomers", explanation="Rude")


@pytest.mark.parametrize(("before", "action", "after"), ALLOWED)
def test_allowed_decisions_are_made_and_logged(
    comment_in: Callable[[Status], Comment],
    mo: User,
    before: Status,
    action: Action,
    after: Status,
) -> None:
    comment = comment_in(before)
    decision = decide(moderator=mo, item=comment, action=action, expected_version=comment.version)
    comment.refresh_from_db()
    assert comment.status == after
    assert list(comment.decisions.exclude(actor=None)) == [decision]
    assert (decision.before, decision.after) == (before, after)


@pytest.mark.parametrize("before", Status)
def test_forbidden_decisions_change_nothing(
    comment_in: Callable[[Status], Comment], mo: User, before: Status
) -> None:
    comment = comment_in(before)
    columns_before = columns(comment)
    forbidden = [action for action in Action if action not in TRANSITIONS[before]]
    assert forbidden
    for action in forbidden:
        with pytest.raises(AlreadyDecided):
            decide(moderator=mo, item=comment, action=action, expected_version=comment.version)
    assert columns(comment) == columns_before


def test_the_slower_moderator_sees_who_was_faster(
    comment_in: Callable[[Status], Comment], mo: User, ed: User
) -> None:
    seen = comment_in(Status.HELD)
    first = decide(
        moderator=ed,
        item=Comment.objects.get(pk=seen.pk),
        action=Action.REJECT,
        expected_version=0,
    )
    before = columns(seen)
    with pytest.raises(AlreadyDecided) as late:
        decide(moderator=mo, item=seen, action=Action.APPROVE, expected_version=0)
    assert late.value.last == first
    assert late.value.comment.status == Status.REJECTED
    assert columns(seen) == before


def test_a_decision_that_can_not_be_logged_changes_nothing(
    comment_in: Callable[[Status], Comment], mo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**kwargs: object) -> None:
        raise RuntimeError("the power went out")

    comment = comment_in(Status.HELD)
    before = columns(comment)
    monkeypatch.setattr(Decision.objects, "create", fail)
    with pytest.raises(RuntimeError):
        decide(moderator=mo, item=comment, action=Action.APPROVE, expected_version=0)
    assert columns(comment) == before


@pytest.mark.parametrize(
    ("before", "action", "trust", "then"),
    [
        (Status.HELD, Action.APPROVE, Trust.NEWCOMER, Trust.TRUSTED),
        (Status.HELD, Action.APPROVE, Trust.PREMODERATED, Trust.PREMODERATED),
        (Status.HELD, Action.REJECT, Trust.NEWCOMER, Trust.NEWCOMER),
        (Status.HELD, Action.SPAM, Trust.NEWCOMER, Trust.PREMODERATED),
        (Status.PUBLISHED, Action.SPAM, Trust.TRUSTED, Trust.PREMODERATED),
        (Status.PUBLISHED, Action.REMOVE, Trust.TRUSTED, Trust.TRUSTED),
        (Status.SPAM, Action.APPROVE, Trust.NEWCOMER, Trust.TRUSTED),
        (Status.SPAM, Action.APPROVE, Trust.PREMODERATED, Trust.PREMODERATED),
        (Status.SPAM, Action.REJECT, Trust.PREMODERATED, Trust.PREMODERATED),
        (Status.REMOVED, Action.RESTORE, Trust.NEWCOMER, Trust.NEWCOMER),
    ],
)
def test_trust_follows_the_decision(
    comment_in: Callable[[Status], Comment],
    mo: User,
    before: Status,
    action: Action,
    trust: Trust,
    then: Trust,
) -> None:
    comment = comment_in(before)
    Commenter.objects.filter(pk=comment.commenter_id).update(trust=trust)
    decide(moderator=mo, item=comment, action=action, expected_version=comment.version)
    assert Commenter.objects.get(pk=comment.commenter_id).trust == then


@pytest.mark.parametrize("status", Status)
def test_buttons_depend_on_the_status(status: Status) -> None:
    assert get_allowed_actions(Comment(status=status)) == list(TRANSITIONS[status])


def test_undoing_a_removal_is_a_decision(comment_in: Callable[[Status], Comment], mo: User) -> None:
    comment = comment_in(Status.PUBLISHED)
    decide(moderator=mo, item=comment, action=Action.REMOVE, expected_version=0)
    comment.refresh_from_db()
    decide(moderator=mo, item=comment, action=Action.RESTORE, expected_version=1)
    comment.refresh_from_db()
    assert (comment.status, comment.number) == (Status.PUBLISHED, 1)
    assert [d.action for d in comment.decisions.all()] == [Action.RESTORE, Action.REMOVE]
