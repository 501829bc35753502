"""A password that is forgotten, and one that is changed."""

import re

from django.test import Client

from accounts.models import User
from tests.accounts.mails import get_last_body

RESET = "/accounts/password/reset/"
NEW = {"password1": "another-long-secret", "password2": "another-long-secret"}


def test_a_forgotten_one_is_replaced_by_a_link(client: Client, signed_up: User) -> None:
    assert "Send me the link" in client.get(RESET).text
    asked = client.post(RESET, {"email": "otto@example.com"}, follow=True)
    assert "Look into your mail" in asked.text
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", get_last_body())
    assert link
    page = client.get(link[1], follow=True)
    assert "Choose another password" in page.text
    done = client.post(page.redirect_chain[-1][0], NEW, follow=True)
    assert "Your password is changed" in done.text
    signed_up.refresh_from_db()
    assert signed_up.check_password(NEW["password1"])


def test_an_unknown_address_is_told_the_same(client: Client, db: None) -> None:
    asked = client.post(RESET, {"email": "nobody@example.com"}, follow=True)
    assert "Look into your mail" in asked.text


def test_a_link_that_was_used_offers_another(client: Client, db: None) -> None:
    page = client.get("/accounts/password/reset/key/1-set-password/")
    assert "Ask for another link" in page.text


def test_it_is_changed_by_whoever_knows_it(client: Client, signed_up: User) -> None:
    client.force_login(signed_up)
    change = "/accounts/password/change/"
    assert "Change the password" in client.get(change).text
    wrong = client.post(change, NEW | {"oldpassword": "wrong"})
    assert wrong.status_code == 200
    client.post(change, NEW | {"oldpassword": "a-long-enough-secret"})
    signed_up.refresh_from_db()
    assert signed_up.check_password(NEW["password1"])


def test_signing_out_is_asked_first(client: Client, signed_up: User) -> None:
    client.force_login(signed_up)
    assert "comment as a guest" in client.get("/accounts/logout/").text
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session
