"""Hiding signatures and avatars, stored in a cookie for guests and in a row for accounts."""

import pytest
from django.test import Client

from accounts.models import User
from comments.models import Comment, HiddenParts, Thread
from tests.comments.reactions.urls import ARTICLE
from tests.people import fill_thread

PAGE = "/people/muted/"
HIDE = "/people/muted/hide/"


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    return fill_thread(thread, 2)


def get_section_classes(client: Client) -> str:
    return client.get(ARTICLE).text.split('id="comments"')[1].split('class="')[1].split('"')[0]


def test_nothing_is_hidden_from_a_stranger(client: Client) -> None:
    assert get_section_classes(client).split() == ["comments"]


def test_a_guests_choice_is_stored_in_the_browser(client: Client) -> None:
    response = client.post(HIDE, {"signatures": "on", "avatars": "on"})
    assert response["Location"] == f"{PAGE}?saved#hide-form"
    assert get_section_classes(client).split() == ["comments", "no-signatures", "no-avatars"]
    assert client.get(PAGE).text.count("checked") == 2
    assert not HiddenParts.objects.exists()
    client.post(HIDE, {"avatars": "on"})
    assert get_section_classes(client).split() == ["comments", "no-avatars"]
    client.post(HIDE)
    assert get_section_classes(client).split() == ["comments"]


def test_an_accounts_choice_applies_in_every_browser(client: Client, otto: User, mo: User) -> None:
    client.force_login(otto)
    client.post(HIDE, {"signatures": "on"})
    client.post(HIDE, {"signatures": "on"})
    other = Client()
    other.force_login(otto)
    assert get_section_classes(other).split() == ["comments", "no-signatures"]
    other.force_login(mo)
    assert get_section_classes(other).split() == ["comments"]


def test_an_invalid_cookie_hides_nothing(client: Client) -> None:
    client.cookies["hide"] = '"><script>-x'
    assert get_section_classes(client).split() == ["comments"]


def test_another_site_cannot_hide_parts(client: Client) -> None:
    assert client.post(HIDE, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_get_is_not_allowed(client: Client) -> None:
    assert client.get(HIDE).status_code == 405


def test_the_rendered_comments_are_the_same(client: Client) -> None:
    before = client.get(ARTICLE).text
    client.post(HIDE, {"avatars": "on"})
    begin = '<div class="comment-list'
    assert client.get(ARTICLE).text.split(begin)[1] == before.split(begin)[1]
