"""Requests end within their limits, and send nothing to the wrong host."""

import pytest
from pytest_django import Settings

from core.outbound.client import RequestLimits, send_request
from core.outbound.errors import DestinationRefused, RequestFailed
from tests.fake_http import FakeHost

pytestmark = pytest.mark.slow


def test_a_response_has_status_body_and_headers(allowed_host: FakeHost) -> None:
    response = send_request(
        "GET", f"http://{allowed_host.netloc}/hello?x=1", headers={"X-Key": "k"}
    )
    assert (response.status, response.body) == (200, b"Hello")
    assert response.headers["content-length"] == "5"
    method, path, headers, _body = allowed_host.requests[0]
    assert (method, path, headers["x-key"]) == ("GET", "/hello?x=1", "k")
    assert headers["host"] == allowed_host.netloc
    assert headers["user-agent"].startswith("Folkmoot")
    assert headers["accept-encoding"] == "identity"


def test_a_body_is_sent(allowed_host: FakeHost) -> None:
    send_request("POST", f"http://{allowed_host.netloc}/", body=b'{"a": 1}')
    assert allowed_host.requests[0][3] == b'{"a": 1}'


def test_proxies_in_the_environment_are_ignored(
    allowed_host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert send_request("GET", f"http://{allowed_host.netloc}/").status == 200


def test_redirects_are_not_followed_by_default(allowed_host: FakeHost) -> None:
    allowed_host.redirects["/old"] = "/new"
    assert send_request("GET", f"http://{allowed_host.netloc}/old").status == 302


def test_redirects_can_be_followed(allowed_host: FakeHost) -> None:
    allowed_host.redirects["/old"] = "/new"
    response = send_request("GET", f"http://{allowed_host.netloc}/old", redirects=1)
    assert (response.status, response.url) == (200, f"http://{allowed_host.netloc}/new")


def test_the_number_of_redirects_is_limited(allowed_host: FakeHost) -> None:
    allowed_host.redirects["/a"] = "/a"
    assert send_request("GET", f"http://{allowed_host.netloc}/a", redirects=3).status == 302
    assert len(allowed_host.requests) == 4


def test_a_redirect_to_a_private_address_is_refused(allowed_host: FakeHost) -> None:
    allowed_host.redirects["/out"] = f"http://127.0.0.1:{allowed_host.server_port}/secret"
    with pytest.raises(DestinationRefused):
        send_request("GET", f"http://{allowed_host.netloc}/out", redirects=1)
    assert len(allowed_host.requests) == 1


def test_posts_follow_no_redirects(allowed_host: FakeHost) -> None:
    allowed_host.redirects["/old"] = "/new"
    assert (
        send_request("POST", f"http://{allowed_host.netloc}/old", body=b"x", redirects=2).status
        == 302
    )


def test_headers_are_not_sent_to_another_origin(allowed_host: FakeHost, settings: Settings) -> None:
    port = allowed_host.server_port
    settings.OUTBOUND_PRIVATE_HOSTS = [allowed_host.netloc, f"127.0.0.1:{port}"]
    allowed_host.redirects["/out"] = f"http://127.0.0.1:{port}/new"
    send_request(
        "GET", f"http://{allowed_host.netloc}/out", headers={"X-Key": "secret"}, redirects=1
    )
    assert "x-key" in allowed_host.requests[0][2]
    assert "x-key" not in allowed_host.requests[1][2]


def test_slow_responses_time_out(allowed_host: FakeHost) -> None:
    with pytest.raises(RequestFailed):
        send_request("GET", f"http://{allowed_host.netloc}/slow", limits=RequestLimits(seconds=0.4))


def test_large_responses_are_rejected(allowed_host: FakeHost) -> None:
    with pytest.raises(RequestFailed):
        send_request("GET", f"http://{allowed_host.netloc}/large", limits=RequestLimits(size=4999))
    limits = RequestLimits(size=5000)
    assert (
        len(send_request("GET", f"http://{allowed_host.netloc}/large", limits=limits).body) == 5000
    )


def test_invalid_responses_raise_an_error(allowed_host: FakeHost) -> None:
    with pytest.raises(RequestFailed):
        send_request("GET", f"http://{allowed_host.netloc}/nonsense")


def test_unknown_hosts_raise_an_error() -> None:
    with pytest.raises(RequestFailed):
        send_request("GET", "http://nowhere.invalid/")


def test_a_valid_certificate_is_accepted(https_host: FakeHost) -> None:
    assert send_request("GET", f"https://{https_host.netloc}/").body == b"Hello"


def test_a_certificate_for_another_name_is_rejected(
    https_host: FakeHost, settings: Settings
) -> None:
    settings.OUTBOUND_PRIVATE_HOSTS = [f"127.0.0.1:{https_host.server_port}"]
    with pytest.raises(RequestFailed):
        send_request("GET", f"https://127.0.0.1:{https_host.server_port}/")
    assert https_host.requests == []


def test_an_untrusted_certificate_is_rejected(
    https_host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(RequestFailed):
        send_request("GET", f"https://{https_host.netloc}/")
    assert https_host.requests == []
