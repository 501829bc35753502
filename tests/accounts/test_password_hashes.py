"""Each attempt to log in computes one hash, so its duration doesn't reveal accounts."""

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.authentication import find_account
from accounts.models import User
from config.settings import base

pytestmark = pytest.mark.one_database

SECRET = "a-long-enough-secret"
LOGIN = "/accounts/login/"


@pytest.fixture
def mo(mo: User) -> User:
    mo.set_password(SECRET)
    mo.save()
    return mo


@pytest.fixture
def spike(mo: User) -> User:
    """An inactive account."""
    return User.objects.create_user("spike", "spike@example.com", SECRET, is_active=False)


@pytest.mark.parametrize(
    "login",
    [
        *["otto", "otto@example.com", "mo", "MO@example.com", "spike", "spike@example.com"],
        # Ann has no password.
        *["ann", "ann@example.com", "nobody", "nobody@example.com", "\u0130", "x" * 300],
    ],
)
def test_a_wrong_password_takes_one_hash(
    client: Client, signed_up: User, spike: User, ann: User, hashes: list[str], login: str
) -> None:
    for path, field in ((LOGIN, "login"), ("/admin/login/", "username")):
        hashes.clear()
        page = client.post(path, {field: login, "password": "wrong"})
        assert (page.status_code, len(hashes)) == (200, 1)
        assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("login", ["otto", "otto@example.com", "mo", "mo@example.com"])
def test_the_right_password_takes_one_hash(
    client: Client, signed_up: User, mo: User, hashes: list[str], login: str
) -> None:
    client.post(LOGIN, {"login": login, "password": SECRET})
    assert "_auth_user_id" in client.session
    assert hashes == [SECRET]


def test_the_admin_takes_one_hash(client: Client, mo: User, hashes: list[str]) -> None:
    client.post("/admin/login/", {"username": "mo@example.com", "password": SECRET})
    assert client.session["_auth_user_id"] == str(mo.pk)
    assert hashes == [SECRET]


def test_a_limited_attempt_takes_none(client: Client, mo: User, hashes: list[str]) -> None:
    for _ in range(5):
        client.post(LOGIN, {"login": "mo", "password": "wrong"})
    hashes.clear()
    page = client.post(LOGIN, {"login": "mo", "password": SECRET})
    assert "Too many failed login attempts" in page.text
    assert hashes == []


@pytest.mark.parametrize(
    ("url_name", "data"),
    [
        ("account_reauthenticate", {"password": "wrong"}),
        ("account_change_password", {"oldpassword": "wrong", "password1": "", "password2": ""}),
    ],
)
def test_other_checks_of_the_password_take_one_hash(
    client: Client, signed_up: User, hashes: list[str], url_name: str, data: dict[str, str]
) -> None:
    client.force_login(signed_up)
    assert client.post(reverse(url_name), data).status_code == 200
    assert hashes == ["wrong"]


def test_an_address_that_several_accounts_have_entered(hashes: list[str], mo: User) -> None:
    """Only one account is tried: that of staff, or else the oldest one."""
    for n in range(3):
        User.objects.create_user(f"reader-{n}", "mo@example.com", "another-long-secret")
    hashes.clear()
    Client().post(LOGIN, {"login": "mo@example.com", "password": "wrong"})
    assert len(hashes) == 1
    assert find_account("mo@example.com") == mo


def test_a_username_like_an_address_belongs_to_its_account(mo: User, signed_up: User) -> None:
    User.objects.filter(pk=mo.pk).update(username="otto@example.com")
    assert find_account("otto@example.com") == mo


def test_hashes_are_upgraded_to_argon2_by_a_login(
    client: Client, mo: User, settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    old = PBKDF2PasswordHasher().encode(SECRET, "salt", iterations=1)
    User.objects.filter(pk=mo.pk).update(password=old)
    client.post(LOGIN, {"login": "mo", "password": "wrong"})
    mo.refresh_from_db()
    assert mo.password == old
    client.post(LOGIN, {"login": "mo", "password": SECRET})
    mo.refresh_from_db()
    assert mo.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert mo.check_password(SECRET)
    assert client.get("/admin/").status_code == 200


def test_reauthentication_does_not_end_the_session(
    client: Client, signed_up: User, settings: Settings
) -> None:
    """A new hash would do that."""
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    old = PBKDF2PasswordHasher().encode(SECRET, "salt", iterations=1)
    User.objects.filter(pk=signed_up.pk).update(password=old)
    client.force_login(User.objects.get(pk=signed_up.pk))
    response = client.post(reverse("account_reauthenticate"), {"password": SECRET})
    assert response.status_code == 302
    assert client.get("/accounts/").status_code == 200
