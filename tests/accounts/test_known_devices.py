"""Strangers' failed logins don't lock an account's owner out of a browser used before."""

import json

import pytest
import time_machine
from django.core.signing import b64_decode
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import LimitedRequest, User
from tests.accounts.mails import get_code

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SECRET = "a-long-enough-secret"
LOGIN = "/accounts/login/"
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.1"


@pytest.fixture
def mo(mo: User) -> User:
    mo.set_password(SECRET)
    mo.save()
    return mo


def log_in(client: Client, login: str = "mo", password: str = SECRET) -> bool:
    """Try to log in; return whether that worked."""
    return client.post(LOGIN, {"login": login, "password": password}).status_code == 302


def create_known_browser(address: str = HERE, login: str = "mo") -> Client:
    """Return a client in which the account has logged in and out."""
    client = Client(REMOTE_ADDR=address)
    assert log_in(client, login)
    client.post("/accounts/logout/")
    return client


def attack(address: str = ELSEWHERE, tries: int = 6, login: str = "mo") -> None:
    """Send wrong passwords from a new browser."""
    client = Client(REMOTE_ADDR=address)
    for n in range(tries):
        log_in(client, login, f"wrong {n}")


@pytest.mark.parametrize("address", [ELSEWHERE, HERE], ids=["other network", "same network"])
@pytest.mark.parametrize("login", ["mo", "mo@example.com"])
def test_strangers_do_not_lock_a_known_browser(mo: User, address: str, login: str) -> None:
    known = create_known_browser()
    attack(address, tries=12)
    assert not log_in(Client(REMOTE_ADDR="203.0.113.1"))
    assert log_in(known, login)


def test_strangers_do_not_lock_the_admin_login(mo: User) -> None:
    known = create_known_browser()
    attack()
    data = {"username": "mo", "password": SECRET}
    assert Client(REMOTE_ADDR=HERE).post("/admin/login/", data).status_code == 200
    assert known.post("/admin/login/", data).status_code == 302


def test_the_admin_login_makes_a_browser_known(mo: User) -> None:
    client = Client(REMOTE_ADDR=HERE)
    client.post("/admin/login/", {"username": "mo", "password": SECRET})
    client.post("/accounts/logout/")
    attack()
    assert log_in(client)


def test_a_login_by_code_makes_a_browser_known(signed_up: User) -> None:
    attack(login="otto")
    client = Client(REMOTE_ADDR=HERE)
    client.post("/accounts/login/code/", {"email": signed_up.email})
    client.post("/accounts/login/code/confirm/", {"code": get_code()})
    client.post("/accounts/logout/")
    assert log_in(client, "otto")


def test_failures_in_a_known_browser_are_limited_by_browser(mo: User) -> None:
    known, another = create_known_browser(), create_known_browser()
    with time_machine.travel(timezone.now(), tick=False):
        for n in range(5):
            assert not log_in(known, password=f"wrong {n}")
        assert not log_in(known)
        assert log_in(another)
        assert log_in(Client(REMOTE_ADDR=HERE))


def test_usernames_and_addresses_of_an_account_count_together(mo: User) -> None:
    for n, login in enumerate(["mo", "mo@example.com", "MO", "Mo@Example.com", "mo"]):
        assert not log_in(Client(REMOTE_ADDR=f"192.0.{n}.1"), login, "wrong")
    assert not log_in(Client(REMOTE_ADDR=HERE), "mo@example.com")


def test_another_account_is_not_known(mo: User, signed_up: User) -> None:
    """An attacker's own account gives no further attempts on others."""
    attacker = create_known_browser(login="otto")
    for n in range(5):
        assert not log_in(attacker, "mo", f"wrong {n}")
    assert not log_in(Client(REMOTE_ADDR=ELSEWHERE), "mo")


def test_one_browser_can_know_several_accounts(mo: User, signed_up: User) -> None:
    known = create_known_browser()
    assert log_in(known, "otto")
    known.post("/accounts/logout/")
    for login in ("mo", "otto"):
        attack(login=login)
        assert log_in(known, login)
        known.post("/accounts/logout/")


def test_a_new_password_revokes_all_other_browsers(mo: User) -> None:
    stolen, own = create_known_browser(), create_known_browser()
    assert log_in(own)
    new = "another-long-secret"
    own.post(
        "/accounts/password/change/", {"oldpassword": SECRET, "password1": new, "password2": new}
    )
    own.post("/accounts/logout/")
    attack()
    assert not log_in(stolen, password=new)
    assert log_in(own, password=new)


@pytest.mark.parametrize("value", ["", "forged", "eyJrZXkiOiJ4IiwiYWNjb3VudHMiOltdfQ:1:x"])
def test_a_forged_cookie_is_ignored(mo: User, value: str) -> None:
    attack()
    client = Client(REMOTE_ADDR=HERE)
    client.cookies["device"] = value
    assert not log_in(client)


def test_the_cookie_reveals_nothing_and_keeps_pages_shared(mo: User) -> None:
    cookie = create_known_browser().cookies["device"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    stored = json.loads(b64_decode(cookie.value.partition(":")[0].encode()))
    assert len(stored["key"]) == 22
    assert [len(proof) for proof in stored["accounts"]] == [32]
    client = Client()
    client.cookies["device"] = cookie.value
    assert client.get("/").headers["Cache-Control"].startswith("public")


def test_wrong_current_passwords_count_as_failed_logins(client: Client, signed_up: User) -> None:
    client.force_login(signed_up)
    change, confirm = reverse("account_change_password"), reverse("account_reauthenticate")
    for n in range(3):
        client.post(confirm, {"password": f"wrong {n}"})
    for n in range(2):
        client.post(change, {"oldpassword": f"wrong {n}", "password1": "x", "password2": "x"})
    assert "Too many failed login attempts" in client.post(confirm, {"password": SECRET}).text


def test_the_admin_has_no_password_page_of_its_own(client: Client, mo: User) -> None:
    client.force_login(mo)
    response = client.get(reverse("admin:password_change"))
    assert response.headers["Location"] == "/accounts/password/change/"


def request_code(client: Client) -> int:
    """Request a login code for Otto; return the status."""
    return client.post("/accounts/login/code/", {"email": "otto@example.com"}).status_code


def test_strangers_do_not_use_up_login_codes(signed_up: User) -> None:
    known = create_known_browser(login="otto")
    strangers = [request_code(Client(REMOTE_ADDR=f"192.0.{n}.1")) for n in range(4)]
    assert strangers == [302, 302, 302, 200]
    assert request_code(known) == 302


def test_many_posts_from_the_same_network_do_not_lock_a_known_browser(mo: User) -> None:
    known = create_known_browser()
    statuses = {
        Client(REMOTE_ADDR=HERE).post(LOGIN, {"login": "", "password": ""}).status_code
        for _ in range(31)
    }
    assert 429 in statuses
    assert log_in(known)


def test_each_login_counts_even_if_it_creates_a_device(mo: User) -> None:
    """Otherwise, the owner of one account could cause any number of hashes."""
    with time_machine.travel(timezone.now(), tick=False):
        known = [create_known_browser() for _ in range(2)]
        LimitedRequest.objects.all().delete()
        statuses = [
            known[n % 2].post(LOGIN, {"login": "mo", "password": ""}).status_code for n in range(61)
        ]
    assert statuses == [200] * 60 + [429]
