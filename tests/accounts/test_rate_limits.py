import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

pytestmark = pytest.mark.django_db


def request_reset(client: Client) -> int:
    """Request a password reset; return the status."""
    return client.post(reverse("account_reset_password"), {"email": "rex@example.org"}).status_code


def test_a_password_reset_can_be_requested(client: Client) -> None:
    assert request_reset(client) == 302


@pytest.mark.parametrize("language", ["en", "de"])
def test_too_many_requests_are_refused(client: Client, language: str) -> None:
    for _ in range(20):
        if request_reset(client) == 429:
            break
    response = client.post(
        reverse("account_reset_password"),
        {"email": "rex@example.org"},
        headers={"Accept-Language": language},
    )
    assert response.status_code == 429
    assert f'lang="{language}"' in response.text
    assert 'class="masthead"' in response.text


def test_unknown_clients_share_one_limit(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    url, headers = reverse("account_reset_password"), {"X-Forwarded-For": "198.51.100.1:4711"}
    statuses = [
        client.post(url, {"email": f"reader{n}@example.org"}).status_code for n in range(21)
    ]
    assert statuses == [302] * 20 + [429]
    assert client.post(url, {"email": "rex@example.org"}, headers=headers).status_code == 302
