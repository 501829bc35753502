"""An address that its owner has not confirmed gets one email in 24 hours."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from mail.models import RenderedMail

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SIGNUP = {"display_name": "Stranger", "password1": "a-long-enough-secret"}


def request_from_anywhere(url_name: str, n: int, email: str, **data: str) -> int:
    """Send a form from the n-th network; return the status."""
    client = Client(REMOTE_ADDR=f"192.0.{n}.1")
    return client.post(reverse(url_name), {"email": email, **data}).status_code


@pytest.mark.parametrize("url_name", ["account_reset_password", "account_request_login_code"])
def test_an_address_without_an_account(url_name: str) -> None:
    with time_machine.travel("2026-05-01 08:00Z", tick=False) as clock:
        for n in range(8):
            assert request_from_anywhere(url_name, n, "stranger@example.org") == 302
            clock.shift(dt.timedelta(minutes=10))
        assert RenderedMail.objects.count() == 1
        clock.shift(dt.timedelta(days=1))
        request_from_anywhere(url_name, 9, "stranger@example.org")
        assert RenderedMail.objects.count() == 2


def test_signups_with_plus_addresses() -> None:
    for n in range(6):
        email = f"stranger+{n}@example.org"
        assert request_from_anywhere("account_signup", n, email, **SIGNUP) == 302
    assert RenderedMail.objects.count() == 1


def test_addresses_added_to_an_account(client: Client, signed_up: User) -> None:
    client.force_login(signed_up)
    client.post(reverse("account_reauthenticate"), {"password": "a-long-enough-secret"})
    for n in range(3):
        data = {"email": f"stranger+{n}@example.org", "action_add": ""}
        client.post(reverse("account_email"), data)
    strangers = RenderedMail.objects.filter(mailbox="stranger@example.org")
    assert strangers.count() == 1


def test_dots_at_a_provider_that_ignores_them() -> None:
    for n, email in enumerate(["stranger@gmail.com", "str.anger@gmail.com"]):
        request_from_anywhere("account_signup", n, email, **SIGNUP)
    assert RenderedMail.objects.count() == 1


def test_all_kinds_of_emails_count_together() -> None:
    request_from_anywhere("account_signup", 1, "stranger@example.org", **SIGNUP)
    request_from_anywhere("account_reset_password", 2, "stranger@example.org")
    request_from_anywhere("account_request_login_code", 3, "STRANGER@example.org")
    assert RenderedMail.objects.count() == 1


def test_another_mailbox_has_its_own_limit() -> None:
    for n, name in enumerate(["ada", "bob"]):
        request_from_anywhere("account_reset_password", n, f"{name}@example.org")
    assert RenderedMail.objects.count() == 2


def test_confirmed_addresses_are_not_limited(signed_up: User) -> None:
    for n in range(3):
        request_from_anywhere("account_reset_password", n, signed_up.email)
    assert RenderedMail.objects.count() == 3


def test_staff_can_reset_a_password_before_confirming(mo: User) -> None:
    for n in range(3):
        request_from_anywhere("account_reset_password", n, mo.email)
    assert RenderedMail.objects.count() == 3
