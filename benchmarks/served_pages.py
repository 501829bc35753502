"""Measure the ``make run`` server with several concurrent clients."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

_SECONDS = 3.0
_START_TIMEOUT = 30.0
_CLIENT_COUNTS = (1, 8)


class Page(Protocol):
    """A page to request."""

    @property
    def name(self) -> str:
        """The name shown in the table."""

    @property
    def path(self) -> str:
        """The path of the URL."""


def print_served_pages(pages: Sequence[Page]) -> None:
    """Start the server with the current settings and print its responses per second.

    The clients run in this process and share the CPU with the server, which would otherwise be
    faster.
    """
    print(f"\n{'served over the network, warm':44}", end="")
    print("".join(f"{f'{clients} clients':>14}" for clients in _CLIENT_COUNTS), " (responses/s)")
    with _run_server() as port:
        for page in pages:
            _measure_rate(port, page.path, clients=8, seconds=0.5)
            rates = [_measure_rate(port, page.path, clients=clients) for clients in _CLIENT_COUNTS]
            print(f"{page.name:44}" + "".join(f"{rate:14.0f}" for rate in rates))


@contextmanager
def _run_server() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.serve"],
        env=os.environ | {"PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_TIMEOUT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            _get(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


def _measure_rate(port: int, path: str, *, clients: int, seconds: float = _SECONDS) -> float:
    """Return the responses per second for ``clients`` concurrent clients."""
    counts = [0] * clients
    end = time.monotonic() + seconds

    def read(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < end:
            _get(connection, path)
            counts[place] += 1
        connection.close()

    threads = [threading.Thread(target=read, args=(place,)) for place in range(clients)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - started)


def _get(connection: http.client.HTTPConnection, path: str) -> None:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise SystemExit(f"{path} returned {response.status}")
