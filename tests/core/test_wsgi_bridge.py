"""WSGI applications run on an ASGI server: whole bodies in, whole responses out."""

import asyncio
import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from core import wsgi_bridge
from core.wsgi_bridge import Message, WSGIBridge

type Application = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]
WAITING: Message = {"waiting": True}


def build_scope(*headers: tuple[bytes, bytes], **changes: Any) -> Message:
    scope = {
        "type": "http",
        "method": "POST",
        "http_version": "1.1",
        "scheme": "http",
        "raw_path": b"/stra%DFe/%C3%BC",
        "query_string": b"q=%FF",
        "headers": list(headers),
        "server": ("127.0.0.1", 8000),
        "client": ("192.0.2.7", 4711),
        "extensions": {"http.response.pathsend": {}},
    }
    return scope | changes


def body(*chunks: bytes) -> list[Message]:
    last = len(chunks) - 1
    return [
        {"type": "http.request", "body": chunk, "more_body": place < last}
        for place, chunk in enumerate(chunks)
    ]


def allow(_path: str, _length: str | None, _chunked: bool) -> HTTPStatus | None:
    return None


def serve(
    application: Application,
    messages: list[Message] | None = None,
    scope: Message | None = None,
    check: wsgi_bridge.BodyCheck = allow,
) -> list[Message]:
    """Return the messages that the bridge sends for a request."""
    bridge = WSGIBridge(application, threads=1, check_body=check)
    left = list(messages or [])
    sent: list[Message] = []

    async def receive() -> Message:
        if left[0] is WAITING:
            await asyncio.Event().wait()
        return left.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(bridge(scope or build_scope((b"content-length", b"9")), receive, send))
    return sent


def echo(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [("X-Thread", threading.current_thread().name)])
    return [environ["wsgi.input"].read()]


def refuse_to_run(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    raise AssertionError("The application ran")


def test_the_application_gets_a_whole_body_in_a_thread() -> None:
    start, content = serve(echo, body(b"one", b"two", b"six"))
    assert start["status"] == 200
    assert dict(start["headers"])[b"x-thread"].startswith(b"request")
    assert content["body"] == b"onetwosix"


def test_a_request_without_a_body_does_not_wait_for_one() -> None:
    assert serve(echo, [WAITING], build_scope())[1]["body"] == b""


def test_a_slow_body_times_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wsgi_bridge, "BODY_SECONDS", 0)
    monkeypatch.setattr(wsgi_bridge, "DISCARD_SECONDS", 0)
    start, _content = serve(refuse_to_run, [*body(b"one", b""), WAITING][::2])
    assert start["status"] == 408
    assert (b"connection", b"close") in start["headers"]


def test_an_incomplete_body_is_dropped() -> None:
    messages = [*body(b"one", b"")[:1], {"type": "http.disconnect"}]
    assert serve(refuse_to_run, messages) == []


def test_a_refused_body_is_discarded() -> None:
    refused = lambda *_arguments: HTTPStatus.REQUEST_ENTITY_TOO_LARGE  # noqa: E731
    start, _content = serve(refuse_to_run, body(b"one", b"two"), check=refused)
    assert start["status"] == 413


def test_the_environment_has_the_request() -> None:
    scope = build_scope(
        (b"host", b"blog.example"),
        (b"content-type", b"text/plain"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        (b"x-forwarded-for", b"192.0.2.1"),
        (b"x-forwarded-for", b"192.0.2.2"),
    )
    environ = wsgi_bridge.build_environ(scope)
    assert environ["PATH_INFO"] == "/stra\xdfe/\xc3\xbc"
    assert environ["QUERY_STRING"] == "q=%FF"
    assert environ["REMOTE_ADDR"] == "192.0.2.7"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.1,192.0.2.2"


@pytest.mark.parametrize(
    "name", [b"x_forwarded_for", b"x-forwarded_for", b"x_forwarded_proto", b"content_length"]
)
def test_underscores_do_not_forge_headers(name: bytes) -> None:
    scope = build_scope((b"x-forwarded-for", b"192.0.2.1"), (name, b"10.0.0.1"))
    environ = wsgi_bridge.build_environ(scope)
    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.1"
    assert "10.0.0.1" not in environ.values()


def test_a_long_response_is_sent_in_parts() -> None:
    closed = []

    class Body:
        def __iter__(self) -> Any:
            return iter([b"a" * 300_000, b"b" * 300_000])

        def close(self) -> None:
            closed.append(True)

    def stream(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        return Body()

    _start, *parts = serve(stream, scope=build_scope())
    assert len(parts) > 2
    assert b"".join(part["body"] for part in parts) == b"a" * 300_000 + b"b" * 300_000
    assert closed


@pytest.mark.parametrize("extensions", [None, {"http.response.pathsend": {}}])
def test_a_file_is_sent_by_the_server(tmp_path: Path, extensions: Message | None) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"picture")

    def send_file(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        return environ["wsgi.file_wrapper"](path.open("rb"), 8192)  # type: ignore[no-any-return]

    _start, sent = serve(send_file, scope=build_scope(extensions=extensions))
    assert sent.get("path") == str(path) if extensions else sent["body"] == b"picture"


def test_a_part_of_a_file_is_sent_by_the_bridge(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"picture")

    def send_rest(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        file = path.open("rb")
        file.seek(3)
        start_response("206 Partial Content", [])
        return environ["wsgi.file_wrapper"](file, 8192)  # type: ignore[no-any-return]

    assert serve(send_rest, scope=build_scope())[1]["body"] == b"ture"
