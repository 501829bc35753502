import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User

SECRET = "a-long-enough-secret"
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _frozen_clock() -> Iterator[None]:
    """A code is good for half a minute, which may end while a test is going on."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def _mfa_required(settings: Settings) -> None:
    """The site asks for a second factor."""
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def moderator(mo: User) -> User:
    """Mo with a password."""
    mo.set_password(SECRET)
    mo.save()
    return mo


@pytest.fixture
def factor(moderator: User) -> str:
    """Mo's app for codes: its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(moderator, secret)
    return secret


def get_code(secret: str) -> str:
    """Return what the app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def log_in(client: Client) -> str:
    """Log in by password on the site's page; return where that leads."""
    return str(client.post(LOGIN, {"login": "mo", "password": SECRET})["Location"])


class TestRequired:
    pytestmark = pytest.mark.usefixtures("_mfa_required")

    def test_the_admin_redirects_to_the_login_page_of_the_site(
        self, client: Client, moderator: User
    ) -> None:
        response = client.get("/admin/login/?next=/admin/moderation/queue/")
        assert response["Location"] == f"{LOGIN}?next=/admin/moderation/queue/"

    def test_a_password_at_the_admin_login_does_not_log_in(
        self, client: Client, moderator: User
    ) -> None:
        client.post("/admin/login/", {"username": "mo", "password": SECRET})
        assert "_auth_user_id" not in client.session

    def test_a_user_without_a_role_cannot_log_in_as_staff_there(
        self, client: Client, moderator: User, otto: User
    ) -> None:
        client.force_login(otto)
        data = {"username": "mo", "password": SECRET}
        assert client.post("/admin/login/", data).status_code == 403
        assert client.session["_auth_user_id"] == str(otto.pk)

    def test_staff_without_a_factor_are_redirected_to_the_setup(
        self, client: Client, moderator: User
    ) -> None:
        assert log_in(client) == "/accounts/2fa/"
        for path in ("/admin/", "/admin/moderation/queue/", "/admin/comments/comment/"):
            assert client.get(path)["Location"] == "/accounts/2fa/"
        assert 'class="notice"' in client.get("/accounts/2fa/").text

    def test_a_session_without_the_factor_has_to_authenticate_again(
        self, client: Client, factor: str
    ) -> None:
        client.force_login(User.objects.get(username="mo"))
        response = client.get("/admin/moderation/queue/")
        assert response["Location"] == "/accounts/2fa/reauthenticate/?next=/admin/moderation/queue/"
        answer = client.post(response["Location"], {"code": get_code(factor)})
        assert answer["Location"] == "/admin/moderation/queue/"
        assert client.get("/admin/moderation/queue/").status_code == 200

    def test_a_code_opens_the_admin(self, client: Client, factor: str) -> None:
        assert log_in(client) == "/accounts/2fa/authenticate/"
        assert client.get("/admin/").status_code == 302
        client.post("/accounts/2fa/authenticate/", {"code": get_code(factor)})
        assert client.get("/admin/").status_code == 200
        assert client.get("/admin/moderation/queue/").status_code == 200

    def test_a_wrong_code_does_not_log_in(self, client: Client, factor: str) -> None:
        log_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
        assert "_auth_user_id" not in client.session

    def test_a_removed_factor_no_longer_counts(self, client: Client, factor: str) -> None:
        log_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": get_code(factor)})
        Authenticator.objects.all().delete()
        assert client.get("/admin/")["Location"] == "/accounts/2fa/"

    def test_one_can_be_set_up_and_used(self, client: Client, moderator: User) -> None:
        log_in(client)
        password_first = client.get("/accounts/2fa/totp/activate/")["Location"]
        client.post(password_first, {"password": SECRET}, follow=True)
        secret = client.session["mfa.totp.secret"]
        client.post("/accounts/2fa/totp/activate/", {"code": get_code(secret)})
        login_url = client.get("/admin/")["Location"]
        # A code is good once, and the next one comes half a minute later.
        with time_machine.travel(timezone.now() + dt.timedelta(seconds=31)):
            client.post(login_url, {"code": get_code(secret)})
        assert client.get("/admin/").status_code == 200

    def test_users_without_a_role_need_no_factor(self, client: Client, otto: User) -> None:
        client.force_login(otto)
        assert client.get("/").status_code == 200
        assert client.get("/accounts/").status_code == 200
        assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


class TestOptional:
    def test_a_password_opens_the_admin(self, client: Client, moderator: User) -> None:
        client.post("/admin/login/", {"username": "mo", "password": SECRET})
        assert client.get("/admin/").status_code == 200

    def test_an_account_with_a_second_factor_uses_the_login_page(
        self, client: Client, factor: str
    ) -> None:
        response = client.post("/admin/login/", {"username": "mo", "password": SECRET})
        assert LOGIN in response.text
        assert "_auth_user_id" not in client.session
