from collections import Counter

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import LimitedRequest, User
from tests.concurrency import run_concurrently

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.every_database]


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


def reset_password(address: str, n: int) -> int:
    """Request a password reset for another account each time; return the status."""
    client = Client(REMOTE_ADDR=address)
    data = {"email": f"reader{n}@example.org"}
    return client.post(reverse("account_reset_password"), data).status_code


@pytest.mark.parametrize(
    ("addresses", "count"),
    [("192.0.2.{:d}", 20), ("2001:db8:1:2:{:x}::1", 20), ("2001:db8:1:{:x}::1", 40)],
)
def test_one_customer_with_many_addresses(addresses: str, count: int) -> None:
    statuses = [reset_password(addresses.format(n), n) for n in range(count + 2)]
    assert statuses == [302] * count + [429] * 2
    assert reset_password("198.51.100.1", 99) == 302


@pytest.mark.parametrize("password", ["wrong", "a-long-enough-secret"])
def test_failed_logins_are_counted_for_all_processes(
    client: Client, signed_up: User, password: str
) -> None:
    data = {"login": "otto", "password": "wrong"}
    for n in range(5):
        cache.clear()  # as in another process
        client.post(reverse("account_login"), data, REMOTE_ADDR=f"192.0.{n}.1")
    response = client.post(reverse("account_login"), data | {"password": password})
    assert "Too many failed login attempts" in response.text
    with time_machine.travel(LimitedRequest.objects.latest("pk").created_at, tick=False) as clock:
        clock.shift(301)
        data["password"] = "a-long-enough-secret"
        assert client.post(reverse("account_login"), data).status_code == 302


def test_signups_are_counted_for_all_processes(client: Client) -> None:
    for _ in range(20):
        cache.clear()
        assert client.post(reverse("account_signup"), {"email": "invalid"}).status_code == 200
    assert client.post(reverse("account_signup"), {"email": "invalid"}).status_code == 429


def test_successful_logins_are_not_counted(client: Client, signed_up: User) -> None:
    for _ in range(6):
        data = {"login": "otto", "password": "a-long-enough-secret"}
        assert Client().post(reverse("account_login"), data).status_code == 302
    assert not LimitedRequest.objects.filter(key__contains="login_failed").exists()


def test_old_rows_are_deleted(client: Client) -> None:
    with time_machine.travel("2026-05-01 08:00Z", tick=False) as clock:
        request_reset(client)
        earlier = set(LimitedRequest.objects.values_list("pk", flat=True))
        clock.shift(24 * 60 * 60 + 1)
        request_reset(client)
    assert earlier
    assert not LimitedRequest.objects.filter(pk__in=earlier).exists()


@pytest.mark.django_db(transaction=True)
def test_concurrent_requests_are_all_counted() -> None:
    for n in range(18):
        reset_password("192.0.2.1", n)
    requests = [lambda n=n: reset_password("192.0.2.2", n) for n in range(20, 25)]
    assert Counter(run_concurrently(*requests)) == {302: 2, 429: 3}
