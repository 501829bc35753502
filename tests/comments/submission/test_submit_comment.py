"""Outcomes of a submission: published, held, rejected or spam."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from comments.models import Comment, Commenter, Reference, Thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome, RequestFacts
from comments.submission.services import ReplyNotAllowed, submit_comment
from comments.threads.services.comment_policy import set_comment_policy
from comments.threads.services.status import change_status
from comments.threads.services.threads import get_or_create_thread
from comments.visitors.services.commenters import get_or_create_guest, get_or_create_user_commenter
from comments.visitors.visitor import Visitor
from moderation.bans.services import create_ban
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from tests.people import CreateComment, MakeArticle

Status = Comment.Status
SubmitHere = Callable[[Commenter, str], Comment]
# The origin of texts that are sent twice.
HERE = RequestFacts(ip_address="192.0.2.1", user_agent="Browser/1.0", form_key="3f" * 16)


@pytest.fixture
def submit_here(thread: Thread) -> SubmitHere:
    """Submit a comment from ``HERE``."""

    def submit(commenter: Commenter, body: str) -> Comment:
        result = submit_comment(thread=thread, commenter=commenter, body=body, request_facts=HERE)
        assert result.comment is not None
        return result.comment

    return submit


def test_a_regular_is_published(thread: Thread, rex: Commenter) -> None:
    submitted = submit_comment(thread=thread, commenter=rex, body="Fine <b>ships</b>.")
    comment = submitted.comment
    assert comment is not None
    assert submitted.verdict.outcome is Outcome.PUBLISH
    assert submitted.created
    comment.refresh_from_db()
    assert (comment.status, comment.author_name) == (Status.PUBLISHED, "Rex")
    assert comment.source == "Fine <b>ships</b>."
    assert comment.html == "<p>Fine <b>ships</b>.</p>"
    assert comment.text == "Fine ships."
    thread.refresh_from_db()
    assert (thread.published_count, thread.version) == (1, 1)


def test_a_newcomer_is_held(thread: Thread, nia: Commenter) -> None:
    submitted = submit_comment(thread=thread, commenter=nia, body="Hello")
    assert submitted.comment is not None
    assert submitted.comment.status == Status.HELD
    assert submitted.verdict.get_message() == str(ReasonCode.NEWCOMER.author_text)
    thread.refresh_from_db()
    assert (thread.published_count, thread.version) == (0, 0)


def test_an_automatic_decision_is_logged_with_the_comment(thread: Thread, nia: Commenter) -> None:
    comment = submit_comment(thread=thread, commenter=nia, body="Hello").comment
    decision = Decision.objects.get()
    assert decision.comment == comment
    assert (decision.action, decision.screener, decision.reason_code, decision.after) == (
        Decision.Action.HOLD, "new-commenter", ReasonCode.NEWCOMER, Status.HELD,
    )  # fmt: skip
    assert decision.actor is None


def test_nothing_is_stored_if_the_decision_cannot_be_logged(
    thread: Thread, nia: Commenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**kwargs: object) -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr("moderation.receivers.log_verdict", fail)
    with pytest.raises(RuntimeError):
        submit_comment(thread=thread, commenter=nia, body="Hello")
    assert not Comment.objects.exists()


def test_publication_without_a_verdict_is_not_logged(
    create_comment: CreateComment, rex: Commenter
) -> None:
    create_comment(rex, "Hello")
    assert not Decision.objects.exists()


def test_one_approval_earns_trust(create_comment: CreateComment, nia: Commenter, mo: User) -> None:
    held = create_comment(nia, "First")
    decide(moderator=mo, item=held, action=Decision.Action.APPROVE, expected_version=0)
    nia.refresh_from_db()
    assert create_comment(nia, "Second").status == Status.PUBLISHED


def test_a_rejection_earns_no_trust(
    create_comment: CreateComment, nia: Commenter, mo: User
) -> None:
    held = create_comment(nia, "First")
    decide(moderator=mo, item=held, action=Decision.Action.REJECT, expected_version=0)
    nia.refresh_from_db()
    assert create_comment(nia, "Second").status == Status.HELD


def test_after_spam_everything_is_held(
    thread: Thread, create_comment: CreateComment, rex: Commenter, mo: User
) -> None:
    comment = create_comment(rex, "Buy pills")
    decide(moderator=mo, item=comment, action=Decision.Action.SPAM, expected_version=0)
    rex.refresh_from_db()
    submitted = submit_comment(thread=thread, commenter=rex, body="Sorry")
    assert submitted.comment is not None
    assert submitted.comment.status == Status.HELD
    assert submitted.verdict.reason_code == ReasonCode.PREMODERATED


def test_staff_are_published(thread: Thread, mo: User) -> None:
    commenter = get_or_create_user_commenter(mo)
    facts = RequestFacts(visitor=Visitor(mo))
    submitted = submit_comment(
        thread=thread, commenter=commenter, body="Hello", request_facts=facts
    )
    assert submitted.verdict.outcome is Outcome.PUBLISH


def test_a_banned_commenter_sees_the_reason_and_the_end(
    thread: Thread, rex: Commenter, ed: User
) -> None:
    until = dt.datetime(2031, 5, 4, 23, 59, tzinfo=dt.UTC)
    create_ban(moderator=ed, commenter=rex, explanation="Insults", until=until)
    submitted = submit_comment(thread=thread, commenter=rex, body="Let me in", request_facts=HERE)
    assert submitted.verdict.outcome is Outcome.REJECT
    assert "May 4, 2031, 23:59 UTC" in submitted.verdict.get_message()
    assert "Insults" in submitted.verdict.get_message()
    assert submitted.comment is not None
    assert submitted.comment.status == Status.REJECTED
    again = submit_comment(thread=thread, commenter=rex, body="Let me in", request_facts=HERE)
    assert (again.comment, again.created) == (submitted.comment, False)
    assert again.verdict.get_message() == submitted.verdict.get_message()


def test_a_permanent_ban(thread: Thread, rex: Commenter, ed: User) -> None:
    create_ban(moderator=ed, commenter=rex, explanation="Threats")
    message = submit_comment(thread=thread, commenter=rex, body="Let me in").verdict.get_message()
    assert message.endswith("Threats")


def test_a_filled_honeypot_is_spam(thread: Thread, rex: Commenter) -> None:
    submitted = submit_comment(
        thread=thread, commenter=rex, body="Hello", request_facts=RequestFacts(honeypot="pills")
    )
    assert submitted.comment is not None
    assert submitted.comment.status == Status.SPAM
    assert submitted.comment.number is None
    assert Decision.objects.get().evidence == {"filled": "pills"}


def test_a_closed_thread_rejects(thread: Thread, rex: Commenter) -> None:
    set_comment_policy(thread=thread, policy=Thread.CommentPolicy.CLOSED)
    thread.refresh_from_db()
    submitted = submit_comment(thread=thread, commenter=rex, body="Too late")
    assert submitted.comment is None
    assert submitted.verdict.get_message() == str(ReasonCode.THREAD_CLOSED.author_text)
    assert not Comment.objects.exists()
    assert not Decision.objects.exists()


def test_a_reply_has_a_reference_and_a_parent(
    create_comment: CreateComment, rex: Commenter
) -> None:
    first = create_comment(rex, "One")
    reply = create_comment(rex, "Two", first)
    assert (reply.parent, reply.depth) == (first, 1)
    reference = Reference.objects.get(source=reply)
    assert (reference.target, reference.cue, reference.confidence) == (first, "reply", 1.0)


def test_a_held_reply_keeps_its_target(
    create_comment: CreateComment, rex: Commenter, nia: Commenter
) -> None:
    first = create_comment(rex, "One")
    held = create_comment(nia, "Two", first)
    assert not Reference.objects.from_published().exists()
    approved = change_status(comment=held, to=Status.PUBLISHED, expected_version=0)
    assert (approved.parent, approved.depth) == (first, 1)
    assert Reference.objects.get(source=approved).target == first


def test_a_reply_to_a_comment_removed_later_is_still_a_reply(
    create_comment: CreateComment, rex: Commenter, nia: Commenter
) -> None:
    first = create_comment(rex, "One")
    held = create_comment(nia, "Two", first)
    change_status(comment=first, to=Status.REMOVED, expected_version=0)
    approved = change_status(comment=held, to=Status.PUBLISHED, expected_version=0)
    assert (approved.parent, approved.depth) == (first, 1)


@pytest.mark.parametrize("status", [Status.REMOVED, Status.SPAM, Status.WITHDRAWN])
def test_an_unreadable_comment_cannot_be_replied_to(
    thread: Thread, create_comment: CreateComment, rex: Commenter, status: Status
) -> None:
    removed = change_status(comment=create_comment(rex, "One"), to=status, expected_version=0)
    with pytest.raises(ReplyNotAllowed):
        submit_comment(thread=thread, commenter=rex, body="Two", reply_to=removed)
    assert Comment.objects.count() == 1


def test_a_held_comment_cannot_be_replied_to(
    thread: Thread, create_comment: CreateComment, rex: Commenter, nia: Commenter
) -> None:
    held = create_comment(nia, "One")
    with pytest.raises(ReplyNotAllowed):
        submit_comment(thread=thread, commenter=rex, body="Two", reply_to=held)


def test_a_comment_of_another_thread_cannot_be_replied_to(
    create_comment: CreateComment, rex: Commenter, make_article: MakeArticle
) -> None:
    other_thread = get_or_create_thread(make_article("The Lighthouse"))
    with pytest.raises(ReplyNotAllowed):
        submit_comment(
            thread=other_thread, commenter=rex, body="Two", reply_to=create_comment(rex, "One")
        )


@pytest.mark.slow
def test_a_chain_of_two_hundred_replies(thread: Thread, rex: Commenter, settings: Settings) -> None:
    settings.COMMENT_SCREENERS = []
    last: Comment | None = None
    for n in range(200):
        last = submit_comment(
            thread=thread, commenter=rex, body=f"Answer {n}", reply_to=last
        ).comment
        assert last is not None
    depths = list(Comment.objects.order_by("order_key").values_list("number", "depth"))
    assert [number for number, _ in depths] == list(range(1, 201))
    assert depths[-1] == (200, 63)
    assert last is not None
    assert last.parent is not None
    assert last.parent.number == 199


class TestResubmission:
    """The same text, commenter, thread and browser within ten minutes."""

    def test_is_the_same_comment(self, thread: Thread, rex: Commenter) -> None:
        first = submit_comment(thread=thread, commenter=rex, body="Hello", request_facts=HERE)
        again = submit_comment(thread=thread, commenter=rex, body="Hello", request_facts=HERE)
        assert (again.comment, again.created) == (first.comment, False)
        assert again.verdict.outcome is Outcome.PUBLISH
        thread.refresh_from_db()
        assert (thread.last_number, thread.version) == (1, 1)

    def test_later_is_another_comment(self, submit_here: SubmitHere, rex: Commenter) -> None:
        first = submit_here(rex, "Hello")
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=10, seconds=1)):
            assert submit_here(rex, "Hello") != first

    def test_by_another_commenter_is_another_comment(
        self, submit_here: SubmitHere, rex: Commenter, nia: Commenter
    ) -> None:
        assert submit_here(rex, "Hello") != submit_here(nia, "Hello")

    def test_in_another_thread_is_another_comment(
        self, submit_here: SubmitHere, rex: Commenter, make_article: MakeArticle
    ) -> None:
        other_thread = get_or_create_thread(make_article("The Lighthouse"))
        other = submit_comment(thread=other_thread, commenter=rex, body="Hello", request_facts=HERE)
        assert other.created
        assert submit_here(rex, "Hello") != other.comment

    def test_is_published_if_it_was_approved(
        self, thread: Thread, submit_here: SubmitHere, nia: Commenter, mo: User
    ) -> None:
        held = submit_here(nia, "Hello")
        decide(moderator=mo, item=held, action=Decision.Action.APPROVE, expected_version=0)
        again = submit_comment(thread=thread, commenter=nia, body="Hello", request_facts=HERE)
        assert (again.comment, again.verdict.outcome) == (held, Outcome.PUBLISH)

    @pytest.mark.parametrize("action", [Decision.Action.REJECT, Decision.Action.SPAM])
    def test_stays_rejected_if_a_moderator_decided_so(
        self,
        thread: Thread,
        submit_here: SubmitHere,
        nia: Commenter,
        mo: User,
        action: Decision.Action,
    ) -> None:
        held = submit_here(nia, "Hello")
        decide(moderator=mo, item=held, action=action, expected_version=0)
        again = submit_comment(thread=thread, commenter=nia, body="Hello", request_facts=HERE)
        assert (again.comment, again.created) == (held, False)
        assert again.verdict.get_message() == str(ReasonCode.MODERATOR_DECISION.author_text)

    def test_is_rejected_after_removal(
        self, thread: Thread, submit_here: SubmitHere, rex: Commenter
    ) -> None:
        removed = change_status(
            comment=submit_here(rex, "Hello"), to=Status.REMOVED, expected_version=0
        )
        again = submit_comment(thread=thread, commenter=rex, body="Hello", request_facts=HERE)
        assert (again.comment, again.verdict.outcome) == (removed, Outcome.REJECT)

    def test_is_accepted_after_a_ban(
        self, thread: Thread, submit_here: SubmitHere, rex: Commenter, ed: User
    ) -> None:
        until = timezone.now() + dt.timedelta(minutes=2)
        create_ban(moderator=ed, commenter=rex, explanation="Cool down", until=until)
        refused = submit_comment(
            thread=thread, commenter=rex, body="Hello", request_facts=HERE
        ).comment
        with time_machine.travel(until + dt.timedelta(seconds=1)):
            taken = submit_comment(thread=thread, commenter=rex, body="Hello", request_facts=HERE)
        assert taken.created
        assert taken.comment != refused
        assert taken.verdict.outcome is Outcome.PUBLISH


def test_the_name_and_website_are_copied(thread: Thread) -> None:
    guest = get_or_create_guest(name="Nia", email="nia@example.org", url="https://nia.example/")
    comment = submit_comment(thread=thread, commenter=guest, body="Hello").comment
    assert comment is not None
    assert comment.author_url == "https://nia.example/"
