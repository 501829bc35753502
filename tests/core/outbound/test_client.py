"""Requests end within their limits, and send nothing to the wrong host."""

import pytest
from pytest_django import Settings

from core.outbound.client import RequestLimits, send_request
from core.outbound.errors import DestinationRefused, RequestFailed
from tests.fake_http import FakeHost


def test_a_response_has_status_body_and_headers(friend: FakeHost) -> None:
    response = send_request("GET", f"http://{friend.place}/hello?x=1", headers={"X-Key": "k"})
    assert (response.status, response.body) == (200, b"Hello")
    assert response.headers["content-length"] == "5"
    method, path, headers, _body = friend.asked[0]
    assert (method, path, headers["x-key"]) == ("GET", "/hello?x=1", "k")
    assert headers["host"] == friend.place
    assert headers["user-agent"].startswith("Folkmoot")
    assert headers["accept-encoding"] == "identity"


def test_a_body_is_sent(friend: FakeHost) -> None:
    send_request("POST", f"http://{friend.place}/", body=b'{"a": 1}')
    assert friend.asked[0][3] == b'{"a": 1}'


def test_proxies_in_the_environment_are_ignored(
    friend: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert send_request("GET", f"http://{friend.place}/").status == 200


def test_redirects_are_not_followed_by_default(friend: FakeHost) -> None:
    friend.moved["/old"] = "/new"
    assert send_request("GET", f"http://{friend.place}/old").status == 302


def test_redirects_can_be_followed(friend: FakeHost) -> None:
    friend.moved["/old"] = "/new"
    response = send_request("GET", f"http://{friend.place}/old", redirects=1)
    assert (response.status, response.url) == (200, f"http://{friend.place}/new")


def test_the_number_of_redirects_is_limited(friend: FakeHost) -> None:
    friend.moved["/a"] = "/a"
    assert send_request("GET", f"http://{friend.place}/a", redirects=3).status == 302
    assert len(friend.asked) == 4


def test_a_redirect_to_a_private_address_is_refused(friend: FakeHost) -> None:
    friend.moved["/out"] = f"http://127.0.0.1:{friend.server_port}/secret"
    with pytest.raises(DestinationRefused):
        send_request("GET", f"http://{friend.place}/out", redirects=1)
    assert len(friend.asked) == 1


def test_posts_follow_no_redirects(friend: FakeHost) -> None:
    friend.moved["/old"] = "/new"
    assert send_request("POST", f"http://{friend.place}/old", body=b"x", redirects=2).status == 302


def test_headers_are_not_sent_to_another_origin(friend: FakeHost, settings: Settings) -> None:
    port = friend.server_port
    settings.OUTBOUND_PRIVATE_HOSTS = [friend.place, f"127.0.0.1:{port}"]
    friend.moved["/out"] = f"http://127.0.0.1:{port}/new"
    send_request("GET", f"http://{friend.place}/out", headers={"X-Key": "secret"}, redirects=1)
    assert "x-key" in friend.asked[0][2]
    assert "x-key" not in friend.asked[1][2]


def test_slow_responses_time_out(friend: FakeHost) -> None:
    with pytest.raises(RequestFailed):
        send_request("GET", f"http://{friend.place}/slow", limits=RequestLimits(seconds=0.4))


def test_large_responses_are_rejected(friend: FakeHost) -> None:
    with pytest.raises(RequestFailed):
        send_request("GET", f"http://{friend.place}/large", limits=RequestLimits(size=4999))
    limits = RequestLimits(size=5000)
    assert len(send_request("GET", f"http://{friend.place}/large", limits=limits).body) == 5000


def test_invalid_responses_raise_an_error(friend: FakeHost) -> None:
    with pytest.raises(RequestFailed):
        send_request("GET", f"http://{friend.place}/nonsense")


def test_unknown_hosts_raise_an_error() -> None:
    with pytest.raises(RequestFailed):
        send_request("GET", "http://nowhere.invalid/")


def test_a_valid_certificate_is_accepted(secure: FakeHost) -> None:
    assert send_request("GET", f"https://{secure.place}/").body == b"Hello"


def test_a_certificate_for_another_name_is_rejected(secure: FakeHost, settings: Settings) -> None:
    settings.OUTBOUND_PRIVATE_HOSTS = [f"127.0.0.1:{secure.server_port}"]
    with pytest.raises(RequestFailed):
        send_request("GET", f"https://127.0.0.1:{secure.server_port}/")
    assert secure.asked == []


def test_an_untrusted_certificate_is_rejected(
    secure: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(RequestFailed):
        send_request("GET", f"https://{secure.place}/")
    assert secure.asked == []
