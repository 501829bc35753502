"""Submitting the same text again, as its author or as someone else."""

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter
from comments.visitors.cookies import VISITOR_COOKIE
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from tests.comments.editing.own_comments import edit, get_url, submit_as_rex
from tests.comments.submission.posting import get_submit_url, submit

pytestmark = pytest.mark.slow

HERE = "192.0.2.1"
KEY = "3f" * 16
LONG = (
    "The ferry was late again, and nobody on the quay could say why it had not left the other"
    " side, or whether it ever would."
)


def create_browser(ip_address: str | None = HERE, name: str = "Browser/1.0") -> Client:
    """Return a new client. Without an address, the server doesn't report one."""
    environ: dict[str, Any] = {"REMOTE_ADDR": ip_address or ""}
    return Client(headers={"User-Agent": name}, **environ)


def get_own_comment_ids(client: Client) -> list[int]:
    """Return the own comments in the cookie of a client."""
    request = HttpRequest()
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    return list(VISITOR_COOKIE.get(request, default={}).get("comments", []))


class TestSameVisitor:
    """The result is the same comment, and its author can still edit it."""

    @pytest.mark.parametrize("second_address", [HERE, "198.51.100.7"])
    def test_same_form(self, article: Article, second_address: str) -> None:
        # The second half of a double click is sent before the first response sets the cookie. The
        # script has filled in a random key.
        first, second = create_browser(), create_browser(second_address)
        responses = [submit(client, article, form_key=KEY) for client in (first, second)]
        assert len({response["Location"] for response in responses}) == 1
        comment = Comment.objects.get()
        assert get_own_comment_ids(first) == get_own_comment_ids(second) == [comment.pk]
        assert edit(second, comment, "Finer ships.").status_code == 303
        assert KEY not in comment.form_key

    def test_same_browser_at_another_address(self, article: Article) -> None:
        client = create_browser()
        for ip_address in (HERE, "198.51.100.7"):
            client.defaults["REMOTE_ADDR"] = ip_address
            submit(client, article)
        assert get_own_comment_ids(client) == [Comment.objects.get().pk]

    def test_same_account(self, article: Article, mo: User) -> None:
        for ip_address in (HERE, "198.51.100.7"):
            client = create_browser(ip_address)
            client.force_login(mo)
            response = client.post(get_submit_url(article), {"body": "Fine ships."})
            assert response["Location"] == "/2016/12/the-harbour/comments/1/"
        assert Comment.objects.count() == 1


class TestOtherVisitor:
    """Name, text, and browser are known or common, and an address can be guessed."""

    @pytest.mark.parametrize(
        ("stranger", "fields"),
        [
            (create_browser(), {}),
            (create_browser(), {"form_key": "9c" * 16}),
            (create_browser("198.51.100.7"), {}),
            (create_browser(name="Browser/2.0"), {}),
        ],
        ids=["same network and browser", "another form", "another address", "another browser"],
    )
    @pytest.mark.parametrize("author_fields", [{}, {"form_key": KEY}], ids=["no script", "script"])
    def test_the_comment_cannot_be_edited(
        self,
        article: Article,
        stranger: Client,
        fields: dict[str, str],
        author_fields: dict[str, str],
    ) -> None:
        author = create_browser()
        submit(author, article, **author_fields)
        first = Comment.objects.get()
        submit(stranger, article, **fields)
        assert first.pk not in get_own_comment_ids(stranger)
        for action in ("edit", "withdraw"):
            assert stranger.get(get_url(first, action)).status_code == 404
            assert author.get(get_url(first, action)).status_code == 200

    def test_a_double_click_without_a_script_is_one_comment(self, article: Article) -> None:
        responses = [submit(create_browser(), article) for _ in range(2)]
        assert Comment.objects.count() == 1
        assert len({response["Location"] for response in responses}) == 1

    def test_unknown_addresses_never_match(self, article: Article) -> None:
        submit(create_browser(None), article)
        first = Comment.objects.get()
        stranger = create_browser(None)
        submit(stranger, article)
        assert first.pk not in get_own_comment_ids(stranger)

    def test_a_duplicate_is_held(self, article: Article, rex: Commenter) -> None:
        submit_as_rex(create_browser(), article, body=LONG)
        stranger = create_browser("198.51.100.7")
        response = submit(stranger, article, name="Rex", email="rex@example.org", body=LONG)
        assert response["Location"] == "/2016/12/the-harbour.html#held-comments"
        assert Comment.objects.published().count() == 1

    def test_a_held_comment_is_not_revealed(self, article: Article) -> None:
        submit(create_browser(), article)
        first = Comment.objects.get()
        responses = []
        for fields in ({}, {"email": "another@example.org"}):
            stranger = create_browser("198.51.100.7")
            response = submit(stranger, article, **fields)
            own = Comment.objects.newest_first().first()
            assert own is not None
            assert get_own_comment_ids(stranger) == [own.pk] != [first.pk]
            responses.append(
                (response.status_code, response["Location"], own.status, own.reason_code)
            )
        assert responses[0] == responses[1]

    def test_a_decision_is_not_revealed(self, article: Article, mo: User) -> None:
        author = create_browser()
        submit(author, article)
        held, action = Comment.objects.get(), Decision.Action.REJECT
        decide(moderator=mo, item=held, action=action, expected_version=0)
        assert submit(author, article).status_code == 403
        for address in (HERE, "198.51.100.7"):
            response = submit(create_browser(address), article)
            assert response["Location"] == "/2016/12/the-harbour.html#held-comments"
