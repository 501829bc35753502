"""``make run`` on a port that can't be had."""

import socket

import pytest

from scripts.port import why_not


def test_a_free_port_is_fine() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert why_not(str(port)) is None


def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert f"Port {port} is taken" in (why_not(str(port)) or "")


@pytest.mark.parametrize("port", ["", "abc", "0", "-1", "65536", "80 80", "٣"])
def test_what_is_no_port_is_refused(port: str) -> None:
    assert "is not a port" in (why_not(port) or "")
