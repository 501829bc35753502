"""Whoever has an account looks after its addresses and its keys on pages that speak as the site."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from accounts.models import User
from tests.accounts.addresses import confirm_address
from tests.accounts.mails import get_code, get_sent_mails

ADDRESSES = "/accounts/email/"
KEYS = "/accounts/2fa/"


@pytest.fixture
def signed_in(client: Client, otto: User) -> Client:
    """Otto's browser; his address is confirmed."""
    confirm_address(otto)
    client.force_login(otto)
    return client


def test_an_address_is_added_and_asks_to_be_confirmed(signed_in: Client, otto: User) -> None:
    signed_in.post(ADDRESSES, {"action_add": "", "email": "otto@elsewhere.example"})
    letter = get_sent_mails()[-1]
    assert letter.to == ["otto@elsewhere.example"]
    response = signed_in.post("/accounts/confirm-email/", {"code": get_code()})
    assert response["Location"] == ADDRESSES
    assert EmailAddress.objects.get(email="otto@elsewhere.example").verified


def test_mail_goes_to_the_address_that_was_chosen(signed_in: Client, otto: User) -> None:
    EmailAddress.objects.create(user=otto, email="otto@elsewhere.example", verified=True)
    page = signed_in.get(ADDRESSES).text
    assert page.count("gets the mail") == 1
    assert page.count("confirmed") == 2
    signed_in.post(ADDRESSES, {"action_primary": "", "email": "otto@elsewhere.example"})
    assert EmailAddress.objects.get(primary=True).email == "otto@elsewhere.example"


@pytest.mark.parametrize(
    ("others", "offered"),
    [
        ({}, set()),
        ({"new@example.com": False}, {"Confirm it", "Remove"}),
        ({"new@example.com": True}, {"Send mail there", "Remove"}),
        (
            {"new@example.com": True, "newer@example.com": False},
            {"Send mail there", "Confirm it", "Remove"},
        ),
    ],
)
def test_only_what_does_something_is_offered(
    signed_in: Client, otto: User, others: dict[str, bool], offered: set[str]
) -> None:
    for email, verified in others.items():
        EmailAddress.objects.create(user=otto, email=email, verified=verified)
    page = signed_in.get(ADDRESSES).text
    words = {"Send mail there", "Confirm it", "Remove"}
    assert {word for word in words if word in page} == offered
    assert ('type="radio"' in page) == bool(others)


def test_the_only_address_can_be_confirmed(signed_in: Client) -> None:
    EmailAddress.objects.update(verified=False)
    page = signed_in.get(ADDRESSES).text
    assert "Confirm it" in page
    assert '<input type="hidden" name="email" value="otto@example.com">' in page


def test_the_address_that_gets_the_mail_stays(signed_in: Client, otto: User) -> None:
    EmailAddress.objects.create(user=otto, email="otto@elsewhere.example", verified=True)
    signed_in.post(ADDRESSES, {"action_remove": "", "email": otto.email})
    assert EmailAddress.objects.filter(email=otto.email).exists()
    signed_in.post(ADDRESSES, {"action_remove": "", "email": "otto@elsewhere.example"})
    assert not EmailAddress.objects.filter(email="otto@elsewhere.example").exists()


def test_keys_are_offered_until_there_are_some(signed_in: Client) -> None:
    page = signed_in.get(KEYS).text
    assert "no password to forget" in page
    assert "Set it up" in page
    assert "Recovery codes" not in page


def test_what_is_set_up_can_be_turned_off(signed_in: Client, otto: User) -> None:
    TOTP.activate(otto, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(otto)
    page = signed_in.get(KEYS).text
    assert "Turn it off" in page
    assert "10 codes are left." in page
    assert "Make new codes" in page
