"""A local HTTP server that plays a remote host in tests."""

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
    """Local server that records its requests.

    ``responses`` and ``redirects`` map a path to the response; other paths return "Hello".
    """

    block_on_close = False
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []
        self.redirects: dict[str, str] = {}
        self.responses: dict[str, tuple[int, bytes]] = {}
        self.headers: dict[str, str] = {}
        self.closing = threading.Event()

    def handle_error(self, *args: object) -> None:
        """Ignore clients that close the connection."""

    @property
    def netloc(self) -> str:
        """Host name and port."""
        return f"localhost:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: FakeHost
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append((self.command, self.path, headers, self.rfile.read(size)))
        if self.path in self.server.redirects:
            self._answer(302, b"", Location=self.server.redirects[self.path])
        elif self.path == "/slow":
            self._send_slowly()
        elif self.path == "/large":
            self._answer(200, b"x" * 5000)
        elif self.path == "/nonsense":
            self.wfile.write(b"What?\r\n\r\n")
            self.close_connection = True
        else:
            status, body = self.server.responses.get(self.path, (200, b"Hello"))
            self._answer(status, body, **self.server.headers)

    do_POST = do_HEAD = do_GET  # noqa: N815 - the library's names

    def log_message(self, *args: object) -> None:
        """Log nothing."""

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_slowly(self) -> None:
        """Send single bytes until the client closes, faster than any read timeout."""
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
def blocked_host() -> Iterator[FakeHost]:
    """A host at a private address that no setting allows."""
    yield from _serve(FakeHost())


@pytest.fixture
def allowed_host(blocked_host: FakeHost, settings: Settings) -> FakeHost:
    """The same host, allowed by the settings."""
    settings.OUTBOUND_PRIVATE_HOSTS = [blocked_host.netloc]
    return blocked_host


@pytest.fixture
def https_host(
    allowed_host: FakeHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> FakeHost:
    """An allowed host with TLS and a trusted certificate for ``localhost``."""
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
    allowed_host.socket = context.wrap_socket(
        allowed_host.socket, server_side=True, do_handshake_on_connect=False
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(chain))
    return allowed_host
