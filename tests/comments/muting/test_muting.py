"""Muting commenters with an account."""

import pytest
from django.test import Client

from accounts.models import User
from comments.models import Comment, Mute, Thread
from comments.visitors.services.commenters import get_or_create_guest, get_or_create_user_commenter
from tests.comments.reactions.urls import ARTICLE
from tests.people import fill_thread

LIST = "/people/muted/"
MUTE = "/people/ada/mute/"


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    return fill_thread(thread, 3)


def test_a_guest_has_no_list_on_the_server(client: Client) -> None:
    response = client.post(MUTE)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
    assert not Mute.objects.exists()


def test_another_site_cannot_mute(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert client.post(MUTE, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Mute.objects.exists()


def test_get_is_not_allowed(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert client.get(MUTE).status_code == 405


def test_an_unknown_commenter_cannot_be_muted(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert client.post("/people/nobody/mute/").status_code == 404


def test_accounts_cannot_mute_themselves(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert (
        client.post(f"/people/{get_or_create_user_commenter(otto).slug}/mute/").status_code == 403
    )
    assert not Mute.objects.exists()


def test_it_does_not_redirect_to_another_site(client: Client, otto: User) -> None:
    client.force_login(otto)
    response = client.post(MUTE, {"next": "https://evil.example/"})
    assert response["Location"] == LIST


def test_muting_is_idempotent(client: Client, otto: User) -> None:
    client.force_login(otto)
    for _press in range(2):
        assert client.post(MUTE, {"next": ARTICLE})["Location"] == ARTICLE
    assert Mute.objects.get().commenter.slug == "ada"


def test_the_page_contains_only_the_own_list(client: Client, otto: User, mo: User) -> None:
    client.force_login(otto)
    client.post(MUTE)
    assert 'data-muted="ada"' in client.get(ARTICLE).text
    client.force_login(mo)
    assert 'data-muted=""' in client.get(ARTICLE).text
    assert "data-muted" not in Client().get(ARTICLE).text


def test_unmuting_is_idempotent(client: Client, otto: User) -> None:
    client.force_login(otto)
    client.post(MUTE)
    assert "/people/ada/" in client.get(LIST).text
    client.post(MUTE, {"on": "0"})
    client.post(MUTE, {"on": "0"})
    assert "/people/ada/" not in client.get(LIST).text
    assert not Mute.objects.exists()


def test_a_guest_gets_an_empty_list_for_the_script(client: Client) -> None:
    text = client.get(LIST).text
    assert "data-muted-list" in text
    assert "<noscript>" in text


def test_the_slug_of_the_list_is_reserved(db: None) -> None:
    assert get_or_create_guest(name="Muted", email="i@example.org").slug == "muted-2"
