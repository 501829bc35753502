"""Ignoring by account: whom, the list, and the way back."""

import pytest
from django.test import Client

from accounts.models import User
from comments.models import Comment, Mute, Thread
from comments.visitors.services.commenters import get_or_create_guest, get_or_create_user_commenter
from tests.comments.reactions.urls import ARTICLE
from tests.people import fill_thread

LIST = "/people/muted/"
IGNORE = "/people/ada/ignore/"


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    """Comments by Ada, Ben and Cleo."""
    return fill_thread(thread, 3)


def test_a_guest_has_no_list_on_the_server(client: Client) -> None:
    response = client.post(IGNORE)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
    assert not Mute.objects.exists()


def test_nobody_can_be_made_to_ignore(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert client.post(IGNORE, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Mute.objects.exists()


def test_looking_ignores_nobody(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert client.get(IGNORE).status_code == 405


def test_who_is_not_there_can_not_be_ignored(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert client.post("/people/nobody/ignore/").status_code == 404


def test_nobody_ignores_themselves(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert (
        client.post(f"/people/{get_or_create_user_commenter(otto).slug}/ignore/").status_code == 403
    )
    assert not Mute.objects.exists()


def test_one_is_not_sent_to_another_site(client: Client, otto: User) -> None:
    client.force_login(otto)
    response = client.post(IGNORE, {"next": "https://evil.example/"})
    assert response["Location"] == LIST


def test_ignoring_twice_is_ignoring_once(client: Client, otto: User) -> None:
    client.force_login(otto)
    for _press in range(2):
        assert client.post(IGNORE, {"next": ARTICLE})["Location"] == ARTICLE
    assert Mute.objects.get().commenter.slug == "ada"


def test_the_page_says_whom_the_account_ignores_and_only_to_it(
    client: Client, otto: User, mo: User
) -> None:
    client.force_login(otto)
    client.post(IGNORE)
    assert 'data-muted="ada"' in client.get(ARTICLE).text
    client.force_login(mo)
    assert 'data-muted=""' in client.get(ARTICLE).text
    assert "data-muted" not in Client().get(ARTICLE).text


def test_the_list_leads_back(client: Client, otto: User) -> None:
    client.force_login(otto)
    client.post(IGNORE)
    assert "/people/ada/" in client.get(LIST).text
    client.post(IGNORE, {"on": "0"})
    client.post(IGNORE, {"on": "0"})
    assert "/people/ada/" not in client.get(LIST).text
    assert not Mute.objects.exists()


def test_a_guest_sees_where_the_browser_puts_its_list(client: Client) -> None:
    text = client.get(LIST).text
    assert "data-muted-list" in text
    assert "needs JavaScript" in text


def test_nobody_takes_the_address_of_the_list(db: None) -> None:
    assert get_or_create_guest(name="Ignored", email="i@example.org").slug == "ignored-2"
