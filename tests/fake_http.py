"""Another host: a server that tests may call, though it stands on this machine."""

import datetime as dt
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings


class FakeHost(ThreadingHTTPServer):
    """Another host: what it was asked, and what it answers at which path."""

    block_on_close = False
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.moved: dict[str, str] = {}
        # What it answers at which path; "Hello" elsewhere.
        self.says: dict[str, tuple[int, bytes]] = {}
        self.headers: dict[str, str] = {}
        self.closing = threading.Event()

    def handle_error(self, *args: object) -> None:
        """Let a caller hang up in silence."""

    @property
    def place(self) -> str:
        """Name and port."""
        return f"localhost:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: FakeHost
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        size = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.command, self.path, headers, self.rfile.read(size)))
        if self.path in self.server.moved:
            self._answer(302, b"", Location=self.server.moved[self.path])
        elif self.path == "/slow":
            self._drip()
        elif self.path == "/large":
            self._answer(200, b"x" * 5000)
        elif self.path == "/nonsense":
            self.wfile.write(b"What?\r\n\r\n")
            self.close_connection = True
        else:
            status, body = self.server.says.get(self.path, (200, b"Hello"))
            self._answer(status, body, **self.server.headers)

    do_POST = do_HEAD = do_GET  # noqa: N815 - the library's names

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _drip(self) -> None:
        """Send a byte now and then, sooner than any single read gives up, until it is cut off."""
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while not self.server.closing.wait(0.05):
                self.wfile.write(b".")
        except OSError:
            self.close_connection = True


def _serve(server: FakeHost) -> Iterator[FakeHost]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def other() -> Iterator[FakeHost]:
    """A host on this machine that nothing allows."""
    yield from _serve(FakeHost())


@pytest.fixture
def friend(other: FakeHost, settings: Settings) -> FakeHost:
    """The same host, which the settings allow."""
    settings.OUTBOUND_PRIVATE_HOSTS = [other.place]
    return other


@pytest.fixture
def secure(
    friend: FakeHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> FakeHost:
    """A host that speaks TLS, with a certificate for ``localhost`` that this machine trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, secret = tmp_path / "certificate.pem", tmp_path / "key.pem"
    chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, secret)
    friend.socket = context.wrap_socket(
        friend.socket, server_side=True, do_handshake_on_connect=False
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(chain))
    return friend
