import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from blog.site.services import update_site
from comments.models import Commenter
from comments.visitors.services.commenters import get_or_create_guest
from tests.accounts.mails import get_code, get_last_body, get_sent_mails
from tests.comments.visitors.confirmation_links import confirm_email

SIGN_UP = "/accounts/signup/"
FORM = {
    "display_name": "Nia B.",
    "email": "nia@example.org",
    "password1": "a-long-enough-secret",
}


def sign_up(client: Client, **fields: str) -> Any:
    return client.post(SIGN_UP, FORM | fields)


def test_a_code_by_mail_confirms_the_address_and_signs_in(client: Client, db: None) -> None:
    assert sign_up(client)["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session
    response = client.post("/accounts/confirm-email/", {"code": get_code()})
    assert response["Location"] == "/accounts/"
    assert "Nia B." in client.get("/accounts/").text
    user = User.objects.get()
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (user.byline, user.email) == ("Nia B.", "nia@example.org")
    assert not user.is_staff


def test_the_mail_names_the_site_and_repeats_no_user_input(client: Client, db: None) -> None:
    update_site(title="The Ship & Whale", tagline="")
    sign_up(client, display_name="Buy pills")
    (email,) = get_sent_mails()
    assert "The Ship & Whale" in email.subject
    assert "The Ship & Whale" in str(email.body)
    assert "pills" not in str(email.body)
    assert "reader-" not in str(email.body)


def test_the_username_does_not_reveal_the_address(client: Client, db: None) -> None:
    sign_up(client)
    assert re.fullmatch(r"reader-[a-z0-9]{12}", User.objects.get().username)


def test_a_wrong_code_confirms_nothing(client: Client, db: None) -> None:
    sign_up(client)
    page = client.post("/accounts/confirm-email/", {"code": "WRONG-CODE"})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text
    assert "_auth_user_id" not in client.session


def test_starting_over_with_another_address(client: Client, db: None) -> None:
    page = client.post(SIGN_UP, FORM, follow=True).text
    assert "<bdi>nia@example.org</bdi>" in page
    assert "at most one email in 24 hours" in page
    assert 'name="next" value="/accounts/signup/"' in re.sub(r"\s+", " ", page)
    client.post("/accounts/logout/", {"next": SIGN_UP})
    sign_up(client, email="nia@example.net")
    client.post("/accounts/confirm-email/", {"code": get_code()})
    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert user.email == "nia@example.net"


def test_an_unconfirmed_account_rejects_its_password(client: Client, db: None) -> None:
    """After a day, its owner can log in by email, which confirms the address."""
    with time_machine.travel("2026-05-01 08:00Z", tick=False) as clock:
        sign_up(Client())
        data = {"login": FORM["email"], "password": FORM["password1"]}
        page = client.post("/accounts/login/", data)
        assert "log in by email" in page.text
        clock.shift(24 * 60 * 60 + 1)
        client.post("/accounts/login/code/", {"email": FORM["email"]})
        client.post("/accounts/login/code/confirm/", {"code": get_code()})
        assert "_auth_user_id" in client.session
        client.post("/accounts/logout/")
        assert client.post("/accounts/login/", data)["Location"] == "/accounts/"


def test_a_password_reset_confirms_the_address(client: Client, db: None) -> None:
    with time_machine.travel("2026-05-01 08:00Z", tick=False) as clock:
        sign_up(Client())
        clock.shift(24 * 60 * 60 + 1)
        client.post("/accounts/password/reset/", {"email": FORM["email"]})
        link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", get_last_body())
        assert link
        form = client.get(link[1], follow=True).redirect_chain[-1][0]
        client.post(form, {"password1": "a-new-long-secret", "password2": "a-new-long-secret"})
        data = {"login": FORM["email"], "password": "a-new-long-secret"}
        assert client.post("/accounts/login/", data)["Location"] == "/accounts/"


@pytest.mark.parametrize(
    "fields",
    [
        {"display_name": ""},
        {"display_name": "\u200b"},
        {"display_name": "x" * 101},
        {"email": "nia"},
        {"email": ""},
        {"password1": "short"},
        {"password1": ""},
    ],
)
def test_invalid_fields_are_marked(client: Client, db: None, fields: dict[str, str]) -> None:
    page = sign_up(client, **fields)
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text
    assert not User.objects.exists()


def test_sign_up_can_be_closed(client: Client, db: None, settings: Settings) -> None:
    settings.ACCOUNTS_OPEN = False
    page = sign_up(client)
    assert not User.objects.exists()
    assert "display_name" not in page.text


def test_an_existing_account_is_only_revealed_by_mail(client: Client, otto: User) -> None:
    new = sign_up(Client(), email="new@example.org")
    known = sign_up(client, email="otto@example.com")
    assert (new.status_code, new["Location"]) == (known.status_code, known["Location"])
    assert get_sent_mails()[-1].to == ["otto@example.com"]
    assert "/accounts/password/reset/" in get_last_body()
    assert User.objects.filter(email="otto@example.com").count() == 1


@pytest.mark.parametrize("name", ["Rex", "R3x", "Rеx"])
def test_the_name_of_a_confirmed_guest_is_taken(client: Client, rex: Commenter, name: str) -> None:
    confirm_email(Client(), rex)
    for email in (rex.email, "other@example.org"):
        page = sign_up(client, display_name=name, email=email)
        assert 'href="/confirm/"' in page.text
    assert not User.objects.exists()


def test_the_owner_of_a_guest_name_can_use_it(client: Client, rex: Commenter) -> None:
    confirm_email(client, rex)
    sign_up(client, display_name="Rex", email=rex.email)
    assert User.objects.get().byline == "Rex"


def test_a_name_of_staff_is_taken(client: Client, ann: User) -> None:
    assert 'href="/confirm/"' in sign_up(client, display_name="Ann").text


def test_a_name_that_nobody_has_confirmed_is_free(client: Client, rex: Commenter) -> None:
    get_or_create_guest(name="Imported", email="")
    assert sign_up(client, display_name="Imported").status_code == 302
