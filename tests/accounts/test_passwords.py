import re

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.mails import get_last_body

RESET = "/accounts/password/reset/"
NEW = {"password1": "another-long-secret", "password2": "another-long-secret"}


def test_a_forgotten_password_is_reset_by_a_link(client: Client, signed_up: User) -> None:
    assert 'name="email"' in client.get(RESET).text
    response = client.post(RESET, {"email": "otto@example.com"}, follow=True)
    assert response.redirect_chain == [(f"{RESET}done/", 302)]
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", get_last_body())
    assert link
    # Usernames of readers are random, and no page shows them.
    assert signed_up.username not in get_last_body().replace(link[0], "")
    page = client.get(link[1], follow=True)
    assert 'name="password2"' in page.text
    done = client.post(page.redirect_chain[-1][0], NEW, follow=True)
    assert done.status_code == 200
    signed_up.refresh_from_db()
    assert signed_up.check_password(NEW["password1"])


@pytest.mark.parametrize("host", ["testserver:8123", "localhost", "localhost:4711"])
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (RESET, {"email": "otto@example.com"}),
        (RESET, {"email": "nobody@example.com"}),
        ("/accounts/login/code/", {"email": "nobody@example.com"}),
        (
            "/accounts/signup/",
            {"email": "otto@example.com", "display_name": "Olga", "password1": NEW["password1"]},
        ),
    ],
)
def test_links_in_mails_do_not_depend_on_the_request(
    client: Client, signed_up: User, host: str, path: str, fields: dict[str, str]
) -> None:
    client.post(path, fields, headers={"host": host})
    links = re.findall(r"https?://[^/\s]+", get_last_body())
    assert set(links) == {"http://testserver"}


def test_an_unknown_address_gets_the_same_page(client: Client, db: None) -> None:
    response = client.post(RESET, {"email": "nobody@example.com"}, follow=True)
    assert response.redirect_chain == [(f"{RESET}done/", 302)]


def test_a_used_link_offers_a_new_one(client: Client, db: None) -> None:
    page = client.get("/accounts/password/reset/key/1-set-password/")
    assert f'href="{RESET}"' in page.text


def test_it_can_be_changed_with_the_current_password(client: Client, signed_up: User) -> None:
    client.force_login(signed_up)
    change = "/accounts/password/change/"
    assert 'name="oldpassword"' in client.get(change).text
    wrong = client.post(change, NEW | {"oldpassword": "wrong"})
    assert wrong.status_code == 200
    client.post(change, NEW | {"oldpassword": "a-long-enough-secret"})
    signed_up.refresh_from_db()
    assert signed_up.check_password(NEW["password1"])


def test_logging_out_needs_confirmation(client: Client, signed_up: User) -> None:
    client.force_login(signed_up)
    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session
