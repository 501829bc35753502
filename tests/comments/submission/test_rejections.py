"""Rejected forms go back to the author, with the text, the reason and the right status."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter, Thread
from comments.threads.services.comment_policy import set_comment_policy
from comments.threads.services.threads import get_or_create_thread
from moderation.bans.services import create_ban
from tests.comments.submission.posting import submit
from tests.people import MakeArticle, fill_thread

Status = Comment.Status


def assert_rejected(response: Any, status: int, *words: str) -> str:
    """Check a response that gives the text back, and return its page."""
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    page: str = response.text
    for word in words:
        assert word in page
    return page


def test_a_closed_thread_rejects_without_storing(
    client: Client, thread: Thread, article: Article
) -> None:
    set_comment_policy(thread=thread, policy=Thread.CommentPolicy.CLOSED)
    response = submit(client, article, body="All that I wrote.")
    assert_rejected(response, 409, 'data-reason="thread_closed"', "All that I wrote.")
    assert not Comment.objects.exists()


@pytest.mark.parametrize("query", ["", "?reply_to=1"])
def test_a_closed_thread_shows_no_form(
    client: Client, thread: Thread, article: Article, query: str
) -> None:
    set_comment_policy(thread=thread, policy=Thread.CommentPolicy.CLOSED)
    page = client.get(f"{article.get_absolute_url()}{query}").text
    assert 'id="comment-form"' not in page
    assert 'class="comments-closed"' in page


def test_a_banned_reader_sees_the_reason_and_the_end(
    client: Client, article: Article, rex: Commenter, ed: User
) -> None:
    until = timezone.now().replace(hour=23, minute=59) + dt.timedelta(days=7)
    create_ban(moderator=ed, commenter=rex, explanation="Called Nia <names>", until=until)
    response = submit(client, article, name="Rex", email="rex@example.org", body="Let me in.")
    page = assert_rejected(
        response,
        403,
        "Called Nia &lt;names&gt;",
        f"{until.day}, {until.year}, 23:59 UTC",
        "Let me in.",
    )
    assert "<names>" not in page
    assert Comment.objects.get().status == Status.REJECTED
    assert "waiting" not in client.cookies


def test_a_filled_honeypot_is_rejected(client: Client, article: Article) -> None:
    response = submit(client, article, subject="Buy pills")
    assert_rejected(response, 403, 'data-reason="honeypot"', "Fine ships.")
    assert Comment.objects.get().status == Status.SPAM


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "\u200b\u2060"),
        ("name", "\x00\x01"),
        ("name", "x" * 300),
        ("email", ""),
        ("email", "nobody"),
        ("email", f"nia@{'x' * 300}.example"),
        ("email", f"{'n' * 64}@{'.'.join(['x' * 60] * 4)}.example"),
        ("email", "nia@example.org\x00"),
        ("url", "javascript:alert(1)"),
        ("url", "ftp://nia.example/"),
        ("url", "https://nia.example/" + "x" * 600),
        ("url", "https://["),
        ("url", "http://user@nia.example"),
        ("url", "nia.example@evil.example/"),
        ("url", "https://nia.example:x@evil.example/"),
        ("body", ""),
        ("body", " \n \n "),
        ("body", "\x00\x1b"),
        ("reply_to", "first"),
        ("reply_to", "0"),
        ("reply_to", "-1"),
        ("reply_to", "1.5"),
        ("reply_to", "1"),
        ("reply_to", str(2**31 - 1)),
        ("reply_to", str(2**31)),
        ("reply_to", "9" * 5000),
        ("reply_to", "١"),
    ],
)
def test_an_invalid_field(client: Client, article: Article, field: str, value: str) -> None:
    page = assert_rejected(submit(client, article, **{field: value}), 400, 'id="comment-form"')
    if field != "body":
        assert "Fine ships." in page
    assert not Comment.objects.exists()
    assert not Commenter.objects.exists()


def test_an_invalid_website_is_reported_once(client: Client, article: Article) -> None:
    page = assert_rejected(submit(client, article, url="nonsense here"), 400)
    # In the summary and at the field.
    assert page.count("Enter a valid URL.") == 2


def test_a_comment_of_five_megabytes(client: Client, article: Article) -> None:
    response = submit(client, article, body="ships " * 900_000)
    assert_rejected(response, 400, "20000", "5399999")
    assert not Comment.objects.exists()


def test_a_post_of_twenty_megabytes(client: Client, article: Article) -> None:
    response = submit(client, article, body="ships " * 3_500_000)
    assert response.status_code in {400, 413}
    assert not Comment.objects.exists()


def test_thousands_of_fields(client: Client, article: Article) -> None:
    response = submit(client, article, **{f"field{n}": "" for n in range(2000)})
    assert response.status_code == 400
    assert not Comment.objects.exists()


def test_an_empty_post(client: Client, article: Article) -> None:
    response = client.post("/2016/12/the-harbour/comments/post/")
    assert_rejected(response, 400, 'id="comment-form"')


def test_control_characters_are_removed(client: Client, article: Article) -> None:
    assert (
        submit(client, article, name="Ni\x07a\u202e", body="Fine\x00 ships\x1b.").status_code == 303
    )
    comment = Comment.objects.get()
    assert (comment.author_name, comment.source) == ("Nia", "Fine ships.")


def test_invalid_utf8_is_accepted(client: Client, article: Article) -> None:
    body = b"name=Nia&email=nia%40example.org&body=%ff%fe%c3ships"
    response = client.post(
        "/2016/12/the-harbour/comments/post/",
        body,
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 303
    assert "ships" in Comment.objects.get().text


@pytest.mark.parametrize("status", [Status.HELD, Status.REMOVED, Status.SPAM])
def test_a_reply_to_an_unreadable_comment(
    client: Client, article: Article, thread: Thread, status: Status
) -> None:
    (comment,) = fill_thread(thread, 1)
    Comment.objects.filter(pk=comment.pk).update(status=status)
    response = submit(client, article, reply_to="1", body="All that I wrote.")
    assert_rejected(response, 400, "All that I wrote.")
    assert response.context["form"].non_field_errors()
    assert Comment.objects.count() == 1


def test_a_reply_to_a_number_of_another_thread(
    client: Client, article: Article, make_article: MakeArticle
) -> None:
    fill_thread(get_or_create_thread(make_article("The Lighthouse")), 3)
    assert_rejected(submit(client, article, reply_to="2"), 400)
    assert Comment.objects.count() == 3


def test_typed_values_are_escaped(client: Client, article: Article) -> None:
    script = "<script>alert(1)</script>"
    page = assert_rejected(
        submit(client, article, name=script, email="x", body=script, url=script), 400
    )
    assert script not in page
