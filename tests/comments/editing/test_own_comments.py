"""“Your comments here”: how each of one's own stands, in plain words, and what may be done."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter
from comments.services.status import change_status
from moderation.models import Decision
from moderation.services.deciding import decide
from tests.comments.editing.own import get_url, submit_as_rex
from tests.comments.submission.posting import submit
from tests.people import MakeArticle

Status = Comment.Status


def block(client: Client, article: Article) -> str:
    """Return the part of the page that tells of one's own comments, or nothing."""
    page = client.get(article.get_absolute_url()).text
    start = page.find('<section id="mine"')
    return "" if start < 0 else page[start : page.index("</section>", start)]


def test_a_stranger_has_none(client: Client, article: Article, rex: Commenter) -> None:
    submit_as_rex(client, article)
    assert block(Client(), article) == ""


def test_it_is_nowhere_but_in_its_thread(
    client: Client, article: Article, rex: Commenter, make_article: MakeArticle
) -> None:
    submit_as_rex(client, article)
    other = make_article("The Lighthouse")
    assert block(client, other) == ""


def test_what_is_published_says_so_and_can_be_changed(
    client: Client, article: Article, rex: Commenter
) -> None:
    submit_as_rex(client, article)
    shown = block(client, article)
    assert "Your comment is published as 1." in shown
    assert "Published." in shown
    comment = Comment.objects.get()
    assert get_url(comment, "edit") in shown
    assert get_url(comment, "withdraw") in shown


def test_later_the_news_and_the_way_to_change_it_are_gone(
    client: Client, article: Article, rex: Commenter
) -> None:
    submit_as_rex(client, article)
    comment = Comment.objects.get()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11)):
        shown = block(client, article)
    assert 'id="sent"' not in shown
    assert get_url(comment, "edit") not in shown
    assert get_url(comment, "withdraw") in shown


def test_what_waits_says_why(client: Client, article: Article) -> None:
    submit(client, article)
    shown = block(client, article)
    assert "Waiting for a moderator." in shown
    page = client.get(article.get_absolute_url()).text
    assert "First comments are read by a moderator before they appear." in page
    assert get_url(Comment.objects.get(), "withdraw") in shown


def test_what_was_refused_says_why(client: Client, article: Article, mo: User) -> None:
    submit(client, article)
    decide(
        moderator=mo, item=Comment.objects.get(), action=Decision.Action.REJECT, expected_version=0
    )
    shown = block(client, article)
    assert "Refused. A moderator has read this comment and decided against it." in shown
    assert "/own/" not in shown


@pytest.mark.parametrize(
    ("status", "words"),
    [(Status.REMOVED, "Removed by a moderator."), (Status.WITHDRAWN, "Withdrawn by you.")],
)
def test_what_no_longer_stands(
    client: Client, article: Article, rex: Commenter, status: Status, words: str
) -> None:
    submit_as_rex(client, article)
    comment = Comment.objects.get()
    change_status(comment=comment, to=status, expected_version=comment.version)
    assert words in block(client, article)


def test_an_account_needs_no_cookie(client: Client, article: Article, mo: User) -> None:
    client.force_login(mo)
    client.post("/2016/12/the-harbour/comments/post/", {"body": "Fine ships."})
    assert "visitor" not in client.cookies
    again = Client()
    again.force_login(mo)
    assert "Published." in block(again, article)


def test_many_cost_as_many_queries_as_one(client: Client, article: Article, rex: Commenter) -> None:
    def cost() -> int:
        client.get(article.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(article.get_absolute_url())
        return len(captured)

    submit_as_rex(client, article)
    one = cost()
    for n in range(5):
        submit_as_rex(client, article, body=f"Remark {n}")
    assert cost() == one
