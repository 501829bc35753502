"""Whoever tries a password, a code or a mail too often is told to wait, in the site's own words."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def ask(client: Client) -> int:
    """Ask for a mail that resets a password; return the status."""
    return client.post(reverse("account_reset_password"), {"email": "rex@example.org"}).status_code


def test_a_mail_can_be_asked_for_again(client: Client) -> None:
    assert ask(client) == 302


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Too many attempts"), ("de", "Zu viele Versuche")]
)
def test_one_asked_for_too_often_is_refused(client: Client, language: str, words: str) -> None:
    for _ in range(20):
        if ask(client) == 429:
            break
    response = client.post(
        reverse("account_reset_password"),
        {"email": "rex@example.org"},
        headers={"Accept-Language": language},
    )
    assert response.status_code == 429
    assert f"<h1>{words}</h1>" in response.text
    assert 'class="masthead"' in response.text
