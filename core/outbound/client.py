"""Send HTTP requests to other hosts. All outbound HTTP requests go through this module.

URLs may come from authors, readers, or imports, and must not give access to the site's own network
(server-side request forgery). A host name is therefore looked up only once, all of its IP addresses
must be public, and the connection is made to one of those addresses.
"""

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urljoin

import urllib3
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection

from core.outbound.destinations import Destination
from core.outbound.errors import RequestFailed

WEB_SCHEMES = frozenset({"http", "https"})
_REDIRECTS = {301, 302, 303, 307, 308}
# How many of a host's IP addresses to try.
_MAX_ADDRESSES = 3
_CHUNK_SIZE = 16 * 1024
_CONNECTION_ERRORS = (OSError, HTTPException, urllib3.exceptions.HTTPError)


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """The maximum duration of a request in seconds, and the maximum response size in bytes.

    ``seconds`` doesn't interrupt name resolution, which has its own timeouts.
    """

    seconds: float = 10
    size: int = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response, whatever its status. ``url`` is the final URL after redirects.

    Header names are in lowercase.
    """

    status: int
    body: bytes
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)


def send_request(
    method: str,
    url: str,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    limits: RequestLimits = RequestLimits(),
    redirects: int = 0,
    schemes: frozenset[str] = WEB_SCHEMES,
) -> Response:
    """Send a request to a public host and return the response.

    Proxies and credentials in the environment are ignored. GET and HEAD requests follow up to
    ``redirects`` redirects; a further redirect is returned as the response. The target of each
    redirect is checked like the first URL. After a redirect to another origin, ``headers`` are no
    longer sent.

    Raise ``DestinationRefused`` if the URL isn't allowed, or ``RequestFailed`` if no complete
    response arrives within the ``limits``.
    """
    deadline = time.monotonic() + limits.seconds
    redirects_left = redirects if method in {"GET", "HEAD"} else 0
    sent_headers = dict(headers or {})
    while True:
        destination = Destination.parse(url, schemes)
        response = _send(
            method,
            url,
            destination,
            body,
            sent_headers,
            RequestLimits(_get_remaining(deadline), limits.size),
        )
        target = response.headers.get("location", "")
        if not (redirects_left and response.status in _REDIRECTS and target):
            return response
        redirects_left -= 1
        url = urljoin(url, target)
        if Destination.parse(url, schemes).origin != destination.origin:
            sent_headers = {}


def _send(
    method: str,
    url: str,
    destination: Destination,
    body: bytes | None,
    headers: Mapping[str, str],
    limits: RequestLimits,
) -> Response:
    connection = _connect(destination, time.monotonic() + limits.seconds)
    sent = {"User-Agent": f"Folkmoot (+{settings.SITE_URL})", "Accept": "*/*"} | dict(headers)
    # A compressed response could be a thousand times larger once decompressed.
    sent |= {"Host": destination.authority, "Accept-Encoding": "identity"}
    with _enforce_deadline(connection, limits.seconds):
        connection.request(method, destination.target, body, sent, preload_content=False)
        response = connection.getresponse()
        content = _read_body(response, limits.size)
        names = {name.lower(): value for name, value in response.headers.items()}
        return Response(response.status, content, url, names)


def _connect(destination: Destination, deadline: float) -> HTTPConnection:
    """Connect to the first of the host's IP addresses that accepts a connection."""
    last: Exception | None = None
    for address in destination.resolve()[:_MAX_ADDRESSES]:
        connection = _create_connection(destination, address, _get_remaining(deadline))
        try:
            connection.connect()
        except _CONNECTION_ERRORS as error:
            connection.close()
            last = error
        else:
            return connection
    raise RequestFailed(f"Connection failed: {type(last).__name__}") from last


def _create_connection(destination: Destination, address: str, seconds: float) -> HTTPConnection:
    if destination.scheme == "http":
        return HTTPConnection(address, destination.port, timeout=seconds)
    # The connection goes to an IP address, but the certificate must match the host name.
    return HTTPSConnection(
        address, destination.port, timeout=seconds, server_hostname=destination.host
    )


@contextmanager
def _enforce_deadline(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Close the connection on exit, or after ``seconds`` even if the host keeps sending data."""
    is_over = threading.Event()
    # The connection drops its socket when the other side announces that it will close.
    sock: socket.socket = connection.sock

    def shut_down() -> None:
        is_over.set()
        with suppress(OSError):
            # A TLS socket's own shutdown would drop its keys while another thread is reading.
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, shut_down)
    timer.daemon = True
    timer.start()
    try:
        yield
    except _CONNECTION_ERRORS as error:
        raise RequestFailed(f"The response was cut off: {type(error).__name__}") from error
    finally:
        timer.cancel()
        connection.close()
    if is_over.is_set():
        raise RequestFailed("The request timed out")


def _read_body(response: urllib3.BaseHTTPResponse, size: int) -> bytes:
    content = bytearray()
    with closing(response):
        for chunk in response.stream(_CHUNK_SIZE, decode_content=False):
            content += chunk
            if len(content) > size:
                raise RequestFailed("The response is too large")
    return bytes(content)


def _get_remaining(deadline: float) -> float:
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise RequestFailed("The request timed out")
    return remaining
