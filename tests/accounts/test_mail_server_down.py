"""A mail server that is down is told of; nobody is shown an error page for it."""

from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from accounts.models import User
from tests.accounts.addresses import confirm_address
from tests.accounts.test_sign_up import FORM, SIGN_UP

TOLD = "could not be sent just now"


@pytest.fixture(autouse=True)
def down(monkeypatch: pytest.MonkeyPatch) -> None:
    """No mail server answers."""

    def send(self: object, *args: Any, **kwargs: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMultiAlternatives, "send", send)


def test_who_makes_an_account_is_told(client: Client, db: None) -> None:
    assert TOLD in client.post(SIGN_UP, FORM, follow=True).text
    assert User.objects.count() == 1


def test_who_asks_for_a_letter_is_told(client: Client, otto: User) -> None:
    confirm_address(otto)
    page = client.post("/accounts/login/code/", {"email": otto.email}, follow=True)
    assert TOLD in page.text
