"""Hiding signatures and pictures: by cookie for guests, by row for accounts, without scripts."""

import pytest
from django.test import Client

from accounts.models import User
from comments.models import Comment, HiddenParts, Thread
from tests.comments.reactions.urls import ARTICLE
from tests.people import fill_thread

PAGE = "/people/muted/"
HIDE = "/people/ignored/hide/"


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    """Something to read."""
    return fill_thread(thread, 2)


def section(client: Client) -> str:
    """Return the classes of the section of comments."""
    return client.get(ARTICLE).text.split('id="comments"')[1].split('class="')[1].split('"')[0]


def test_nothing_is_hidden_from_a_stranger(client: Client) -> None:
    assert section(client).split() == ["comments"]


def test_a_guests_browser_remembers_what_to_hide(client: Client) -> None:
    response = client.post(HIDE, {"signatures": "on", "pictures": "on"})
    assert response["Location"] == f"{PAGE}?saved#hide-form"
    assert section(client).split() == ["comments", "no-signatures", "no-avatars"]
    assert client.get(PAGE).text.count("checked") == 2
    assert not HiddenParts.objects.exists()
    client.post(HIDE, {"pictures": "on"})
    assert section(client).split() == ["comments", "no-avatars"]
    client.post(HIDE)
    assert section(client).split() == ["comments"]


def test_an_account_has_it_in_every_browser(client: Client, otto: User, mo: User) -> None:
    client.force_login(otto)
    client.post(HIDE, {"signatures": "on"})
    client.post(HIDE, {"signatures": "on"})
    other = Client()
    other.force_login(otto)
    assert section(other).split() == ["comments", "no-signatures"]
    other.force_login(mo)
    assert section(other).split() == ["comments"]


def test_a_cookie_that_holds_nonsense_hides_nothing(client: Client) -> None:
    client.cookies["hide"] = '"><script>-x'
    assert section(client).split() == ["comments"]


def test_nobody_can_be_made_to_hide(client: Client) -> None:
    assert client.post(HIDE, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_looking_hides_nothing(client: Client) -> None:
    assert client.get(HIDE).status_code == 405


def test_what_is_hidden_changes_nothing_in_the_drawn_comments(client: Client) -> None:
    seen = client.get(ARTICLE).text
    client.post(HIDE, {"pictures": "on"})
    begin = '<div class="comment-list'
    assert client.get(ARTICLE).text.split(begin)[1] == seen.split(begin)[1]
