"""The link of a letter confirms once, in the browser that follows it, and tells others nothing."""

import datetime as dt

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from time_machine import travel

from comments.models import Commenter, Confirmation
from comments.services.commenters import recognise_guest
from tests.comments.identity.letters import link_to


def _is_confirmed(commenter: Commenter) -> bool:
    commenter.refresh_from_db()
    return commenter.email_confirmed_at is not None


def test_looking_confirms_nothing(client: Client, nia: Commenter) -> None:
    page = client.get(link_to(nia.email))
    assert page.status_code == 200
    assert "Nia" in page.text
    assert not _is_confirmed(nia)
    assert not page.cookies.get(settings.KNOWN_COOKIE_NAME)


def test_pressing_the_button_confirms_all_names_of_the_address(
    client: Client, nia: Commenter
) -> None:
    other = recognise_guest(name="Nia B.", email=nia.email)
    page = client.post(link_to(nia.email))
    assert page.status_code == 200
    for commenter in (nia, other):
        commenter.refresh_from_db()
        assert commenter.email_confirmed_at is not None
        assert commenter.owns_name
    assert _is_confirmed(nia)


def test_this_browser_is_known_from_then_on_and_no_script_can_tell(
    client: Client, nia: Commenter
) -> None:
    cookie = client.post(link_to(nia.email)).cookies[settings.KNOWN_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert nia.email not in cookie.value


def test_a_link_is_good_once(client: Client, nia: Commenter) -> None:
    link = link_to(nia.email)
    client.post(link)
    again = client.post(link)
    assert again.status_code == 410
    assert "this browser is known as yours already" in again.text


def test_a_used_link_does_nothing_for_another_and_tells_nothing(nia: Commenter) -> None:
    link = link_to(nia.email)
    Client().post(link)
    for method in ("get", "post"):
        page = getattr(Client(), method)(link)
        assert page.status_code == 410
        assert "Nia" not in page.text
        assert nia.email not in page.text
        assert settings.KNOWN_COOKIE_NAME not in page.cookies


def test_an_old_link_is_no_good(client: Client, nia: Commenter) -> None:
    with travel("2026-05-01 08:00Z", tick=False) as clock:
        link = link_to(nia.email)
        clock.shift(Confirmation.LIFETIME + dt.timedelta(minutes=1))
        for method in (client.get, client.post):
            page = method(link)
            assert page.status_code == 410
            assert "too old" in page.text
            assert "Nia" not in page.text
    assert not _is_confirmed(nia)


@pytest.mark.parametrize("token", ["1", "1:forged", "x", "1:", ":", "é", "%00", "0" * 500])
def test_a_forged_link_is_no_good(client: Client, nia: Commenter, token: str) -> None:
    link_to(nia.email)
    for method in (client.get, client.post):
        page = method(f"/confirm/link/{token}/")
        assert page.status_code == 404
        assert "Nia" not in page.text
    assert not _is_confirmed(nia)


def test_what_was_signed_for_another_purpose_is_no_good(client: Client, nia: Commenter) -> None:
    link_to(nia.email)
    token = signing.Signer(salt="elsewhere").sign("1")
    assert client.post(f"/confirm/link/{token}/").status_code == 404


def test_a_forged_cookie_makes_nobody_known(nia: Commenter) -> None:
    link = link_to(nia.email)
    Client().post(link)
    client = Client()
    client.cookies[settings.KNOWN_COOKIE_NAME] = signing.dumps(nia.pk, salt="elsewhere")
    assert "ask for another" in client.get(link).text


def test_the_page_needs_the_usual_token(nia: Commenter) -> None:
    assert Client(enforce_csrf_checks=True).post(link_to(nia.email)).status_code == 403
