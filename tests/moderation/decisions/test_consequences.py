import pytest

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.decisions import consequences
from moderation.decisions.services.decide import decide
from moderation.decisions.services.decision_rows import create_decision
from moderation.models import Decision
from tests.people import CreateComment

Action = Decision.Action


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Replace the consequences with two that record their calls."""
    made: list[tuple[str, str]] = []

    def first(*, decision: Decision) -> None:
        made.append(("first", decision.action))

    def second(*, decision: Decision) -> None:
        made.append(("second", decision.action))

    monkeypatch.setattr(consequences, "CONSEQUENCES", (first, second))
    return made


def test_consequences_run_in_order(
    create_comment: CreateComment, nia: Commenter, mo: User, calls: list[tuple[str, str]]
) -> None:
    held = create_comment(nia, "Hello")
    calls.clear()
    decide(moderator=mo, item=held, action=Action.REJECT, expected_version=0)
    assert calls == [("first", "reject"), ("second", "reject")]


def test_a_failing_consequence_rolls_the_decision_back(
    create_comment: CreateComment, nia: Commenter, mo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = create_comment(nia, "Hello")

    def fail(*, decision: Decision) -> None:
        raise RuntimeError

    monkeypatch.setattr(consequences, "CONSEQUENCES", (fail,))
    with pytest.raises(RuntimeError):
        decide(moderator=mo, item=held, action=Action.REJECT, expected_version=0)
    held.refresh_from_db()
    assert held.status == Comment.Status.HELD
    assert not held.decisions.filter(action=Action.REJECT).exists()


def test_a_stored_decision_has_no_consequences(
    create_comment: CreateComment, nia: Commenter, mo: User, calls: list[tuple[str, str]]
) -> None:
    held = create_comment(nia, "Hello")
    calls.clear()
    create_decision(action=Action.REJECT, comment=held, actor=mo)
    assert calls == []
