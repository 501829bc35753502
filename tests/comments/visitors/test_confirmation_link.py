"""A confirmation link works once, in the browser that opens it, and reveals nothing to others."""

import datetime as dt

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from time_machine import travel

from comments.models import Commenter, Confirmation
from comments.visitors.services.commenters import get_or_create_guest
from tests.comments.visitors.confirmation_links import create_link


def _is_confirmed(commenter: Commenter) -> bool:
    commenter.refresh_from_db()
    return commenter.email_confirmed_at is not None


def test_get_confirms_nothing(client: Client, nia: Commenter) -> None:
    page = client.get(create_link(nia.email))
    assert page.status_code == 200
    assert "Nia" in page.text
    assert not _is_confirmed(nia)
    assert not page.cookies.get(settings.VISITOR_COOKIE_NAME)


def test_post_confirms_all_names_of_the_address(client: Client, nia: Commenter) -> None:
    other = get_or_create_guest(name="Nia B.", email=nia.email)
    page = client.post(create_link(nia.email))
    assert page.status_code == 200
    for commenter in (nia, other):
        commenter.refresh_from_db()
        assert commenter.email_confirmed_at is not None
        assert commenter.owns_name
    assert _is_confirmed(nia)


def test_the_cookie_is_hidden_from_scripts(client: Client, nia: Commenter) -> None:
    cookie = client.post(create_link(nia.email)).cookies[settings.VISITOR_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert nia.email not in cookie.value


def test_a_link_works_once(client: Client, nia: Commenter) -> None:
    link = create_link(nia.email)
    client.post(link)
    again = client.post(link)
    assert again.status_code == 410
    assert "data-browser-confirmed" in again.text


def test_a_used_link_reveals_nothing_to_another_browser(nia: Commenter) -> None:
    link = create_link(nia.email)
    Client().post(link)
    for method in ("get", "post"):
        page = getattr(Client(), method)(link)
        assert page.status_code == 410
        assert "Nia" not in page.text
        assert nia.email not in page.text
        assert settings.VISITOR_COOKIE_NAME not in page.cookies


def test_an_expired_link_is_rejected(client: Client, nia: Commenter) -> None:
    with travel("2026-05-01 08:00Z", tick=False) as clock:
        link = create_link(nia.email)
        clock.shift(Confirmation.LIFETIME + dt.timedelta(minutes=1))
        for method in (client.get, client.post):
            page = method(link)
            assert page.status_code == 410
            assert 'data-link="expired"' in page.text
            assert "Nia" not in page.text
    assert not _is_confirmed(nia)


@pytest.mark.parametrize("token", ["1", "1:forged", "x", "1:", ":", "é", "%00", "0" * 500])
def test_a_forged_link_is_rejected(client: Client, nia: Commenter, token: str) -> None:
    create_link(nia.email)
    for method in (client.get, client.post):
        page = method(f"/confirm/link/{token}/")
        assert page.status_code == 404
        assert "Nia" not in page.text
    assert not _is_confirmed(nia)


def test_a_token_for_another_purpose_is_rejected(client: Client, nia: Commenter) -> None:
    create_link(nia.email)
    token = signing.Signer(salt="elsewhere").sign("1")
    assert client.post(f"/confirm/link/{token}/").status_code == 404


def test_a_forged_cookie_is_ignored(nia: Commenter) -> None:
    link = create_link(nia.email)
    Client().post(link)
    client = Client()
    client.cookies[settings.VISITOR_COOKIE_NAME] = signing.dumps(nia.pk, salt="elsewhere")
    assert "data-browser-confirmed" not in client.get(link).text


def test_the_form_needs_a_csrf_token(nia: Commenter) -> None:
    assert Client(enforce_csrf_checks=True).post(create_link(nia.email)).status_code == 403
