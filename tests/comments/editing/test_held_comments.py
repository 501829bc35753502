"""Held comments are visible only to their authors and to moderators."""

import pytest
from django.test import Client
from lxml import html as parser

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter, Thread
from comments.threads.services.threads import get_or_create_thread
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from tests.comments.submission.posting import submit
from tests.people import CreateComment, MakeArticle, fill_thread

HIDDEN = "Nobody has read this yet."


def sees(client: Client, article: Article) -> bool:
    """Check whether this client sees the held comment."""
    page = client.get(article.get_absolute_url()).text
    shown = HIDDEN in page
    assert ('id="held-comments"' in page) == shown
    return shown


def test_its_author_sees_it(client: Client, article: Article) -> None:
    response = submit(client, article, body=HIDDEN)
    assert response["Location"].endswith("#held-comments")
    assert sees(client, article)


def test_its_author_sees_it_on_every_page_of_the_thread(client: Client, article: Article) -> None:
    submit(client, article, body=HIDDEN)
    assert HIDDEN in client.get("/2016/12/the-harbour/comments/page/1/").text


def test_the_cookie_is_hidden_from_scripts(client: Client, article: Article) -> None:
    submit(client, article, body=HIDDEN)
    cookie = client.cookies["visitor"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert 0 < cookie["max-age"] <= 365 * 24 * 60 * 60


def test_nobody_else_sees_it(article: Article) -> None:
    submit(Client(), article, body=HIDDEN)
    assert not sees(Client(), article)


@pytest.mark.parametrize("cookie", ["", "1", "[1]", "WzFd:1abc:nonsense", "\x00", "x" * 4000])
def test_a_forged_cookie_shows_nothing(article: Article, cookie: str) -> None:
    submit(Client(), article, body=HIDDEN)
    client = Client()
    client.cookies["visitor"] = cookie
    assert not sees(client, article)


@pytest.mark.parametrize(
    ("username", "may"), [("mo", True), ("ed", True), ("ann", False), ("otto", False)]
)
def test_moderators_see_it(
    request: pytest.FixtureRequest,
    article: Article,
    create_comment: CreateComment,
    nia: Commenter,
    username: str,
    may: bool,
) -> None:
    create_comment(nia, HIDDEN)
    client = Client()
    client.force_login(request.getfixturevalue(username))
    assert sees(client, article) == may


def test_an_inactive_moderator_sees_nothing(
    article: Article, create_comment: CreateComment, nia: Commenter, mo: User
) -> None:
    create_comment(nia, HIDDEN)
    client = Client()
    client.force_login(mo)
    mo.is_active = False
    mo.save()
    assert not sees(client, article)


def test_it_is_not_on_another_articles_page(
    client: Client, article: Article, make_article: MakeArticle
) -> None:
    other = make_article("The Lighthouse")
    get_or_create_thread(other)
    submit(client, article, body=HIDDEN)
    assert not sees(client, other)


def test_it_disappears_after_the_decision(client: Client, article: Article, mo: User) -> None:
    submit(client, article, body=HIDDEN)
    decide(
        moderator=mo, item=Comment.objects.get(), action=Decision.Action.REJECT, expected_version=0
    )
    assert not sees(client, article)


def test_the_newest_forty_are_remembered(client: Client, article: Article, thread: Thread) -> None:
    for n in range(42):
        submit(client, article, body=f"Remark {n:02}.")
    page = client.get(article.get_absolute_url()).text
    assert len(client.cookies["visitor"].value) < 1000
    assert "Remark 41." in page
    assert "Remark 02." in page
    assert "Remark 01." not in page


def test_it_is_in_no_other_public_place(client: Client, article: Article) -> None:
    submit(client, article, body=HIDDEN)
    commenter = Commenter.objects.get()
    stranger = Client()
    assert stranger.get(commenter.get_absolute_url()).status_code == 404
    for path in ("/comments/atom.xml", "/2016/12/the-harbour/comments/atom.xml"):
        assert HIDDEN not in stranger.get(path).text
    assert HIDDEN not in stranger.get("/search/?q=read").text


def test_it_names_the_comments_that_it_replies_to(
    client: Client, article: Article, thread: Thread, mo: User
) -> None:
    fill_thread(thread, 3)
    submit(client, article, body=HIDDEN, reply_to="3", also="1")
    moderator = Client()
    moderator.force_login(mo)
    for reader in (client, moderator):
        page = parser.document_fromstring(reader.get(article.get_absolute_url()).text)
        links = page.get_element_by_id("held-comments").find_class("ref")
        assert [" ".join(link.text_content().split()) for link in links] == ["#1 Ada", "#3 Cleo"]


def test_one_that_replies_to_nobody_names_nobody(client: Client, article: Article) -> None:
    submit(client, article, body=HIDDEN)
    page = parser.document_fromstring(client.get(article.get_absolute_url()).text)
    assert not page.get_element_by_id("held-comments").find_class("ref")
