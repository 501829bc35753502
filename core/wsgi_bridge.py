"""Run a WSGI application on an ASGI server, with clients of any speed.

Threads are few and expensive, connections are many and cheap. Therefore a thread gets a request
only when its body has arrived completely, and is free again before the response is sent.
"""

import asyncio
import io
import os
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIApplication, WSGIEnvironment
from wsgiref.util import FileWrapper

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Headers = list[tuple[bytes, bytes]]
# Returns the error status for a body, by path, Content-Length, and whether it is chunked.
type BodyCheck = Callable[[str, str | None, bool], HTTPStatus | None]

# A body must arrive within this time, plus a second for each 1,000 bytes that have arrived.
BODY_SECONDS = 20.0
BODY_BYTES_PER_SECOND = 1000
# How long to read and discard a refused body. A client that is still sending wouldn't read the
# response otherwise.
DISCARD_SECONDS = 2.0
# Larger bodies are stored in temporary files. Thousands of slow clients may be sending one.
REQUEST_MEMORY = 64 * 1024
RESPONSE_MEMORY = 256 * 1024
CHUNK = 64 * 1024


class RefusedError(Exception):
    """The request is refused with a status."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


class DisconnectedError(Exception):
    """The client disconnected before its request was complete."""


@dataclass
class Response:
    """A complete response. The body is a file, or the path of one."""

    status: int
    headers: Headers
    body: IO[bytes] = field(default_factory=io.BytesIO)
    path: str = ""


class WSGIBridge:
    """An ASGI application that runs a WSGI application in a fixed number of threads."""

    def __init__(
        self, application: WSGIApplication, *, threads: int, check_body: BodyCheck
    ) -> None:
        self._application = application
        self._check_body = check_body
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="request")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"{scope['type']} is not supported")
        environ = build_environ(scope)
        try:
            environ["wsgi.input"] = await self._receive_body(environ, receive)
        except DisconnectedError:
            return
        except RefusedError as error:
            await _refuse(error.status, receive, send)
            return
        loop = asyncio.get_running_loop()
        response = await loop.run_in_executor(self._pool, run, self._application, environ)
        await _send_response(response, send, files="http.response.pathsend" in _extensions(scope))

    async def _receive_body(self, environ: WSGIEnvironment, receive: Receive) -> IO[bytes]:
        length = environ.get("CONTENT_LENGTH")
        chunked = "HTTP_TRANSFER_ENCODING" in environ
        if not (length or chunked):
            return io.BytesIO()
        if status := self._check_body(environ["PATH_INFO"], length, chunked):
            raise RefusedError(status)
        try:
            return await _receive_all(receive)
        except TimeoutError:
            raise RefusedError(HTTPStatus.REQUEST_TIMEOUT) from None


async def _receive_all(receive: Receive) -> IO[bytes]:
    body: IO[bytes] = SpooledTemporaryFile(REQUEST_MEMORY)  # noqa: SIM115 - the request closes it
    try:
        await _copy_body(receive, body)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body


async def _copy_body(receive: Receive, body: IO[bytes]) -> None:
    started = asyncio.get_running_loop().time()
    received, more = 0, True
    while more:
        async with asyncio.timeout_at(started + BODY_SECONDS + received / BODY_BYTES_PER_SECOND):
            message = await receive()
        if message["type"] == "http.disconnect":
            raise DisconnectedError
        chunk = message.get("body", b"")
        received += len(chunk)
        body.write(chunk)
        more = message.get("more_body", False)


async def _refuse(status: HTTPStatus, receive: Receive, send: Send) -> None:
    body = f"{status.phrase}\n".encode()
    headers = [
        (b"content-type", b"text/plain"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": body})
    try:
        async with asyncio.timeout(DISCARD_SECONDS):
            while (await receive()).get("more_body"):
                pass
    except TimeoutError:
        pass


async def _send_response(response: Response, send: Send, *, files: bool) -> None:
    """Send a response as fast as the client reads it."""
    start = {"type": "http.response.start", "status": response.status, "headers": response.headers}
    await send(start)
    if response.path and files:
        await send({"type": "http.response.pathsend", "path": response.path})
        return
    with open(response.path, "rb") if response.path else response.body as body:  # noqa: PTH123
        chunk = body.read(RESPONSE_MEMORY)
        while following := body.read(CHUNK):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
            chunk = following
        await send({"type": "http.response.body", "body": chunk})


def run(application: WSGIApplication, environ: WSGIEnvironment) -> Response:
    """Run a WSGI application on a request and return its complete response."""
    response = Response(500, [])

    def start_response(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
        response.status = int(status.partition(" ")[0])
        response.headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers
        ]
        return response.body.write

    with environ["wsgi.input"]:
        body = application(environ, start_response)
        try:
            _read_body(body, response)
        finally:
            if close := getattr(body, "close", None):
                close()
    return response


def _read_body(body: Iterable[bytes], response: Response) -> None:
    if isinstance(body, FileWrapper) and (path := _get_path(body)):
        response.path = path
        return
    chunks = iter(body)
    first = next(chunks, b"")
    response.body = io.BytesIO(first)
    if (second := next(chunks, None)) is not None:
        # Unlike a single string, an iterator can be of any length.
        response.body = SpooledTemporaryFile(RESPONSE_MEMORY)  # noqa: SIM115 - closed after sending
        response.body.writelines((first, second))
        response.body.writelines(chunks)
        response.body.seek(0)


def _get_path(wrapper: FileWrapper) -> str:
    """Return the path of the file that a response consists of, or an empty string."""
    file = wrapper.filelike
    whole = isinstance(file, io.BufferedReader) and isinstance(file.name, str) and not file.tell()
    return os.path.realpath(file.name) if whole else ""


def build_environ(scope: Message) -> WSGIEnvironment:
    """Return the WSGI environment of an ASGI request."""
    server = scope.get("server") or ("", "")
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.errors": sys.stderr,
        "wsgi.file_wrapper": FileWrapper,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    _add_headers(environ, scope["headers"])
    return environ


def _add_headers(environ: WSGIEnvironment, headers: Headers) -> None:
    for name, value in headers:
        # In the environment, X_Forwarded_For would be the same as X-Forwarded-For, and proxies
        # replace only the latter.
        if b"_" in name:
            continue
        key = name.decode("latin-1").upper().replace("-", "_")
        if key not in {"CONTENT_TYPE", "CONTENT_LENGTH"}:
            key = f"HTTP_{key}"
        text = value.decode("latin-1")
        if key in environ:
            separator = "; " if key == "HTTP_COOKIE" else ","
            text = f"{environ[key]}{separator}{text}"
        environ[key] = text


def _extensions(scope: Message) -> Message:
    return scope.get("extensions") or {}
