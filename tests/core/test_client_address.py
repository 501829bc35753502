import pytest
from django.test import RequestFactory
from pytest_django import Settings

from core.client_address import get_client_address


def get_address(remote: str, forwarded: str | None = None) -> str | None:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return get_client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote))


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:DB8:0:0::1", "2001:db8::1"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::1"),
        (" 192.0.2.7 ", "192.0.2.7"),
        ("", None),
        ("unix:", None),
        ("192.0.2.7:1234", "192.0.2.7"),
        ("[2001:DB8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[fe80::1%eth0]:443", "fe80::1"),
        ("[::ffff:192.0.2.7]:443", "192.0.2.7"),
        ("2001:db8::1:443", "2001:db8::1:443"),
        ("192.0.2.7:", None),
        ("192.0.2.7:http", None),
        ("[2001:db8::1", None),
        ("[2001:db8::1]443", None),
        ("[]:443", None),
        ("unknown", None),
        ("999.0.2.7", None),
        ("192.0.2.7\x00", None),
    ],
)
def test_addresses_are_normalized_and_others_rejected(remote: str, expected: str | None) -> None:
    assert get_address(remote) == expected


def test_without_a_proxy_the_header_is_ignored() -> None:
    assert get_address("192.0.2.7", "198.51.100.1") == "192.0.2.7"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (1, "198.51.100.1:4711", "198.51.100.1"),
        (2, "203.0.113.9:1, [2001:db8::1]:4711, 10.0.0.2:80", "2001:db8::1"),
        (1, "made up", None),
        (1, "198.51.100.1,", None),
        # With fewer entries than proxies, the request didn't come through all of them.
        (2, "198.51.100.1", "192.0.2.7"),
        (1, "", None),
        (1, None, None),
    ],
)
def test_with_proxies_the_entry_of_the_first_one_counts(
    settings: Settings, proxies: int, forwarded: str | None, expected: str | None
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert get_address("192.0.2.7", forwarded) == expected
