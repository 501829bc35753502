"""Signing in by a password: who may, with what, and what the page offers."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.accounts.addresses import confirm_address

LOGIN = "/accounts/login/"


def test_the_page_opens(client: Client, db: None) -> None:
    page = client.get(LOGIN)
    assert page.status_code == 200
    assert 'name="login"' in page.text
    assert 'name="password"' in page.text
    assert "/accounts/signup/" in page.text


def test_it_speaks_as_the_site_does(client: Client, signed_up: User) -> None:
    page = client.get(LOGIN).text
    for words in ("E-mail or user name", "Stay signed in", "Forgotten your password?"):
        assert words in page
    assert ">Make an account</a>" in page
    data = {"login": "otto", "password": "wrong"}
    assert "the password of an account with that name" in client.post(LOGIN, data).text
    by_address = data | {"login": "otto@example.com"}
    assert "the password of an account with that name" in client.post(LOGIN, by_address).text


@pytest.mark.parametrize("path", ["signup/", "signup/passkey/", "login/code/", "password/reset/"])
def test_an_address_has_one_name_everywhere(client: Client, db: None, path: str) -> None:
    page = client.get(f"/accounts/{path}").text
    assert "E-mail" in page
    assert "Email" not in page


def test_a_closed_site_offers_no_account(client: Client, db: None, settings: Settings) -> None:
    settings.ACCOUNTS_OPEN = False
    assert "/accounts/signup/" not in client.get(LOGIN).text


@pytest.mark.parametrize("login", ["otto", "otto@example.com"])
def test_by_name_or_by_address(client: Client, signed_up: User, login: str) -> None:
    response = client.post(LOGIN, {"login": login, "password": "a-long-enough-secret"})
    assert (response.status_code, response["Location"]) == (302, "/accounts/")
    assert client.session["_auth_user_id"] == str(signed_up.pk)


@pytest.mark.parametrize("data", [{"login": "otto", "password": "wrong"}, {"login": "otto"}, {}])
def test_not_with_a_wrong_password(client: Client, signed_up: User, data: dict[str, str]) -> None:
    response = client.post(LOGIN, data)
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_not_without_a_token(signed_up: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    data = {"login": "otto", "password": "a-long-enough-secret"}
    assert strict.post(LOGIN, data).status_code == 403


def test_not_before_the_address_is_confirmed(client: Client, signed_up: User) -> None:
    EmailAddress.objects.update(verified=False)
    response = client.post(LOGIN, {"login": "otto", "password": "a-long-enough-secret"})
    assert response["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session


def test_who_has_a_role_needs_no_confirmed_address(client: Client, mo: User) -> None:
    mo.set_password("a-long-enough-secret")
    mo.save()
    client.post(LOGIN, {"login": "mo", "password": "a-long-enough-secret"})
    assert client.session["_auth_user_id"] == str(mo.pk)


@pytest.mark.parametrize(
    ("who", "target"),
    [
        ("ann", "/admin/dashboard/"),
        ("mo", "/admin/moderation/queue/"),
        ("ed", "/admin/dashboard/"),
        ("otto", "/accounts/"),
    ],
)
def test_everybody_comes_in_where_their_work_is(
    request: pytest.FixtureRequest, client: Client, who: str, target: str
) -> None:
    user = request.getfixturevalue(who)
    user.set_password("a-long-enough-secret")
    user.save()
    confirm_address(user)
    data = {"login": who, "password": "a-long-enough-secret"}
    assert client.post(LOGIN, data)["Location"] == target
    assert client.get(target).status_code == 200


def test_who_asked_for_a_page_goes_there(client: Client, mo: User) -> None:
    mo.set_password("a-long-enough-secret")
    mo.save()
    data = {"login": "mo", "password": "a-long-enough-secret", "next": "/archives/"}
    assert client.post(LOGIN, data)["Location"] == "/archives/"


def test_every_page_leads_to_the_account_and_by_it_to_the_sign_in(client: Client, db: None) -> None:
    assert 'href="/accounts/"' in client.get("/").text
    assert client.get("/accounts/")["Location"] == "/accounts/login/?next=/accounts/"


def test_an_address_elsewhere_is_not_gone_on_to(client: Client, signed_up: User) -> None:
    data = {"login": "otto", "password": "a-long-enough-secret", "next": "//evil.example/"}
    assert client.post(LOGIN, data)["Location"] == "/accounts/"


def test_the_admin_asks_who_is_there(client: Client, db: None) -> None:
    assert client.get("/admin/login/").status_code == 200
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_the_admin_takes_no_more_wrong_passwords_than_the_site(client: Client, mo: User) -> None:
    mo.set_password("a-long-enough-secret")
    mo.save()
    for path, name in ((LOGIN, "login"), ("/admin/login/", "username")):
        for number in range(5):
            client.post(path, {name: "mo", "password": f"wrong {number}"})
    data = {"username": "mo", "password": "a-long-enough-secret"}
    page = client.post("/admin/login/", data)
    assert "Too many failed login attempts" in page.text
    assert "_auth_user_id" not in client.session


def test_otto_does_not_enter_the_admin(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("who", ["ann", "mo", "ed"])
def test_those_with_a_role_do(request: pytest.FixtureRequest, client: Client, who: str) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get("/admin/").status_code == 200
