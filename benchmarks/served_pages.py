"""The site as ``make run`` serves it, asked over the network by several readers at once."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

_SECONDS = 3.0
_START_TIMEOUT = 30.0
_READERS = (1, 8)


class Page(Protocol):
    """What is asked for."""

    @property
    def name(self) -> str:
        """What the page is called in the table."""

    @property
    def path(self) -> str:
        """Its address."""


def print_served_pages(pages: Sequence[Page]) -> None:
    """Serve the site of the present settings and print how many answers a second it gives.

    The readers are of this process and take their share of the processors, so that the server can
    do more than is printed here.
    """
    print(f"\n{'served over the network, warm':44}", end="")
    print("".join(f"{f'{readers} at once':>14}" for readers in _READERS), " (answers/s)")
    with _server() as port:
        for page in pages:
            _read(port, page.path, readers=8, seconds=0.5)
            rates = [_read(port, page.path, readers=readers) for readers in _READERS]
            print(f"{page.name:44}" + "".join(f"{rate:14.0f}" for rate in rates))


@contextmanager
def _server() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    gunicorn = Path(sys.executable).with_name("gunicorn")
    process = subprocess.Popen(  # noqa: S603 - our own server
        [gunicorn, "--config", "python:scripts.gunicorn_settings", "config.wsgi"],
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


def _read(port: int, path: str, *, readers: int, seconds: float = _SECONDS) -> float:
    """Return how many answers a second ``readers`` get who each ask again and again."""
    counts = [0] * readers
    end = time.monotonic() + seconds

    def read(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < end:
            _get(connection, path)
            counts[place] += 1
        connection.close()

    threads = [threading.Thread(target=read, args=(place,)) for place in range(readers)]
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
        raise SystemExit(f"{path} answered {response.status}")
