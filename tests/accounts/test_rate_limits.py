import pytest
from django.test import Client
from django.urls import reverse

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
