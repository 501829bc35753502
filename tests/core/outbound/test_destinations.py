"""Requests go only to hosts on the public internet."""

import socket

import pytest
from pytest_django import Settings

from core.outbound.client import WEB_SCHEMES, send_request
from core.outbound.destinations import Destination, is_public
from core.outbound.errors import DestinationRefused, RequestFailed
from tests.fake_http import FakeHost

PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "64:ff9b:1::808:808", "2002:7f00:1::", "2001:0:7f00:1::", "no address",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:alert(1)",
        "//example.org/", "example.org", "", "https://", "https:///path", "https://[::1",
        "https://user:secret@example.org/", "https://@example.org/", "http://example.org:25/",
        "http://example.org:99999/", "http://example.org:x/", "https://" + "x" * 70 + ".org/",
    ],
)  # fmt: skip
def test_other_than_plain_web_urls_are_refused(url: str) -> None:
    with pytest.raises(DestinationRefused):
        send_request("GET", url)


def test_schemes_can_be_restricted() -> None:
    with pytest.raises(DestinationRefused):
        send_request("GET", "http://example.org/", schemes=frozenset({"https"}))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_refused_in_any_notation(blocked_host: FakeHost, host: str) -> None:
    with pytest.raises((DestinationRefused, RequestFailed)):
        send_request("GET", f"http://{host}:{blocked_host.server_port}/")
    assert blocked_host.requests == []


def test_hosts_with_a_private_address_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, "93.184.216.34", "10.0.0.1")
    with pytest.raises(DestinationRefused):
        Destination.parse("https://example.org/", WEB_SCHEMES).resolve()


def test_a_host_is_resolved_once(
    allowed_host: FakeHost, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    # A second response could contain a private address (DNS rebinding).
    settings.OUTBOUND_PRIVATE_HOSTS = [f"rebinding.example:{allowed_host.server_port}"]
    looked_up = resolve_to(monkeypatch, "127.0.0.1")
    send_request("GET", f"http://rebinding.example:{allowed_host.server_port}/")
    assert looked_up == ["rebinding.example"]
    assert allowed_host.requests[0][2]["host"] == f"rebinding.example:{allowed_host.server_port}"


def test_a_private_host_is_allowed_only_with_its_port(allowed_host: FakeHost) -> None:
    with pytest.raises(DestinationRefused):
        send_request("GET", f"http://localhost:{allowed_host.server_port + 1}/")


def test_hosts_and_paths_are_encoded_in_ascii() -> None:
    destination = Destination.parse("https://Bücher.example/süß?q=ä b#part", WEB_SCHEMES)
    assert destination.host == "xn--bcher-kva.example"
    assert destination.target == "/s%C3%BC%C3%9F?q=%C3%A4%20b"


def test_the_authority_contains_only_nonstandard_ports() -> None:
    assert Destination.parse("https://example.org:443/", WEB_SCHEMES).authority == "example.org"
    for authority in ("example.org:8443", "[2606:4700::1]:8080"):
        assert Destination.parse(f"https://{authority}/", WEB_SCHEMES).authority == authority


def resolve_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Resolve all names to these addresses. Return the list of the names that are resolved."""
    names: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *args: object, **options: object) -> list[object]:
        if host in addresses:
            return real(host, port, type=socket.SOCK_STREAM)  # type: ignore[return-value]
        names.append(host)
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return names
