import re

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.accounts.email_addresses import confirm_email_address
from tests.accounts.mails import get_last_body, get_sent_mails

ASK = "/accounts/login/code/"
CONFIRM = "/accounts/login/code/confirm/"


@pytest.fixture
def otto(otto: User) -> User:
    """Otto with a confirmed address."""
    confirm_email_address(otto)
    return otto


def _link() -> str:
    (path,) = re.findall(r"http://testserver(\S+code=\S+)", get_last_body())
    return str(path)


def test_the_link_fills_in_the_code_and_the_button_logs_in(client: Client, otto: User) -> None:
    assert client.post(ASK, {"email": otto.email})["Location"] == CONFIRM
    path = _link()
    code = path.partition("code=")[2]
    assert f'value="{code}"' in client.get(path).text
    assert "_auth_user_id" not in client.session
    assert client.post(CONFIRM, {"code": code})["Location"] == "/accounts/"
    assert client.session["_auth_user_id"] == str(otto.pk)


def test_the_mail_names_the_site(client: Client, otto: User) -> None:
    client.post(ASK, {"email": otto.email})
    (email,) = get_sent_mails()
    assert "Folkmoot" in email.subject
    assert "http://testserver" in str(email.body)


def test_the_link_does_nothing_in_another_browser(client: Client, otto: User) -> None:
    client.post(ASK, {"email": otto.email})
    assert Client().get(_link()).status_code == 302


def test_a_wrong_code_does_not(client: Client, otto: User) -> None:
    client.post(ASK, {"email": otto.email})
    page = client.post(CONFIRM, {"code": "WRONG-CODE"})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text
    assert 'form="resend"' in page.text
    assert "_auth_user_id" not in client.session


def test_a_stranger_sees_the_same_and_no_code_is_sent(client: Client, otto: User) -> None:
    response = client.post(ASK, {"email": "stranger@example.org"})
    assert response["Location"] == CONFIRM
    email = get_sent_mails()[-1]
    assert "code=" not in str(email.body)
    assert "/accounts/signup/" in str(email.body)


def test_a_closed_site_offers_a_stranger_no_account(
    client: Client, db: None, settings: Settings
) -> None:
    settings.ACCOUNTS_OPEN = False
    client.post(ASK, {"email": "stranger@example.org"})
    assert "/accounts/signup/" not in get_last_body()


@pytest.mark.parametrize("code", ["<script>", '"><b>', "x" * 500])
def test_the_code_in_the_url_is_escaped(client: Client, otto: User, code: str) -> None:
    client.post(ASK, {"email": otto.email})
    page = client.get(CONFIRM, {"code": code}).text
    assert "<script>" not in page
    assert "<b>" not in page
    assert "x" * 21 not in page
