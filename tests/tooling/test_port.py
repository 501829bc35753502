"""``make run`` with an unavailable port."""

import socket

import pytest

from scripts.port import get_port_error


def test_a_free_port() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert get_port_error(str(port)) is None


def test_a_used_port_is_reported() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert f"Port {port} is in use" in (get_port_error(str(port)) or "")


@pytest.mark.parametrize("port", ["", "abc", "0", "-1", "65536", "80 80", "٣"])
def test_invalid_ports_are_rejected(port: str) -> None:
    assert "is not a port" in (get_port_error(port) or "")
