"""Signed cookies."""

from http.cookies import SimpleCookie
from typing import Any

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from core.signed_cookies import ONE_YEAR, SignedCookie

COOKIE = SignedCookie("mine", max_age=60)


def send_back(response: HttpResponse) -> HttpRequest:
    """Return a request with the cookies of a response, as a browser sends them."""
    request = RequestFactory().get("/")
    header = "; ".join(f"{name}={morsel.coded_value}" for name, morsel in response.cookies.items())
    request.COOKIES.update({name: m.value for name, m in SimpleCookie(header).items()})
    return request


def set_cookie(value: Any, cookie: SignedCookie = COOKIE) -> HttpResponse:
    response = HttpResponse()
    cookie.set(response, value)
    return response


@pytest.mark.parametrize(
    "value", [7, "key", "", [], [1, 2, 3], ["zoë@example.org", 'a"b;c,d@example.org'], {"a": None}]
)
def test_a_value_is_read_back(value: object) -> None:
    assert COOKIE.get(send_back(set_cookie(value))) == value


def test_a_missing_cookie_is_the_default() -> None:
    request = RequestFactory().get("/")
    assert COOKIE.get(request) is None
    assert COOKIE.get(request, default=[]) == []


@pytest.mark.parametrize("forged", ["", "x", "W10", "W10:1:x", "::", "é", "\0"])
def test_a_forged_cookie_is_the_default(forged: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["mine"] = forged
    assert COOKIE.get(request, default=[]) == []


def test_a_changed_cookie_is_the_default() -> None:
    request = send_back(set_cookie([1]))
    request.COOKIES["mine"] = "x" + request.COOKIES["mine"]
    assert COOKIE.get(request) is None


def test_one_cookie_is_not_accepted_as_another() -> None:
    request = send_back(set_cookie([1], SignedCookie("known")))
    request.COOKIES["mine"] = request.COOKIES["known"]
    assert COOKIE.get(request) is None


def test_the_server_rejects_an_expired_cookie() -> None:
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        request = send_back(set_cookie([1]))
        clock.shift(60)
        assert COOKIE.get(request) == [1]
        clock.shift(1)
        assert COOKIE.get(request) is None


@pytest.mark.parametrize("secure", [True, False])
def test_scripts_and_other_sites_get_no_cookie(settings: Settings, secure: bool) -> None:
    settings.SESSION_COOKIE_SECURE = secure
    morsel = set_cookie([1], SignedCookie("mine")).cookies["mine"]
    assert morsel["httponly"] is True
    assert morsel["samesite"] == "Lax"
    assert bool(morsel["secure"]) is secure
    assert morsel["max-age"] == ONE_YEAR


def test_deleting_a_cookie_expires_it() -> None:
    response = HttpResponse()
    COOKIE.delete(response)
    assert response.cookies["mine"]["max-age"] == 0


def test_forty_ids_fit_easily() -> None:
    # Browsers cut off at 4096 bytes.
    assert len(set_cookie([10**9] * 40).cookies["mine"].value) < 1000
