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
    set_comment_policy,
    set_cooldown,
    update_comment_policy,
    update_comment_settings,
)
from comments.visitors.services.commenters import get_or_create_user_commenter
from comments.visitors.visitor import ANONYMOUS_VISITOR, Visitor
from tests.comments.submission.posting import submit
from tests.people import ARTICLE_DAY

CommentPolicy = Thread.CommentPolicy


def submit_to(
    thread: Thread, commenter: Commenter, body: str = "Fine ships.", user: User | None = None
) -> SubmissionResult:
    """Submit a comment, optionally as a user."""
    facts = RequestFacts(
        ip_address="192.0.2.1", visitor=Visitor(user) if user else ANONYMOUS_VISITOR
    )
    return submit_comment(thread=thread, commenter=commenter, body=body, request_facts=facts)


def test_an_open_thread_accepts_new_commenters(thread: Thread, nia: Commenter) -> None:
    set_comment_policy(thread=thread, policy=CommentPolicy.OPEN)
    assert submit_to(thread, nia).verdict.outcome is Outcome.PUBLISH


def test_an_open_thread_makes_nobody_trusted(thread: Thread, nia: Commenter) -> None:
    set_comment_policy(thread=thread, policy=CommentPolicy.OPEN)
    submit_to(thread, nia)
    set_comment_policy(thread=thread, policy=CommentPolicy.NEW_MODERATED)
    assert submit_to(thread, nia, "More ships.").verdict.reason_code == ReasonCode.NEWCOMER


def test_new_commenters_are_held_and_trusted_ones_are_not(
    thread: Thread, nia: Commenter, rex: Commenter
) -> None:
    set_comment_policy(thread=thread, policy=CommentPolicy.NEW_MODERATED)
    assert submit_to(thread, nia).verdict.reason_code == ReasonCode.NEWCOMER
    assert submit_to(thread, rex).verdict.outcome is Outcome.PUBLISH


def test_all_moderated_holds_trusted_commenters(thread: Thread, rex: Commenter) -> None:
    set_comment_policy(thread=thread, policy=CommentPolicy.ALL_MODERATED)
    verdict = submit_to(thread, rex).verdict
    assert (verdict.outcome, verdict.reason_code) == (Outcome.HOLD, ReasonCode.ALL_MODERATED)


@pytest.mark.parametrize("username", ["ann", "mo", "ed"])
def test_moderators_and_the_author_are_not_held(
    request: pytest.FixtureRequest, thread: Thread, username: str
) -> None:
    user = request.getfixturevalue(username)
    set_comment_policy(thread=thread, policy=CommentPolicy.ALL_MODERATED)
    assert (
        submit_to(thread, get_or_create_user_commenter(user), user=user).verdict.outcome
        is Outcome.PUBLISH
    )


def test_the_site_policy_applies_by_default(thread: Thread, rex: Commenter) -> None:
    update_comment_settings(to=CommentSettings(policy=CommentPolicy.ALL_MODERATED))
    assert submit_to(thread, rex).verdict.outcome is Outcome.HOLD
    update_comment_settings(to=CommentSettings(policy=CommentPolicy.CLOSED))
    assert submit_to(thread, rex, "More.").verdict.reason_code == ReasonCode.THREAD_CLOSED


class TestAge:
    """The thread of an old article holds late comments, with or without a form."""

    end = ARTICLE_DAY + dt.timedelta(days=30)

    @pytest.fixture(autouse=True)
    def days(self, thread: Thread) -> None:
        """Close the thread after thirty days."""
        thread.days_open, thread.late_policy = 30, "closed"
        update_comment_policy(thread=thread)

    def test_in_time(self, thread: Thread, rex: Commenter) -> None:
        with time_machine.travel(self.end - dt.timedelta(seconds=2), tick=False):
            assert submit_to(thread, rex).verdict.outcome is Outcome.PUBLISH

    def test_late_comments_are_held(self, thread: Thread, rex: Commenter) -> None:
        with time_machine.travel(self.end, tick=False):
            submitted = submit_to(thread, rex)
        assert submitted.comment is not None
        assert submitted.comment.status == Comment.Status.HELD
        assert submitted.verdict.reason_code == ReasonCode.OLD_ARTICLE

    def test_a_cached_page_follows_the_clock(self, client: Client, article: Article) -> None:
        with time_machine.travel(self.end - dt.timedelta(seconds=2), tick=False):
            before = client.get(article.get_absolute_url())
            assert 'id="comment-form"' in before.text
            assert 'data-upcoming-policy="closed"' in before.text
        with time_machine.travel(self.end, tick=False):
            after = client.get(
                article.get_absolute_url(), headers={"If-None-Match": before["ETag"]}
            )
        assert after.status_code == 200
        assert 'id="comment-form"' not in after.text
        assert 'data-cause="age"' in after.text

    def test_an_open_form_is_still_accepted(self, client: Client, article: Article) -> None:
        with time_machine.travel(self.end, tick=False):
            response = submit(client, article)
        assert response.status_code == 303
        assert Comment.objects.get().status == Comment.Status.HELD


class TestSlowMode:
    """One comment per commenter in ten minutes."""

    @pytest.fixture(autouse=True)
    def minutes(self, thread: Thread) -> None:
        """Turn slow mode on."""
        thread.slow_minutes = 10
        update_comment_policy(thread=thread)

    def test_too_early_returns_the_text(
        self, client: Client, thread: Thread, rex: Commenter
    ) -> None:
        with time_machine.travel("2026-03-01T12:00:00Z", tick=False):
            submit_to(thread, rex)
            fields = {"name": "Rex", "email": "rex@example.org", "body": "And another thing."}
            response = submit(client, thread.article, **fields)
        assert response.status_code == 429
        assert "12:10" in response.text
        assert "And another thing." in response.text
        assert Comment.objects.count() == 1

    def test_the_time_is_exact_to_the_second(self, thread: Thread, rex: Commenter) -> None:
        with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
            submit_to(thread, rex)
            clock.shift(599)
            assert submit_to(thread, rex, "One more.").verdict.outcome is Outcome.REJECT
            clock.shift(1)
            assert submit_to(thread, rex, "One more.").verdict.outcome is Outcome.PUBLISH

    def test_commenters_wait_independently(
        self, thread: Thread, rex: Commenter, nia: Commenter
    ) -> None:
        submit_to(thread, rex)
        assert submit_to(thread, nia).verdict.outcome is Outcome.HOLD

    def test_a_double_click_is_one_comment(self, thread: Thread, rex: Commenter) -> None:
        first, second = submit_to(thread, rex), submit_to(thread, rex)
        assert second.comment == first.comment
        assert (second.created, second.verdict.outcome) == (False, Outcome.PUBLISH)

    def test_slow_mode_includes_other_names_of_the_account(self, thread: Thread, ann: User) -> None:
        submit_to(thread, get_or_create_user_commenter(ann), user=ann)
        ann.display_name = "Annabel"
        ann.save()
        assert (
            submit_to(thread, get_or_create_user_commenter(ann), "More.", user=ann).verdict.outcome
            is Outcome.REJECT
        )

    def test_an_edit_does_not_count(self, thread: Thread, rex: Commenter) -> None:
        comment = submit_to(thread, rex).comment
        assert comment is not None
        edited = edit_comment(
            visitor=Visitor(email=rex.email),
            comment=comment,
            body="Finer ships.",
            expected_version=comment.version,
        )
        assert edited.verdict.outcome is Outcome.PUBLISH


def test_an_edit_is_held_during_a_cooldown(thread: Thread, rex: Commenter) -> None:
    comment = submit_to(thread, rex).comment
    assert comment is not None
    set_cooldown(thread=thread, until=timezone.now() + dt.timedelta(hours=1))
    edited = edit_comment(
        visitor=Visitor(email=rex.email),
        comment=comment,
        body="Finer ships.",
        expected_version=comment.version,
    )
    assert (edited.verdict.outcome, edited.verdict.reason_code) == (
        Outcome.HOLD,
        ReasonCode.COOLDOWN,
    )
    assert edited.comment.source == "Fine ships."
