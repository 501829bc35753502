"""Pages don't reveal whether an email address has an account."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from tests.accounts.email_addresses import confirm_email_address

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SECRET = "a-long-enough-secret"
VISITOR_PASSWORD = "a-secret-of-the-visitor"
CODE_PAGE = "/accounts/confirm-email/"
# The first one has no account.
ADDRESSES = {
    "new": "new@example.org",
    "confirmed": "otto@example.com",
    "pending": "pending@example.org",
    "staff": "mo@example.com",
    "inactive": "spike@example.com",
}


@pytest.fixture(autouse=True)
def _frozen_clock() -> Iterator[None]:
    with time_machine.travel("2026-05-01 08:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def _accounts(signed_up: User, mo: User) -> None:
    pending = User.objects.create_user("reader-1", ADDRESSES["pending"], "another-secret")
    EmailAddress.objects.create(user=pending, email=pending.email, primary=True)
    inactive = User.objects.create_user("spike", ADDRESSES["inactive"], SECRET, is_active=False)
    confirm_email_address(inactive)


class Visit:
    """A series of requests about one address, and everything that the visitor can see."""

    def __init__(self, email: str, hashes: list[str], user: User | None = None) -> None:
        self.email = email
        self.hashes = hashes
        self.open_browser()
        if user:
            self.client.force_login(user)
        self.seen: list[tuple[object, ...]] = []

    def open_browser(self) -> None:
        # Limits by network must not depend on the order of the visits.
        self.client = Client(REMOTE_ADDR=f"192.0.{list(ADDRESSES.values()).index(self.email)}.1")

    def get(self, path: str) -> None:
        self._record(path, self.client.get(path))

    def post(self, path: str, **data: str) -> None:
        self._record(path, self.client.post(path, {"email": self.email} | data))

    def _record(self, path: str, response: Any) -> None:
        body = response.text.replace(self.email, "EMAIL")
        body = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", body)
        cookies = {
            name: (len(morsel.value), *morsel.values())
            for name, morsel in response.cookies.items()
            # Contains the address.
            if name != "messages"
        }
        headers = response.get("Location"), response.get("Cache-Control")
        self.seen.append((path, response.status_code, headers, cookies, len(self.hashes), body))
        self.hashes.clear()


def sign_up(visit: Visit) -> None:
    form = {"display_name": "Nia B.", "password1": VISITOR_PASSWORD}
    visit.post("/accounts/signup/", **form)
    visit.get(CODE_PAGE)
    for path in ("/accounts/signup/", "/accounts/login/", "/accounts/login/code/", "/accounts/"):
        visit.get(path)
    visit.post(CODE_PAGE, action="resend")
    visit.post(CODE_PAGE, action="change", email="other@example.org")
    for _ in range(3):
        visit.post(CODE_PAGE, code="WRONG-CODE")
        visit.get(CODE_PAGE)
    visit.post("/accounts/signup/", **form)
    visit.get(CODE_PAGE)
    visit.post("/accounts/logout/", next="/accounts/signup/")
    visit.get("/accounts/signup/")


def sign_up_with_a_passkey(visit: Visit) -> None:
    visit.post("/accounts/signup/passkey/", display_name="Nia B.")
    visit.get(CODE_PAGE)


def sign_up_and_log_in(visit: Visit) -> None:
    """An unconfirmed account exists from then on, unless there was one before."""
    sign_up_with_a_passkey(visit)
    visit.open_browser()
    visit.post("/accounts/signup/", display_name="Nia B.", password1=VISITOR_PASSWORD)
    visit.open_browser()
    for password in (VISITOR_PASSWORD, "wrong"):
        visit.post("/accounts/login/", login=visit.email, password=password)
    visit.get("/accounts/login/")


def guess_the_password(visit: Visit) -> None:
    for n in range(6):
        visit.post("/accounts/login/", login=visit.email, password=f"wrong {n}")
    visit.post("/admin/login/", username=visit.email, password="wrong")


def reset_the_password(visit: Visit) -> None:
    visit.post("/accounts/password/reset/")
    visit.get("/accounts/password/reset/done/")


def log_in_by_code(visit: Visit) -> None:
    visit.post("/accounts/login/code/")
    visit.get("/accounts/login/code/confirm/")
    visit.post("/accounts/login/code/confirm/", action="resend")
    for _ in range(3):
        visit.post("/accounts/login/code/confirm/", code="WRONG-CODE")
    visit.get("/accounts/login/")


def request_a_confirmation(visit: Visit) -> None:
    visit.post("/confirm/")
    visit.get("/confirm/asked/")


def subscribe_to_the_newsletter(visit: Visit) -> None:
    visit.post("/newsletter/")
    visit.get("/newsletter/")


@pytest.mark.parametrize(
    "flow",
    [
        sign_up,
        sign_up_with_a_passkey,
        sign_up_and_log_in,
        guess_the_password,
        reset_the_password,
        log_in_by_code,
        request_a_confirmation,
        subscribe_to_the_newsletter,
    ],
)
def test_all_addresses_look_the_same(flow: Any, hashes: list[str]) -> None:
    visits = {name: Visit(email, hashes) for name, email in ADDRESSES.items()}
    for visit in visits.values():
        flow(visit)
    new = visits.pop("new")
    for name, visit in visits.items():
        assert visit.seen == new.seen, name


def test_an_address_added_to_an_account(ann: User, hashes: list[str]) -> None:
    visits = {name: Visit(email, hashes, user=ann) for name, email in ADDRESSES.items()}
    for visit in visits.values():
        visit.post("/accounts/email/", action_add="")
        visit.get(CODE_PAGE)
        visit.post(CODE_PAGE, action="resend")
        for _ in range(3):
            visit.post(CODE_PAGE, code="WRONG-CODE")
        visit.get("/accounts/email/")
    new = visits.pop("new")
    for name, visit in visits.items():
        assert visit.seen == new.seen, name
