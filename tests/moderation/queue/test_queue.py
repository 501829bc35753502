import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter
from comments.submission.services import submit_comment
from comments.threads.services.status import change_status
from comments.threads.services.threads import get_or_create_thread
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from tests.people import CreateComment, MakeArticle

QUEUE = "/admin/moderation/queue/"
Status = Comment.Status


@pytest.fixture
def moderator(client: Client, mo: User) -> Client:
    client.force_login(mo)
    return client


def test_pending_comments_are_shown_oldest_first(
    moderator: Client, create_comment: CreateComment, nia: Commenter
) -> None:
    for n in range(3):
        create_comment(nia, f"Remark {n}")
    page = moderator.get(QUEUE).text
    assert page.index("Remark 0") < page.index("Remark 1") < page.index("Remark 2")
    assert "nia@example.org" in page
    buttons = re.findall(r'<button\b[^>]*\bvalue="(\w+)"', page)
    assert "approve" in buttons
    assert "remove" not in buttons


def test_an_empty_queue(moderator: Client) -> None:
    assert 'data-empty="tab"' in moderator.get(QUEUE).text


def test_the_number_of_queries_does_not_grow_with_the_rows(
    moderator: Client,
    create_comment: CreateComment,
    rex: Commenter,
    nia: Commenter,
    make_article: MakeArticle,
) -> None:
    def count_queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert moderator.get(QUEUE).status_code == 200
        return len(captured)

    first = create_comment(rex, "Hello")
    create_comment(nia, "Remark", first)
    moderator.get(QUEUE)
    one = count_queries()
    for n in range(9):
        article = make_article(f"Article {n}")
        submit_comment(thread=get_or_create_thread(article), commenter=nia, body="Remark")
        create_comment(nia, f"Remark {n}", first)
    assert count_queries() == one <= 36


def test_comment_text_is_escaped(
    moderator: Client, create_comment: CreateComment, nia: Commenter
) -> None:
    create_comment(nia, "<code><script>alert(1)</script></code>")
    page = moderator.get(QUEUE).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


class TestDeciding:
    def send(self, moderator: Client, comment: Comment, **data: str) -> str:
        """Post a decision and return the page it redirects to."""
        path = f"/admin/moderation/comments/{comment.pk}/decide/"
        fields = {"action": "approve", "version": "0", "next": QUEUE} | data
        response = moderator.post(path, fields, follow=True)
        assert response.redirect_chain == [(QUEUE, 302)]
        return response.text

    def test_approval(
        self, moderator: Client, create_comment: CreateComment, nia: Commenter
    ) -> None:
        held = create_comment(nia, "Hello")
        assert 'class="success"' in self.send(moderator, held, explanation="Welcome")
        held.refresh_from_db()
        assert (held.status, held.number) == (Status.PUBLISHED, 1)
        assert held.decisions.exclude(actor=None).get().explanation == "Welcome"

    def test_too_late(
        self, moderator: Client, create_comment: CreateComment, nia: Commenter, ed: User
    ) -> None:
        held = create_comment(nia, "Hello")
        decide(moderator=ed, item=held, action=Decision.Action.REJECT, expected_version=0)
        page = self.send(moderator, held, action="spam")
        assert 'class="warning"' in page
        assert "by Ed at" in page
        held.refresh_from_db()
        assert held.status == Status.REJECTED

    def test_too_late_because_the_author_deleted_it(
        self, moderator: Client, create_comment: CreateComment, rex: Commenter
    ) -> None:
        comment = create_comment(rex, "Hello")
        change_status(comment=comment, to=Status.WITHDRAWN, expected_version=0)
        page = self.send(moderator, comment, action="remove")
        assert 'class="warning"' in page
        assert not comment.decisions.filter(action="remove").exists()

    @pytest.mark.parametrize(
        "data",
        [
            {"action": "made-up"},
            {"action": ""},
            {"version": "x"},
            {"version": "-1"},
            {"version": ""},
            {"explanation": "x" * 301},
        ],
    )
    def test_invalid_data(
        self, moderator: Client, create_comment: CreateComment, nia: Commenter, data: dict[str, str]
    ) -> None:
        held = create_comment(nia, "Hello")
        assert 'class="error"' in self.send(moderator, held, **data)
        held.refresh_from_db()
        assert held.status == Status.HELD

    @pytest.mark.parametrize(
        "target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
    )
    def test_the_redirect_stays_on_the_site(
        self, moderator: Client, create_comment: CreateComment, nia: Commenter, target: str
    ) -> None:
        self.send(moderator, create_comment(nia, "Hello"), next=target)

    def test_an_unknown_comment(self, moderator: Client) -> None:
        path = "/admin/moderation/comments/99/decide/"
        assert moderator.post(path, {"action": "approve", "version": "0"}).status_code == 404

    def test_get_is_not_allowed(
        self, moderator: Client, create_comment: CreateComment, nia: Commenter
    ) -> None:
        path = f"/admin/moderation/comments/{create_comment(nia, 'Hello').pk}/decide/"
        assert moderator.get(path).status_code == 405


class TestBanning:
    def form_url(self, commenter: Commenter) -> str:
        return f"/admin/moderation/commenters/{commenter.pk}/ban/"

    def test_the_form_shows_the_commenter(
        self, moderator: Client, create_comment: CreateComment, rex: Commenter
    ) -> None:
        create_comment(rex, "Rude words")
        page = moderator.get(self.form_url(rex)).text
        assert "rex@example.org" in page
        assert "Rude words" in page

    def test_until_the_end_of_a_day(self, moderator: Client, rex: Commenter, mo: User) -> None:
        day = timezone.now().date() + dt.timedelta(days=7)
        response = moderator.post(
            self.form_url(rex),
            {"explanation": "Insults", "until": day.isoformat(), "note": "Third"},
        )
        assert (response.status_code, response["Location"]) == (302, QUEUE)
        ban = rex.bans.get()
        assert ban.ends_at is not None
        assert ban.ends_at.date() == day
        assert (ban.reason, ban.note, ban.created_by) == ("Insults", "Third", mo)

    def test_for_today_it_ends_tonight(self, moderator: Client, rex: Commenter) -> None:
        today = timezone.now().date().isoformat()
        assert (
            moderator.post(self.form_url(rex), {"explanation": "x", "until": today}).status_code
            == 302
        )
        assert rex.bans.get().is_in_force

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"explanation": "  "},
            {"explanation": "x" * 301},
            {"explanation": "Insults", "until": "2001-01-01"},
            {"explanation": "Insults", "until": "someday"},
            {"explanation": "Insults", "until": "2026-13-01"},
        ],
    )
    def test_invalid_data(self, moderator: Client, rex: Commenter, data: dict[str, str]) -> None:
        response = moderator.post(self.form_url(rex), data)
        assert response.status_code == 400
        assert 'id="ban-form"' in response.text
        assert not rex.bans.exists()

    def test_an_unknown_commenter(self, moderator: Client) -> None:
        assert moderator.get("/admin/moderation/commenters/99/ban/").status_code == 404

    def test_lifting_a_ban_twice(self, moderator: Client, rex: Commenter) -> None:
        today = timezone.now().date().isoformat()
        moderator.post(self.form_url(rex), {"explanation": "Insults", "until": today})
        path = f"/admin/moderation/bans/{rex.bans.get().pk}/lift/"
        assert 'class="success"' in moderator.post(path, follow=True).text
        assert 'class="warning"' in moderator.post(path, follow=True).text
        assert moderator.get(path).status_code == 405
