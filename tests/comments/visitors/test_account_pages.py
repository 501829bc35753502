"""The pages of an account."""

import pytest
from django.test import Client

from accounts.models import User
from comments.models import Commenter
from tests.accounts.email_addresses import confirm_email_address
from tests.comments.visitors.confirmation_links import confirm_email

PAGES = ["/accounts/", "/accounts/name/", "/accounts/email/", "/accounts/2fa/", "/accounts/logout/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_links_to_the_others(client: Client, otto: User, path: str) -> None:
    confirm_email_address(otto)
    client.force_login(otto)
    page = client.get(path)
    assert page.status_code == 200
    assert 'class="account-menu"' in page.text
    assert " style=" not in page.text


@pytest.mark.parametrize("path", PAGES[:-1])
def test_a_guest_is_redirected_to_the_login(client: Client, db: None, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_the_name_can_be_changed(client: Client, otto: User) -> None:
    client.force_login(otto)
    response = client.post("/accounts/name/", {"display_name": "Otho"})
    assert (response.status_code, response["Location"]) == (303, "/accounts/")
    otto.refresh_from_db()
    assert otto.byline == "Otho"


@pytest.mark.parametrize("name", ["", "  ", "x" * 101])
def test_an_invalid_name_is_rejected(client: Client, otto: User, name: str) -> None:
    client.force_login(otto)
    assert client.post("/accounts/name/", {"display_name": name}).status_code == 400


def test_a_reserved_name_is_rejected(client: Client, otto: User, rex: Commenter) -> None:
    confirm_email(Client(), rex)
    client.force_login(otto)
    page = client.post("/accounts/name/", {"display_name": "Rеx"})
    assert page.status_code == 400
    assert 'href="/confirm/"' in page.text
    otto.refresh_from_db()
    assert otto.byline == "Otto"


def test_the_own_name_can_be_spelled_differently(client: Client, ann: User) -> None:
    client.force_login(ann)
    assert client.post("/accounts/name/", {"display_name": "ANN"}).status_code == 303
