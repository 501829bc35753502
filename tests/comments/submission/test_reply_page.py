"""The page with a comment and the form for a reply, for readers without JavaScript."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html as parser

from blog.models import Article
from comments.models import Comment, Commenter, Thread
from comments.threads.services.comment_policy import set_comment_policy
from tests.comments.editing.own_comments import submit_as_rex
from tests.people import fill_thread

BASE = "/2016/12/the-harbour/comments"


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    return fill_thread(thread, 3)


def test_it_shows_the_comment_above_the_form(client: Client) -> None:
    page = parser.document_fromstring(client.get(f"{BASE}/2/reply/").text)
    (text,) = page.find_class("reply-texts")
    assert "Remark 1 about ships." in text.text_content()
    form = page.get_element_by_id("comment-form")
    order = [element for element in page.iter() if element in (text, form)]
    assert order == [text, form]
    assert form.xpath(".//input[@name='reply_to']/@value") == ["2"]


def test_cancel_leads_back_to_the_comment_in_its_view(client: Client) -> None:
    page = parser.document_fromstring(client.get(f"{BASE}/2/reply/?view=threaded").text)
    assert page.find_class("cancel-reply")[0].get("href") == f"{BASE}/2/?view=threaded"


def test_each_comment_links_to_it(client: Client, article: Article) -> None:
    page = parser.document_fromstring(
        client.get(f"{article.get_absolute_url()}?view=threaded").text
    )
    links = [link.get("href") for link in page.find_class("reply")]
    assert links == [f"{BASE}/{number}/reply/?view=threaded" for number in (1, 2, 3)]


@pytest.mark.parametrize("status", [Comment.Status.REMOVED, Comment.Status.WITHDRAWN])
def test_it_leads_to_the_stub_of_an_unreadable_comment(
    client: Client, comments: list[Comment], status: Comment.Status
) -> None:
    Comment.objects.filter(pk=comments[1].pk).update(status=status)
    response = client.get(f"{BASE}/2/reply/")
    assert (response.status_code, response["Location"]) == (302, f"{BASE}/2/")


@pytest.mark.parametrize("number", ["0", "4", "9" * 30])
def test_an_unknown_number_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"{BASE}/{number}/reply/").status_code == 404


def test_it_has_no_form_while_comments_are_closed(client: Client, thread: Thread) -> None:
    set_comment_policy(thread=thread, policy=Thread.CommentPolicy.CLOSED)
    page = client.get(f"{BASE}/2/reply/")
    assert page.status_code == 200
    assert 'id="comment-form"' not in page.text
    assert "comments-closed" in page.text


def test_a_draft_article_has_none(client: Client, article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(status=Article.Status.DRAFT)
    assert client.get(f"{BASE}/2/reply/").status_code == 404


def test_it_takes_few_queries(client: Client) -> None:
    client.get(f"{BASE}/2/reply/")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{BASE}/2/reply/")
    assert len(captured) <= 3


@pytest.mark.parametrize("reply_to", ["9" * 30, "9" * 5000, "-1", "²"])
def test_an_impossible_number_is_ignored(client: Client, article: Article, reply_to: str) -> None:
    page = client.get(article.get_absolute_url(), {"reply_to": reply_to})
    assert page.status_code == 200


def test_a_rejected_reply_shows_the_comment(
    client: Client, article: Article, thread: Thread, rex: Commenter
) -> None:
    set_comment_policy(thread=thread, policy=Thread.CommentPolicy.CLOSED)
    page = submit_as_rex(client, article, reply_to="3", also="1", body="All that I wrote.")
    assert page.status_code == 409
    (text,) = parser.document_fromstring(page.text).find_class("reply-texts")
    assert [heading.text_content() for heading in text.iter("h3")] == ["Cleo", "Ada"]
