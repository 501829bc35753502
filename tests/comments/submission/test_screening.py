"""The screening pipeline."""

from typing import Any

import pytest
from pytest_django import Settings

from comments.models import Comment, Commenter, Thread
from comments.submission import screening
from comments.submission.reason_codes import ReasonCode, get_author_text, get_reason_label
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from comments.submission.services import submit_comment
from moderation.models import Decision


class Silent(BaseScreener):
    """Returns no verdict."""

    name = "silent"

    def screen(self, submission: Submission) -> None:
        """Return no verdict."""


class Strict(BaseScreener):
    """Rejects everything with an unknown reason code."""

    name = "strict"

    def screen(self, submission: Submission) -> Verdict:
        """Reject."""
        return Verdict(Outcome.REJECT, "made-up", self.name, {"words": submission.text})


class Broken(BaseScreener):
    """Raises an exception."""

    name = "broken"

    def screen(self, submission: Submission) -> Verdict:
        """Raise an exception."""
        raise ZeroDivisionError


class Careless(Broken):
    """Raises an exception and publishes on errors."""

    name = "careless"
    outcome_on_error = Outcome.PUBLISH


def paths(*screeners: type) -> list[str]:
    """Return the dotted paths of screeners."""
    return [f"{__name__}.{screener.__name__}" for screener in screeners]


def submit(thread: Thread, commenter: Commenter) -> tuple[Verdict, Comment | None]:
    """Submit a comment."""
    submitted = submit_comment(thread=thread, commenter=commenter, body="Hello <b>there</b>")
    return submitted.verdict, submitted.comment


def test_without_a_verdict_a_comment_is_published(
    thread: Thread, nia: Commenter, settings: Settings
) -> None:
    settings.COMMENT_SCREENERS = paths(Silent, Silent)
    verdict, comment = submit(thread, nia)
    assert verdict == Verdict(Outcome.PUBLISH)
    assert comment is not None
    assert comment.number == 1


def test_the_first_verdict_wins(thread: Thread, nia: Commenter, settings: Settings) -> None:
    settings.COMMENT_SCREENERS = paths(Silent, Strict, Broken)
    verdict, comment = submit(thread, nia)
    assert verdict.screener == "strict"
    assert comment is not None
    assert (comment.status, comment.reason_code) == (Comment.Status.REJECTED, "made-up")
    assert Decision.objects.get().evidence == {"words": "Hello there"}


def test_a_failing_screener_holds(
    thread: Thread, rex: Commenter, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.COMMENT_SCREENERS = paths(Broken, Silent)
    verdict, comment = submit(thread, rex)
    assert verdict.outcome is Outcome.HOLD
    assert verdict.get_message() == str(ReasonCode.UNSCREENED.author_text)
    assert comment is not None
    assert comment.status == Comment.Status.HELD
    decision = Decision.objects.get()
    assert (decision.screener, decision.evidence) == ("broken", {"error": "ZeroDivisionError"})
    assert "Screener broken failed" in caplog.text


def test_a_screener_can_define_its_outcome_on_errors(
    thread: Thread, nia: Commenter, settings: Settings
) -> None:
    settings.COMMENT_SCREENERS = paths(Careless, Strict)
    verdict, comment = submit(thread, nia)
    assert verdict.outcome is Outcome.PUBLISH
    assert comment is not None
    assert comment.number == 1


def test_screeners_are_cached_per_setting(settings: Settings) -> None:
    settings.COMMENT_SCREENERS = paths(Silent)
    made = screening.get_screeners()
    assert screening.get_screeners() is made
    settings.COMMENT_SCREENERS = paths(Strict)
    assert [screener.name for screener in screening.get_screeners()] == ["strict"]


def test_moderators_and_authors_get_different_texts() -> None:
    for code in ReasonCode:
        assert get_reason_label(code.value) == str(code.label)
        assert get_author_text(code.value) == str(code.author_text)
    labels = {str(code.label) for code in ReasonCode}
    assert len(labels) == len(ReasonCode)
    assert labels.isdisjoint(str(code.author_text) for code in ReasonCode)


@pytest.mark.parametrize("code", ["", "made-up", "NEWCOMER"])
def test_an_unknown_code_is_its_own_label_and_has_a_general_text(code: str) -> None:
    assert get_reason_label(code) == code
    assert get_author_text(code) == str(ReasonCode.UNSCREENED.author_text)


def test_the_message_of_a_verdict_takes_precedence() -> None:
    assert (
        Verdict(Outcome.HOLD, ReasonCode.NEWCOMER, message="Wait a day").get_message()
        == "Wait a day"
    )


@pytest.mark.parametrize("field", ["thread", "body", "facts"])
def test_a_submission_is_read_only(thread: Thread, rex: Commenter, field: str) -> None:
    submission: Any = Submission(thread=thread, commenter=rex, body="", html="", text="")
    with pytest.raises(AttributeError):
        setattr(submission, field, None)


def test_screeners_see_the_links(thread: Thread, rex: Commenter) -> None:
    seen: list[Submission] = []
    with pytest.MonkeyPatch.context() as patch:
        screener = Silent()
        patch.setattr(screener, "screen", seen.append)
        patch.setattr(screening, "get_screeners", lambda: (screener,))
        submit_comment(
            thread=thread,
            commenter=rex,
            body='<a href="https://a.example/?x=1&amp;y=2">A</a> and https://b.example/',
        )
    assert seen[0].links == ["https://a.example/?x=1&y=2", "https://b.example/"]
