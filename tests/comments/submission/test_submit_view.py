"""Valid submissions of the comment form."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter, Thread
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from tests.comments.editing.own_comments import submit_as_rex
from tests.comments.submission.posting import submit
from tests.comments.visitors.cookies import recognize
from tests.people import fill_thread

Status = Comment.Status


def test_a_newcomers_comment_is_held(client: Client, article: Article) -> None:
    response = submit(client, article)
    assert response.status_code == 303
    assert response["Location"] == "/2016/12/the-harbour.html#held-comments"
    comment = Comment.objects.get()
    assert (comment.status, comment.number) == (Status.HELD, None)
    assert comment.commenter.email == "nia@example.org"


def test_a_regulars_comment_is_published(client: Client, article: Article, rex: Commenter) -> None:
    recognize(client, rex)
    response = submit(client, article, name="rex", email="REX@example.org")
    assert response.status_code == 303
    assert response["Location"] == "/2016/12/the-harbour/comments/1/"
    page = client.get(response["Location"], follow=True)
    assert page.redirect_chain == [("/2016/12/the-harbour.html#c1", 302)]
    assert 'id="c1"' in page.text
    assert "Fine ships." in page.text


def test_it_redirects_to_the_page_of_the_comment(
    client: Client, thread: Thread, article: Article, rex: Commenter, settings: Settings
) -> None:
    settings.COMMENTS_PER_PAGE = 5
    fill_thread(thread, 10)
    response = submit_as_rex(client, article)
    page = client.get(response["Location"], follow=True)
    assert page.redirect_chain == [("/2016/12/the-harbour/comments/page/3/#c11", 302)]
    assert "Fine ships." in page.text


def test_a_user_only_enters_the_text(
    client: Client, article: Article, otto: User, settings: Settings
) -> None:
    settings.ACCOUNTS_OPEN = False
    client.force_login(otto)
    page = client.get(article.get_absolute_url())
    assert 'name="body"' in page.text
    assert 'name="email"' not in page.text
    response = submit(client, article, name="Somebody else", email="else@example.org")
    assert response["Location"] == "/2016/12/the-harbour/comments/1/"
    comment = Comment.objects.get()
    assert comment.author_name == "Otto"
    assert comment.commenter.user == otto


def test_a_reply_contains_the_number(client: Client, article: Article, thread: Thread) -> None:
    (first,) = fill_thread(thread, 1)
    page = client.get(f"{article.get_absolute_url()}?reply_to=1")
    assert 'value="1"' in page.text
    submit(client, article, reply_to="1")
    assert Comment.objects.get(status=Status.HELD).parent == first


def test_request_data_is_stored_for_moderators(client: Client, article: Article) -> None:
    submit(client, article, headers={"User-Agent": "Browser/1.0 " * 100})
    comment = Comment.objects.get()
    assert comment.ip_address == "127.0.0.1"
    assert comment.user_agent.startswith("Browser/1.0")
    assert len(comment.user_agent) == 300


def test_a_double_click_makes_one_comment(client: Client, article: Article, rex: Commenter) -> None:
    locations = {submit_as_rex(client, article)["Location"] for _ in range(2)}
    assert locations == {"/2016/12/the-harbour/comments/1/"}
    assert Comment.objects.count() == 1


def test_a_website_without_a_scheme_gets_one(client: Client, article: Article) -> None:
    submit(client, article, url="nia.example")
    assert Comment.objects.get().author_url == "https://nia.example"


@pytest.mark.parametrize("site", ["none", "cross-site"])
def test_get_redirects_to_the_form(client: Client, article: Article, site: str) -> None:
    path = "/2016/12/the-harbour/comments/post/"
    response = client.get(path, headers={"Sec-Fetch-Site": site})
    target = f"{article.get_absolute_url()}#comment-form"
    assert (response.status_code, response["Location"]) == (302, target)
    assert client.get("/2016/12/no/comments/post/").status_code == 404


@pytest.mark.parametrize("method", ["put", "delete"])
def test_other_methods_are_not_allowed(client: Client, article: Article, method: str) -> None:
    response = getattr(client, method)("/2016/12/the-harbour/comments/post/")
    assert response.status_code == 405


def test_the_first_comment_creates_the_thread(client: Client, article: Article) -> None:
    assert not Thread.objects.exists()
    client.get(article.get_absolute_url())
    assert not Thread.objects.exists()
    submit(client, article)
    assert Thread.objects.get().article == article


def test_after_an_approval_the_next_comment_is_published(
    client: Client, article: Article, mo: User
) -> None:
    submit(client, article)
    held = Comment.objects.get()
    decide(moderator=mo, item=held, action=Decision.Action.APPROVE, expected_version=0)
    assert submit(client, article, body="More.")["Location"].endswith("/comments/2/")


def test_a_website_can_contain_an_at_sign_in_its_path(client: Client, article: Article) -> None:
    assert submit(client, article, url="https://social.example/@nia").status_code == 303
    assert Comment.objects.get().author_url == "https://social.example/@nia"
