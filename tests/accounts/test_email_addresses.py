import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from accounts.models import User
from tests.accounts.email_addresses import confirm_email_address
from tests.accounts.mails import get_code, get_sent_mails

ADDRESSES = "/accounts/email/"
KEYS = "/accounts/2fa/"


REAUTHENTICATE = "/accounts/reauthenticate/"
PASSWORD = "a-long-enough-secret"


@pytest.fixture
def session(client: Client, signed_up: User) -> Client:
    """Otto's browser, logged in a while ago; his address is confirmed."""
    client.force_login(signed_up)
    return client


@pytest.fixture
def signed_in(session: Client) -> Client:
    """Otto's browser, in which he has just entered his password."""
    session.post(REAUTHENTICATE, {"password": PASSWORD})
    return session


@pytest.mark.parametrize(
    ("action", "email"),
    [
        ("action_add", "new@elsewhere.example"),
        ("action_primary", "otto@elsewhere.example"),
        ("action_remove", "otto@elsewhere.example"),
    ],
)
def test_addresses_change_only_with_the_password(
    session: Client, otto: User, action: str, email: str
) -> None:
    EmailAddress.objects.create(user=otto, email="otto@elsewhere.example", verified=True)
    before = sorted(EmailAddress.objects.values_list("email", "primary"))
    response = session.post(ADDRESSES, {action: "", "email": email})
    assert response["Location"].startswith(REAUTHENTICATE)
    form = {"next": ADDRESSES}
    assert session.post(REAUTHENTICATE, form | {"password": "wrong"}).status_code == 200
    assert sorted(EmailAddress.objects.values_list("email", "primary")) == before
    assert get_sent_mails() == []
    # The right password continues with the change.
    session.post(REAUTHENTICATE, form | {"password": PASSWORD})
    if action == "action_add":
        assert get_sent_mails()[-1].to == [email]
    else:
        assert sorted(EmailAddress.objects.values_list("email", "primary")) != before


def test_an_account_with_a_passkey_sets_its_first_password_with_it(
    client: Client, otto: User
) -> None:
    confirm_email_address(otto)
    otto.set_unusable_password()
    otto.save()
    client.force_login(otto)
    assert client.get("/accounts/password/set/").status_code == 200
    TOTP.activate(otto, "JBSWY3DPEHPK3PXP")
    response = client.get("/accounts/password/set/")
    assert response["Location"].startswith("/accounts/2fa/reauthenticate/")


def test_an_added_address_must_be_confirmed(signed_in: Client, otto: User) -> None:
    signed_in.post(ADDRESSES, {"action_add": "", "email": "otto@elsewhere.example"})
    message = get_sent_mails()[-1]
    assert message.to == ["otto@elsewhere.example"]
    response = signed_in.post("/accounts/confirm-email/", {"code": get_code()})
    assert response["Location"] == ADDRESSES
    assert EmailAddress.objects.get(email="otto@elsewhere.example").verified


def test_the_primary_address_can_be_changed(signed_in: Client, otto: User) -> None:
    EmailAddress.objects.create(user=otto, email="otto@elsewhere.example", verified=True)
    signed_in.post(ADDRESSES, {"action_primary": "", "email": "otto@elsewhere.example"})
    assert EmailAddress.objects.get(primary=True).email == "otto@elsewhere.example"


@pytest.mark.parametrize(
    ("others", "offered"),
    [
        ({}, set()),
        ({"new@example.com": False}, {"action_send", "action_remove"}),
        ({"new@example.com": True}, {"action_primary", "action_remove"}),
        (
            {"new@example.com": True, "newer@example.com": False},
            {"action_primary", "action_send", "action_remove"},
        ),
    ],
)
def test_only_possible_actions_are_offered(
    signed_in: Client, otto: User, others: dict[str, bool], offered: set[str]
) -> None:
    for email, verified in others.items():
        EmailAddress.objects.create(user=otto, email=email, verified=verified)
    page = signed_in.get(ADDRESSES).text
    actions = {"action_primary", "action_send", "action_remove"}
    assert {action for action in actions if f'name="{action}"' in page} == offered
    assert ('type="radio"' in page) == bool(others)


def test_the_only_address_can_be_confirmed(signed_in: Client) -> None:
    EmailAddress.objects.update(verified=False)
    page = signed_in.get(ADDRESSES).text
    assert 'name="action_send"' in page
    assert '<input type="hidden" name="email" value="otto@example.com">' in page


def test_the_primary_address_cannot_be_removed(signed_in: Client, otto: User) -> None:
    EmailAddress.objects.create(user=otto, email="otto@elsewhere.example", verified=True)
    signed_in.post(ADDRESSES, {"action_remove": "", "email": otto.email})
    assert EmailAddress.objects.filter(email=otto.email).exists()
    signed_in.post(ADDRESSES, {"action_remove": "", "email": "otto@elsewhere.example"})
    assert not EmailAddress.objects.filter(email="otto@elsewhere.example").exists()


def test_second_factors_can_be_set_up(signed_in: Client) -> None:
    page = signed_in.get(KEYS).text
    assert "/accounts/2fa/webauthn/add/" in page
    assert "/accounts/2fa/totp/activate/" in page
    assert "/accounts/2fa/recovery-codes/" not in page


def test_a_second_factor_can_be_turned_off(signed_in: Client, otto: User) -> None:
    TOTP.activate(otto, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(otto)
    page = signed_in.get(KEYS).text
    assert "/accounts/2fa/totp/deactivate/" in page
    assert "/accounts/2fa/recovery-codes/generate/" in page
