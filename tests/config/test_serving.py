"""The server, as ``make run`` and production start it, with slow clients and large bodies."""

import http.client
import os
import selectors
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connection

from blog.models import Article

ROOT = Path(__file__).resolve().parents[2]
# Without the task worker, which these tests don't need.
COMMAND = "from scripts import serve; serve.WORKER = 'true'; serve.main()"
MEGABYTE = 1024 * 1024
# Only a server that waits for the slow clients takes longer, however busy the machine is.
PATIENCE = 30
HOST = "127.0.0.1"
CLIENTS = 200

pytestmark = [pytest.mark.slow, pytest.mark.skipif("connection.vendor != 'sqlite'")]


class Server:
    """A running server, the path of an article on it, and its database."""

    def __init__(self, port: int, article: str, database: Path) -> None:
        self.port, self.article, self.database = port, article, database
        self.comment_form = f"{article.removesuffix('.html')}/comments/post/"

    def connect(self, data: bytes = b"") -> socket.socket:
        client = socket.create_connection((HOST, self.port), timeout=PATIENCE)
        client.sendall(data)
        return client

    def get_status(self, path: str) -> int:
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)) as client:
            client.request("GET", path)
            response = client.getresponse()
            response.read()
            return response.status

    def request(self, *lines: str) -> http.client.HTTPResponse:
        """Send the first lines of a request, and return the response without sending a body."""
        with self.connect("\r\n".join([*lines, "Host: localhost", "", ""]).encode()) as client:
            response = http.client.HTTPResponse(client)
            response.begin()
            response.read()
            return response


@pytest.fixture
def server(article: Article, tmp_path: Path) -> Iterator[Server]:
    database = tmp_path / "site.sqlite3"
    connection.ensure_connection()
    database.write_bytes(connection.connection.serialize())
    with _run_server(tmp_path, database) as port:
        yield Server(port, article.get_absolute_url(), database)


@contextmanager
def _run_server(folder: Path, database: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATA_DIR": str(folder / "data"),
        "DATABASE_URL": f"sqlite:///{database}",
        "PORT": str(port),
    }
    command = [sys.executable, "-c", COMMAND]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_until_listening(process, port)
        yield port
    finally:
        process.terminate()
        assert process.wait() == 0


def _wait_until_listening(process: subprocess.Popen[bytes], port: int) -> None:
    while process.poll() is None:
        try:
            socket.create_connection((HOST, port)).close()
        except ConnectionRefusedError:
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
        else:
            return
    raise AssertionError("The server did not start")


def unfinished_headers(server: Server) -> bytes:
    return b"GET / HTTP/1.1\r\nHost: localhost\r\nX-a: "


def unfinished_form(server: Server) -> bytes:
    return (
        f"POST {server.comment_form} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\nb"
    ).encode()


def unfinished_upload(server: Server) -> bytes:
    return (
        b"POST /admin/blog/picture/upload/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n"
        b"Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n"
    )


def nothing(server: Server) -> bytes:
    return b""


def count_readable(clients: list[socket.socket]) -> int:
    """Return the number of clients that got a response, or whose connection was closed."""
    with selectors.DefaultSelector() as selector:
        for client in clients:
            selector.register(client, selectors.EVENT_READ)
        return len(selector.select(0))


def test_slow_and_large_requests_do_not_keep_others_waiting(server: Server) -> None:
    kinds: list[Callable[[Server], bytes]] = [
        unfinished_headers,
        unfinished_form,
        unfinished_upload,
        nothing,
    ]
    for kind in kinds:
        clients = [server.connect(kind(server)) for _ in range(CLIENTS)]
        try:
            assert server.get_status("/healthz") == 200
            assert server.get_status(server.article) == 200
            assert count_readable(clients) == 0, f"{kind.__name__} did not stay open"
        finally:
            for client in clients:
                client.close()
    _check_slow_readers(server)
    _check_large_bodies(server)
    _check_private_files(server.database)


def _check_slow_readers(server: Server) -> None:
    """Check that clients who don't read their responses don't keep others waiting."""
    request = f"GET {server.article} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    readers = [server.connect(request) for _ in range(20)]
    assert server.get_status("/healthz") == 200
    for reader in readers:
        reader.close()


def _check_large_bodies(server: Server) -> None:
    """Check that the status is sent before the body, which is never sent here."""
    for path, headers, status in [
        (server.comment_form, ["Content-Type: multipart/form-data; boundary=b"], 413),
        (server.comment_form, ["Content-Type: application/x-www-form-urlencoded"], 413),
        (server.comment_form, ["Content-Type: application/json"], 413),
        ("/admin/blog/picture/upload/", ["Content-Type: multipart/form-data; boundary=b"], 413),
        ("/no-such-page/", [], 413),
    ]:
        length = f"Content-Length: {150 * MEGABYTE}"
        response = server.request(f"POST {path} HTTP/1.1", length, *headers)
        assert response.status == status
        assert response.headers["Connection"] == "close"
        chunked = server.request(f"POST {path} HTTP/1.1", "Transfer-Encoding: chunked", *headers)
        assert chunked.status == 411


def _check_private_files(database: Path) -> None:
    """Check that only the site's user can read its data."""
    data = database.parent / "data"
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    files = [*database.parent.glob(f"{database.name}*"), data / "secret_key"]
    assert len(files) >= 2
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
