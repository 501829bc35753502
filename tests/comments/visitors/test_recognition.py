"""A guest's trust counts only in browsers in which the guest is recognized.

Anyone can learn a name and guess an email address. The response doesn't show what they got right.
"""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter, Thread
from comments.submission.screening import Outcome, RequestFacts, Submission
from comments.submission.services import build_submission
from comments.threads.services.comment_policy import set_comment_policy
from comments.visitors.services.recognition import is_recognized
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import decide
from moderation.filters.evidence_text import describe_evidence
from moderation.filters.screeners.impersonation import Impersonation
from moderation.filters.screeners.links import FirstLink
from moderation.filters.screeners.spam_filter import get_outcome
from moderation.models import Decision, ModerationSettings
from tests.comments.submission.posting import submit
from tests.comments.visitors.confirmation_links import confirm_email
from tests.comments.visitors.cookies import set_visitor_cookie
from tests.people import CreateComment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REX = {"name": "Rex", "email": "rex@example.org"}
HELD = "/2016/12/the-harbour.html#held-comments"


def approve(moderator: User, comment: Comment) -> None:
    action = Decision.Action.APPROVE
    decide(moderator=moderator, item=comment, action=action, expected_version=comment.version)


def post(client: Client, article: Article, **fields: Any) -> str:
    """Send the form as Rex; return where the response leads."""
    return str(submit(client, article, **(REX | fields))["Location"])


def is_published(location: str) -> bool:
    return location != HELD


class TestGuest:
    def test_another_browser_is_not_trusted(self, article: Article, rex: Commenter) -> None:
        stranger = Client()
        for n in range(3):
            # The cookie with a comment that is only held proves nothing.
            assert not is_published(post(stranger, article, body=f"Buy {n} pills."))

    def test_a_confirmed_browser_is_trusted(self, article: Article, rex: Commenter) -> None:
        client = Client()
        confirm_email(client, rex)
        assert is_published(post(client, article))

    def test_another_browser_than_the_confirmed_one(self, article: Article, rex: Commenter) -> None:
        confirm_email(Client(), rex)
        Commenter.objects.update(owns_name=False)
        assert not is_published(post(Client(), article))

    def test_a_browser_with_an_approved_comment_is_trusted(
        self, article: Article, rex: Commenter, mo: User
    ) -> None:
        client = Client()
        post(client, article)
        approve(mo, Comment.objects.get())
        assert is_published(post(client, article, body="More."))
        # The cookie only has room for the latest comments.
        set_visitor_cookie(client, comments=[Comment.objects.latest("pk").pk])
        assert is_published(post(client, article, body="Even more."))
        assert not is_published(post(Client(), article, body="Pills."))

    def test_a_newcomers_approvals_do_not_help_others(self, article: Article, mo: User) -> None:
        author = Client()
        post(author, article)
        approve(mo, Comment.objects.get())
        assert is_published(post(author, article, body="Again."))
        assert not is_published(post(Client(), article, body="Pills."))

    def test_a_comment_in_an_open_thread_proves_nothing(
        self, article: Article, thread: Thread, rex: Commenter
    ) -> None:
        stranger = Client()
        set_comment_policy(thread=thread, policy=Thread.CommentPolicy.OPEN)
        assert is_published(post(stranger, article))
        set_comment_policy(thread=thread, policy=Thread.CommentPolicy.NEW_MODERATED)
        assert not is_published(post(stranger, article, body="Pills."))

    def test_a_removed_comment_proves_nothing(
        self, article: Article, rex: Commenter, mo: User
    ) -> None:
        client = Client()
        post(client, article)
        approve(mo, Comment.objects.get())
        removed = Comment.objects.get()
        decide(moderator=mo, item=removed, action=Decision.Action.REMOVE, expected_version=1)
        assert not is_published(post(client, article, body="Again."))

    def test_another_commenters_approved_comment_proves_nothing(
        self, article: Article, rex: Commenter, mo: User
    ) -> None:
        client = Client()
        submit(client, article)
        approve(mo, Comment.objects.get())
        assert not is_published(post(client, article))

    def test_a_guests_name_of_an_account(
        self, article: Article, rex: Commenter, otto: User
    ) -> None:
        rex.user = otto
        rex.save()
        assert not is_published(post(Client(), article))
        client = Client()
        client.force_login(otto)
        visitor = Visitor(otto)
        assert is_recognized(visitor=visitor, commenter=rex)

    def test_the_response_is_the_same_for_newcomers(self, article: Article, rex: Commenter) -> None:
        known, new = Client(), Client()
        post(known, article)
        post(new, article, email="another@example.org")
        # Without the primary keys.
        pages = {
            re.sub(r"\d+", "", client.get(article.get_absolute_url()).text)
            for client in (known, new)
        }
        assert len(pages) == 1

    def test_a_confirmed_address_is_not_revealed(self, article: Article, rex: Commenter) -> None:
        """The offer to confirm the address doesn't depend on whether its owner has done so."""
        confirm_email(Client(), rex)
        Commenter.objects.update(owns_name=False)
        for email in (rex.email, "another@example.org"):
            stranger = Client()
            post(stranger, article, email=email)
            assert "confirm-offer" in stranger.get(article.get_absolute_url()).text

    def test_moderators_see_that_the_browser_is_unknown(
        self, article: Article, rex: Commenter
    ) -> None:
        post(Client(), article)
        decision = Decision.objects.get()
        assert decision.evidence == {"approved": 0, "unknown_browser": True}
        assert "another browser" in str(describe_evidence(decision.screener, decision.evidence))


class TestScreeners:
    """All screeners that are more lenient with regulars."""

    @pytest.fixture
    def spoofed(self, thread: Thread, rex: Commenter) -> Submission:
        """A comment with Rex's name and email from a browser that has other comments."""
        facts = RequestFacts("192.0.2.1", visitor=Visitor(comment_ids=[0]))
        body = "https://pills.example"
        return build_submission(thread=thread, commenter=rex, body=body, facts=facts)

    def test_the_spam_filter(self, spoofed: Submission) -> None:
        assert spoofed.trust == Commenter.Trust.NEWCOMER
        assert get_outcome(0.99, spoofed.trust, ModerationSettings()) is Outcome.SPAM

    def test_first_links(
        self, spoofed: Submission, rex: Commenter, create_comment: CreateComment
    ) -> None:
        for n in range(5):
            create_comment(rex, f"Remark {n}")
        assert FirstLink().screen(spoofed) is not None

    def test_protected_names(
        self, spoofed: Submission, rex: Commenter, create_comment: CreateComment, ann: User
    ) -> None:
        Commenter.objects.update(name="Ann Rex")
        rex.refresh_from_db()
        create_comment(rex, "Hello")
        spoofed.commenter.refresh_from_db()
        assert Impersonation().screen(spoofed) is not None

    def test_pre_moderation_always_applies(self, spoofed: Submission) -> None:
        spoofed.commenter.trust = Commenter.Trust.PREMODERATED
        assert spoofed.trust == Commenter.Trust.PREMODERATED
