"""Near duplicates are held, in all threads and for all commenters."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from comments.editing.services import edit_comment, withdraw_comment
from comments.models import Comment, Commenter, MinHash, Thread
from comments.submission.near_duplicates.services import delete_old_minhashes
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome, RequestFacts
from comments.submission.services import SubmissionResult, submit_comment
from comments.threads.services.threads import get_or_create_thread
from comments.visitors.services.commenters import (
    get_or_create_guest,
    get_or_create_user_commenter,
    set_trust,
)
from comments.visitors.visitor import ANONYMOUS_VISITOR, Visitor
from moderation.models import Decision
from tests.people import MakeArticle

AD = (
    "Last year I earned nine thousand a month from home with three hours of work a day, and you"
    " can do it too: ask me how, before all the places are taken."
)


@pytest.fixture
def other_thread(make_article: MakeArticle) -> Thread:
    return get_or_create_thread(make_article("The Lighthouse"))


@pytest.fixture
def ada(db: None) -> Commenter:
    ada = get_or_create_guest(name="Ada", email="ada@example.org")
    set_trust(commenter=ada, trust=Commenter.Trust.TRUSTED)
    return ada


def submit_to(
    thread: Thread, commenter: Commenter, body: str = AD, user: User | None = None
) -> SubmissionResult:
    """Submit a comment."""
    facts = RequestFacts(
        ip_address="192.0.2.1", visitor=Visitor(user) if user else ANONYMOUS_VISITOR
    )
    return submit_comment(thread=thread, commenter=commenter, body=body, request_facts=facts)


def test_a_duplicate_by_another_commenter_is_held(
    thread: Thread, other_thread: Thread, rex: Commenter, ada: Commenter
) -> None:
    first = submit_to(thread, rex).comment
    assert first is not None
    second = submit_to(other_thread, ada, f"Hello! {AD.replace('nine', 'ten')}")
    assert second.verdict.reason_code == ReasonCode.DUPLICATE
    assert second.comment is not None
    assert second.comment.status == Comment.Status.HELD
    evidence = Decision.objects.get(screener="near-duplicates").evidence
    assert (evidence["like"], evidence["by"]) == (first.pk, "Rex")
    start, end = evidence["marks"][0]
    assert second.comment.text[start:end] == "Last year I earned"


def test_a_different_text_is_published(thread: Thread, rex: Commenter, ada: Commenter) -> None:
    submit_to(thread, rex)
    verdict = submit_to(thread, ada, f"<blockquote>{AD}</blockquote> Who believes that?").verdict
    assert verdict.outcome is Outcome.PUBLISH


def test_short_texts_are_not_compared(thread: Thread, rex: Commenter, ada: Commenter) -> None:
    submit_to(thread, rex, "I agree.")
    assert submit_to(thread, ada, "I agree.").verdict.outcome is Outcome.PUBLISH


@pytest.mark.slow
def test_a_double_click_is_one_comment(thread: Thread, rex: Commenter) -> None:
    first, second = submit_to(thread, rex), submit_to(thread, rex)
    assert second.comment == first.comment
    assert second.verdict.outcome is Outcome.PUBLISH


def test_own_deleted_comments_are_not_compared(thread: Thread, rex: Commenter) -> None:
    comment = submit_to(thread, rex).comment
    assert comment is not None
    withdraw_comment(visitor=Visitor(email=rex.email), comment=comment)
    better = AD.replace("nine", "nearly nine")
    assert submit_to(thread, rex, better).verdict.outcome is Outcome.PUBLISH


def test_moderators_can_repeat_themselves(thread: Thread, other_thread: Thread, mo: User) -> None:
    for place in (thread, other_thread):
        verdict = submit_to(place, get_or_create_user_commenter(mo), user=mo).verdict
        assert verdict.outcome is Outcome.PUBLISH


class TestEdits:
    """Edits are compared with other comments, and other comments with the new text."""

    def change(self, comment: Comment, to: str) -> Outcome:
        """Edit a comment as its author."""
        edited = edit_comment(
            visitor=Visitor(comment_ids=frozenset({comment.pk})),
            comment=comment,
            body=to,
            expected_version=comment.version,
        )
        return edited.verdict.outcome

    def test_a_comment_is_not_compared_with_itself(self, thread: Thread, rex: Commenter) -> None:
        comment = submit_to(thread, rex).comment
        assert comment is not None
        assert self.change(comment, AD.replace("nine", "ten")) is Outcome.PUBLISH

    def test_a_duplicating_edit_is_held(
        self, thread: Thread, rex: Commenter, ada: Commenter
    ) -> None:
        submit_to(thread, rex)
        comment = submit_to(thread, ada, "Fine ships.").comment
        assert comment is not None
        assert self.change(comment, AD) is Outcome.HOLD

    def test_others_are_compared_with_the_new_text(
        self, thread: Thread, rex: Commenter, ada: Commenter
    ) -> None:
        comment = submit_to(thread, rex, "Fine ships.").comment
        assert comment is not None
        self.change(comment, AD)
        assert submit_to(thread, ada).verdict.outcome is Outcome.HOLD
        comment.refresh_from_db()
        self.change(comment, "Fine ships.")
        assert not MinHash.objects.filter(comment=comment).exists()


def test_the_number_of_queries_is_constant(thread: Thread, rex: Commenter, ada: Commenter) -> None:
    def count_steps(commenter: Commenter, topic: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            submit_to(thread, commenter, " ".join(f"{topic}{n}" for n in range(20)))
        return len(captured)

    count_steps(rex, "ship")
    few = count_steps(rex, "port")
    for topic in ("sea", "tide", "wave", "sail"):
        count_steps(ada, topic)
    assert count_steps(rex, "mast") == few


def test_only_the_newest_are_stored(
    thread: Thread, rex: Commenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.submission.near_duplicates.services.COMPARED_COMMENTS", 2)
    for topic in ("ship", "port", "sea"):
        submit_to(thread, rex, " ".join(f"{topic}{n}" for n in range(20)))
    assert delete_old_minhashes() == 1
    assert delete_old_minhashes() == 0
    assert MinHash.objects.count() == 2
