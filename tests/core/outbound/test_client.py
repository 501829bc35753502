"""A request has an end, whatever the other side does."""

import pytest
from pytest_django import Settings

from core.outbound.client import RequestLimits, send_request
from core.outbound.errors import DestinationRefused, RequestFailed
from tests.fake_http import FakeHost


def test_an_answer_comes_back_whole(friend: FakeHost) -> None:
    answer = send_request("GET", f"http://{friend.place}/hello?x=1", headers={"X-Key": "k"})
    assert (answer.status, answer.body) == (200, b"Hello")
    assert answer.headers["content-length"] == "5"
    method, path, headers, _body = friend.asked[0]
    assert (method, path, headers["x-key"]) == ("GET", "/hello?x=1", "k")
    assert headers["host"] == friend.place
    assert headers["user-agent"].startswith("Folkmoot")
    assert headers["accept-encoding"] == "identity"


def test_a_body_is_sent(friend: FakeHost) -> None:
    send_request("POST", f"http://{friend.place}/", body=b'{"a": 1}')
    assert friend.asked[0][3] == b'{"a": 1}'


def test_a_proxy_of_the_environment_is_not_asked(
    friend: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert send_request("GET", f"http://{friend.place}/").status == 200


def test_a_redirect_is_an_answer(friend: FakeHost) -> None:
    friend.moved["/old"] = "/new"
    assert send_request("GET", f"http://{friend.place}/old").status == 302


def test_a_redirect_is_followed_where_that_is_asked_for(friend: FakeHost) -> None:
    friend.moved["/old"] = "/new"
    answer = send_request("GET", f"http://{friend.place}/old", redirects=1)
    assert (answer.status, answer.url) == (200, f"http://{friend.place}/new")


def test_a_chain_ends_with_the_last_redirect_that_is_allowed(friend: FakeHost) -> None:
    friend.moved["/a"] = "/a"
    assert send_request("GET", f"http://{friend.place}/a", redirects=3).status == 302
    assert len(friend.asked) == 4


def test_a_redirect_into_the_inside_is_refused(friend: FakeHost) -> None:
    friend.moved["/out"] = f"http://127.0.0.1:{friend.server_port}/secret"
    with pytest.raises(DestinationRefused):
        send_request("GET", f"http://{friend.place}/out", redirects=1)
    assert len(friend.asked) == 1


def test_what_is_posted_is_not_sent_elsewhere(friend: FakeHost) -> None:
    friend.moved["/old"] = "/new"
    assert send_request("POST", f"http://{friend.place}/old", body=b"x", redirects=2).status == 302


def test_headers_stay_with_their_host(friend: FakeHost, settings: Settings) -> None:
    port = friend.server_port
    settings.OUTBOUND_PRIVATE_HOSTS = [friend.place, f"127.0.0.1:{port}"]
    friend.moved["/out"] = f"http://127.0.0.1:{port}/new"
    send_request("GET", f"http://{friend.place}/out", headers={"X-Key": "secret"}, redirects=1)
    assert "x-key" in friend.asked[0][2]
    assert "x-key" not in friend.asked[1][2]


def test_an_answer_that_drips_is_cut_off(friend: FakeHost) -> None:
    with pytest.raises(RequestFailed):
        send_request("GET", f"http://{friend.place}/slow", limits=RequestLimits(seconds=0.4))


def test_an_answer_that_is_too_large_is_refused(friend: FakeHost) -> None:
    with pytest.raises(RequestFailed):
        send_request("GET", f"http://{friend.place}/large", limits=RequestLimits(size=4999))
    assert (
        len(
            send_request(
                "GET", f"http://{friend.place}/large", limits=RequestLimits(size=5000)
            ).body
        )
        == 5000
    )


def test_what_is_no_answer_is_told_as_such(friend: FakeHost) -> None:
    with pytest.raises(RequestFailed):
        send_request("GET", f"http://{friend.place}/nonsense")


def test_a_host_that_nobody_knows_is_unreachable() -> None:
    with pytest.raises(RequestFailed):
        send_request("GET", "http://nowhere.invalid/")


def test_a_certificate_of_the_name_is_good(secure: FakeHost) -> None:
    assert send_request("GET", f"https://{secure.place}/").body == b"Hello"


def test_a_certificate_of_another_name_is_not(secure: FakeHost, settings: Settings) -> None:
    settings.OUTBOUND_PRIVATE_HOSTS = [f"127.0.0.1:{secure.server_port}"]
    with pytest.raises(RequestFailed):
        send_request("GET", f"https://127.0.0.1:{secure.server_port}/")
    assert secure.asked == []


def test_a_certificate_that_nobody_vouches_for_is_not(
    secure: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(RequestFailed):
        send_request("GET", f"https://{secure.place}/")
    assert secure.asked == []
