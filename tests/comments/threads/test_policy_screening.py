"""What becomes of a comment in each policy."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Article
from comments.editing.services import edit_comment
from comments.models import Comment, Commenter, CommentSettings, Thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome, RequestFacts
from comments.submission.services import SubmissionResult, submit_comment
from comments.threads.services.comment_policy import (
    set_cooldown,
    set_policy,
    update_comment_settings,
    update_policy,
)
from comments.visitors.services.commenters import get_or_create_user_commenter
from comments.visitors.visitor import Visitor
from tests.comments.submission.posting import submit
from tests.people import ARTICLE_DAY

CommentPolicy = Thread.CommentPolicy


def say(
    thread: Thread, commenter: Commenter, body: str = "Fine ships.", user: User | None = None
) -> SubmissionResult:
    """Say something, perhaps as a user."""
    facts = RequestFacts(ip_address="192.0.2.1", visitor=Visitor(user))
    return submit_comment(thread=thread, commenter=commenter, body=body, request_facts=facts)


def test_an_open_thread_takes_newcomers(thread: Thread, nia: Commenter) -> None:
    set_policy(thread=thread, policy=CommentPolicy.OPEN)
    assert say(thread, nia).verdict.outcome is Outcome.PUBLISH


def test_an_open_thread_makes_no_regulars(thread: Thread, nia: Commenter) -> None:
    set_policy(thread=thread, policy=CommentPolicy.OPEN)
    say(thread, nia)
    set_policy(thread=thread, policy=CommentPolicy.NEW_MODERATED)
    assert say(thread, nia, "More ships.").verdict.reason == ReasonCode.NEWCOMER


def test_a_thread_that_reads_newcomers_takes_regulars(
    thread: Thread, nia: Commenter, rex: Commenter
) -> None:
    set_policy(thread=thread, policy=CommentPolicy.NEW_MODERATED)
    assert say(thread, nia).verdict.reason == ReasonCode.NEWCOMER
    assert say(thread, rex).verdict.outcome is Outcome.PUBLISH


def test_a_held_thread_holds_regulars(thread: Thread, rex: Commenter) -> None:
    set_policy(thread=thread, policy=CommentPolicy.ALL_MODERATED)
    verdict = say(thread, rex).verdict
    assert (verdict.outcome, verdict.reason) == (Outcome.HOLD, ReasonCode.ALL_MODERATED)


@pytest.mark.parametrize("who", ["ann", "mo", "ed"])
def test_who_would_read_it_is_not_held(
    request: pytest.FixtureRequest, thread: Thread, who: str
) -> None:
    user = request.getfixturevalue(who)
    set_policy(thread=thread, policy=CommentPolicy.ALL_MODERATED)
    assert (
        say(thread, get_or_create_user_commenter(user), user=user).verdict.outcome
        is Outcome.PUBLISH
    )


def test_the_site_says_what_a_thread_doesnt(thread: Thread, rex: Commenter) -> None:
    update_comment_settings(to=CommentSettings(policy=CommentPolicy.ALL_MODERATED))
    assert say(thread, rex).verdict.outcome is Outcome.HOLD
    update_comment_settings(to=CommentSettings(policy=CommentPolicy.CLOSED))
    assert say(thread, rex, "More.").verdict.reason == ReasonCode.THREAD_CLOSED


class TestAge:
    """A thread of an old article holds what is late, whether it shows a form or not."""

    end = ARTICLE_DAY + dt.timedelta(days=30)

    @pytest.fixture(autouse=True)
    def days(self, thread: Thread) -> None:
        """Let the thread close after thirty days."""
        thread.days_open, thread.late_policy = 30, "closed"
        update_policy(thread=thread)

    def test_in_time(self, thread: Thread, rex: Commenter) -> None:
        with time_machine.travel(self.end - dt.timedelta(seconds=2), tick=False):
            assert say(thread, rex).verdict.outcome is Outcome.PUBLISH

    def test_late_is_held_and_not_lost(self, thread: Thread, rex: Commenter) -> None:
        with time_machine.travel(self.end, tick=False):
            submitted = say(thread, rex)
        assert submitted.comment is not None
        assert submitted.comment.status == Comment.Status.HELD
        assert submitted.verdict.reason == ReasonCode.OLD_ARTICLE

    def test_the_page_follows_the_clock_though_it_is_kept(
        self, client: Client, article: Article
    ) -> None:
        with time_machine.travel(self.end - dt.timedelta(seconds=2), tick=False):
            before = client.get(article.get_absolute_url())
            assert 'id="comment-form"' in before.text
            assert "The comments close on" in before.text
        with time_machine.travel(self.end, tick=False):
            after = client.get(
                article.get_absolute_url(), headers={"If-None-Match": before["ETag"]}
            )
        assert after.status_code == 200
        assert 'id="comment-form"' not in after.text
        assert "because it is no longer new" in after.text

    def test_a_form_that_was_open_is_still_taken(self, client: Client, article: Article) -> None:
        with time_machine.travel(self.end, tick=False):
            response = submit(client, article)
        assert response.status_code == 303
        assert Comment.objects.get().status == Comment.Status.HELD


class TestSlowMode:
    """One comment a commenter in so many minutes."""

    @pytest.fixture(autouse=True)
    def minutes(self, thread: Thread) -> None:
        """Let the thread take one in ten minutes."""
        thread.slow_minutes = 10
        update_policy(thread=thread)

    def test_too_soon_gives_the_text_back(
        self, client: Client, thread: Thread, rex: Commenter
    ) -> None:
        with time_machine.travel("2026-03-01T12:00:00Z", tick=False):
            say(thread, rex)
            fields = {"name": "Rex", "email": "rex@example.org", "body": "And another thing."}
            response = submit(client, thread.article, **fields)
        assert response.status_code == 429
        assert "You can send yours from 12:10 UTC on." in response.text
        assert "And another thing." in response.text
        assert Comment.objects.count() == 1

    def test_in_time_to_the_second(self, thread: Thread, rex: Commenter) -> None:
        with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
            say(thread, rex)
            clock.shift(599)
            assert say(thread, rex, "One more.").verdict.outcome is Outcome.REJECT
            clock.shift(1)
            assert say(thread, rex, "One more.").verdict.outcome is Outcome.PUBLISH

    def test_others_have_their_own_clock(
        self, thread: Thread, rex: Commenter, nia: Commenter
    ) -> None:
        say(thread, rex)
        assert say(thread, nia).verdict.outcome is Outcome.HOLD

    def test_a_double_click_is_one_comment(self, thread: Thread, rex: Commenter) -> None:
        first, second = say(thread, rex), say(thread, rex)
        assert second.comment == first.comment
        assert (second.created, second.verdict.outcome) == (False, Outcome.PUBLISH)

    def test_another_name_of_an_account_is_no_way_round(self, thread: Thread, ann: User) -> None:
        say(thread, get_or_create_user_commenter(ann), user=ann)
        ann.display_name = "Annabel"
        ann.save()
        assert (
            say(thread, get_or_create_user_commenter(ann), "More.", user=ann).verdict.outcome
            is Outcome.REJECT
        )

    def test_a_change_of_a_comment_takes_no_turn(self, thread: Thread, rex: Commenter) -> None:
        comment = say(thread, rex).comment
        assert comment is not None
        edited = edit_comment(
            visitor=Visitor(email=rex.email),
            comment=comment,
            body="Finer ships.",
            expected_version=comment.version,
        )
        assert edited.verdict.outcome is Outcome.PUBLISH


def test_a_change_of_a_comment_is_held_where_all_is(thread: Thread, rex: Commenter) -> None:
    comment = say(thread, rex).comment
    assert comment is not None
    set_cooldown(thread=thread, until=timezone.now() + dt.timedelta(hours=1))
    edited = edit_comment(
        visitor=Visitor(email=rex.email),
        comment=comment,
        body="Finer ships.",
        expected_version=comment.version,
    )
    assert (edited.verdict.outcome, edited.verdict.reason) == (Outcome.HOLD, ReasonCode.COOLDOWN)
    assert edited.comment.source == "Fine ships."
