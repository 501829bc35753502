import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from tests.accounts.email_addresses import confirm_email_address

LOGIN = "/accounts/login/"


def test_the_page_opens(client: Client, db: None) -> None:
    page = client.get(LOGIN)
    assert page.status_code == 200
    assert 'name="login"' in page.text
    assert 'name="password"' in page.text
    assert "/accounts/signup/" in page.text


def test_a_wrong_password_does_not_reveal_accounts(client: Client, signed_up: User) -> None:
    errors = {
        str(client.post(LOGIN, {"login": login, "password": "wrong"}).context["form"].errors)
        for login in ("otto", "otto@example.com", "unknown", "unknown@example.com")
    }
    assert len(errors) == 1
    assert errors != {""}


@pytest.mark.parametrize("path", ["signup/", "signup/passkey/", "login/code/", "password/reset/"])
def test_email_has_one_label_everywhere(client: Client, db: None, path: str) -> None:
    page = client.get(f"/accounts/{path}").text
    assert re.search(r"<label[^>]*>\s*Email\b", page)


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
    assert "confirmed your email address" in response.text
    assert "_auth_user_id" not in client.session
    # Not a pending sign-up.
    User.objects.update(last_login=timezone.now())
    response = client.post(LOGIN, {"login": "otto", "password": "a-long-enough-secret"})
    assert response["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session


def test_staff_need_no_confirmed_address(client: Client, mo: User) -> None:
    mo.set_password("a-long-enough-secret")
    mo.save()
    client.post(LOGIN, {"login": "mo", "password": "a-long-enough-secret"})
    assert client.session["_auth_user_id"] == str(mo.pk)


@pytest.mark.parametrize(
    ("username", "target"),
    [
        ("ann", "/admin/dashboard/"),
        ("mo", "/admin/moderation/queue/"),
        ("ed", "/admin/dashboard/"),
        ("otto", "/accounts/"),
    ],
)
def test_login_leads_to_the_landing_page_of_the_role(
    request: pytest.FixtureRequest, client: Client, username: str, target: str
) -> None:
    user = request.getfixturevalue(username)
    user.set_password("a-long-enough-secret")
    user.save()
    confirm_email_address(user)
    data = {"login": username, "password": "a-long-enough-secret"}
    assert client.post(LOGIN, data)["Location"] == target
    assert client.get(target).status_code == 200


def test_login_returns_to_the_requested_page(client: Client, mo: User) -> None:
    mo.set_password("a-long-enough-secret")
    mo.save()
    data = {"login": "mo", "password": "a-long-enough-secret", "next": "/archives/"}
    assert client.post(LOGIN, data)["Location"] == "/archives/"


def test_every_page_links_to_the_account(client: Client, db: None) -> None:
    assert 'href="/accounts/"' in client.get("/").text
    assert client.get("/accounts/")["Location"] == "/accounts/login/?next=/accounts/"


def test_login_does_not_redirect_to_other_sites(client: Client, signed_up: User) -> None:
    data = {"login": "otto", "password": "a-long-enough-secret", "next": "//evil.example/"}
    assert client.post(LOGIN, data)["Location"] == "/accounts/"


def test_the_admin_requires_login(client: Client, db: None) -> None:
    assert client.get("/admin/login/").status_code == 200
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_failed_logins_count_on_both_login_pages(client: Client, mo: User) -> None:
    mo.set_password("a-long-enough-secret")
    mo.save()
    for path, name in ((LOGIN, "login"), ("/admin/login/", "username")):
        for number in range(5):
            client.post(path, {name: "mo", "password": f"wrong {number}"})
    data = {"username": "mo", "password": "a-long-enough-secret"}
    page = client.post("/admin/login/", data)
    assert "Too many failed login attempts" in page.text
    assert "_auth_user_id" not in client.session


def test_users_without_a_role_cannot_use_the_admin(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("username", ["ann", "mo", "ed"])
def test_staff_can_use_the_admin(
    request: pytest.FixtureRequest, client: Client, username: str
) -> None:
    client.force_login(request.getfixturevalue(username))
    assert client.get("/admin/").status_code == 200
