"""One request to another host, within limits."""

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
# Of a host with many addresses, no more than this many are tried.
_MOST_ADDRESSES = 3
_CHUNK = 16 * 1024
_BROKEN = (OSError, HTTPException, urllib3.exceptions.HTTPError)


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """How long a request may take from beginning to end, and how many bytes may come back.

    The time counts from the first connection; looking up a name has the limits of the resolver.
    """

    seconds: float = 10
    size: int = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Response:
    """What came back, whatever its status. ``url`` is where it came from after redirects.

    ``headers`` have names in lower case.
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
    """Send one request to a public host and return the answer.

    Nothing is taken from the environment: no proxy, no password. At most ``redirects`` redirects
    are followed, and only by GET and HEAD; each is looked at like the first address, and
    ``headers`` go with it only within one origin. A redirect beyond that is the answer.

    Raises ``Refused`` for an address that the site doesn't go to, ``Unreachable`` for everything
    that keeps an answer from coming.
    """
    ends = time.monotonic() + limits.seconds
    follows = redirects if method in {"GET", "HEAD"} else 0
    given = dict(headers or {})
    while True:
        destination = Destination.of(url, schemes)
        answer = _ask(
            method, url, destination, body, given, RequestLimits(_left(ends), limits.size)
        )
        target = answer.headers.get("location", "")
        if not (follows and answer.status in _REDIRECTS and target):
            return answer
        follows -= 1
        url = urljoin(url, target)
        if Destination.of(url, schemes).origin != destination.origin:
            given = {}


def _ask(
    method: str,
    url: str,
    destination: Destination,
    body: bytes | None,
    headers: Mapping[str, str],
    limits: RequestLimits,
) -> Response:
    connection = _connect(destination, time.monotonic() + limits.seconds)
    sent = {"User-Agent": f"Folkmoot (+{settings.SITE_URL})", "Accept": "*/*"} | dict(headers)
    # What is packed could be a thousand times larger once unpacked.
    sent |= {"Host": destination.authority, "Accept-Encoding": "identity"}
    with _deadline(connection, limits.seconds):
        connection.request(method, destination.target, body, sent, preload_content=False)
        response = connection.getresponse()
        content = _read(response, limits.size)
        names = {name.lower(): value for name, value in response.headers.items()}
        return Response(response.status, content, url, names)


def _connect(destination: Destination, ends: float) -> HTTPConnection:
    """Connect to the first of the host's addresses that takes the call."""
    last: Exception | None = None
    for address in destination.addresses()[:_MOST_ADDRESSES]:
        connection = _connection(destination, address, _left(ends))
        try:
            connection.connect()
        except _BROKEN as error:
            connection.close()
            last = error
        else:
            return connection
    raise RequestFailed(f"The host takes no call: {type(last).__name__}") from last


def _connection(destination: Destination, address: str, seconds: float) -> HTTPConnection:
    if destination.scheme == "http":
        return HTTPConnection(address, destination.port, timeout=seconds)
    # The certificate must be that of the host, though the call goes to its number.
    return HTTPSConnection(
        address, destination.port, timeout=seconds, server_hostname=destination.host
    )


@contextmanager
def _deadline(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Hang up when the time is over, also on a host that sends a byte now and then."""
    over = threading.Event()
    # The connection forgets it as soon as the other side announces that it will hang up.
    line: socket.socket = connection.sock

    def hang_up() -> None:
        over.set()
        with suppress(OSError):
            # Not the method of a TLS socket, which forgets its keys while another thread reads.
            socket.socket.shutdown(line, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    except _BROKEN as error:
        raise RequestFailed(f"The answer broke off: {type(error).__name__}") from error
    finally:
        timer.cancel()
        connection.close()
    if over.is_set():
        raise RequestFailed("The answer took too long")


def _read(response: urllib3.BaseHTTPResponse, size: int) -> bytes:
    content = bytearray()
    with closing(response):
        for chunk in response.stream(_CHUNK, decode_content=False):
            content += chunk
            if len(content) > size:
                raise RequestFailed("The answer is too large")
    return bytes(content)


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise RequestFailed("The answer took too long")
    return left
