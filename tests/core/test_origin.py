"""Whether a request was made by another site."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from core.origin import is_cross_site, same_origin_only


def request(**headers: str) -> HttpRequest:
    """Return a post to this site with these headers, underscores for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return RequestFactory().post("/", headers={"Host": "testserver"} | named)


@pytest.mark.parametrize(
    ("headers", "forged"),
    [
        ({}, False),
        ({"Sec_Fetch_Site": "same-origin"}, False),
        ({"Sec_Fetch_Site": "none"}, False),
        ({"Sec_Fetch_Site": "cross-site"}, True),
        ({"Sec_Fetch_Site": "same-site"}, True),
        ({"Sec_Fetch_Site": "made-up"}, True),
        ({"Origin": "http://testserver"}, False),
        # The proxy speaks TLS, and we don't.
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://TestServer"}, False),
        ({"Origin": "http://testserver:8000"}, True),
        ({"Origin": "http://testserver.example"}, True),
        ({"Origin": "http://sub.testserver"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": "http://["}, True),
        ({"Origin": "http://testserver@elsewhere.example"}, True),
        # The browser's own word counts more than what may stand behind a proxy that changes hosts.
        ({"Sec_Fetch_Site": "same-origin", "Origin": "https://elsewhere.example"}, False),
        ({"Sec_Fetch_Site": "cross-site", "Origin": "http://testserver"}, True),
    ],
)
def test_who_sent_it(headers: dict[str, str], forged: bool) -> None:
    assert is_cross_site(request(**headers)) is forged


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_no_other_origin_is_ours(origin: str) -> None:
    ours = origin.lower().endswith("//testserver")
    assert is_cross_site(request(Origin=origin)) or ours


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_what_only_reads_may_come_from_anywhere(method: str) -> None:
    followed = RequestFactory().generic(method, "/", headers={"Sec-Fetch-Site": "cross-site"})
    assert not is_cross_site(followed)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "MADE-UP"])
def test_what_may_write_comes_from_here(method: str) -> None:
    forged = RequestFactory().generic(method, "/", headers={"Sec-Fetch-Site": "cross-site"})
    assert is_cross_site(forged)


def test_a_guarded_view_takes_honest_requests_and_refuses_others() -> None:
    @same_origin_only
    def view(request: HttpRequest, number: int) -> HttpResponse:
        """Answer."""
        return HttpResponse(str(number))

    assert view(request(), 7).content == b"7"
    with pytest.raises(PermissionDenied):
        view(request(Sec_Fetch_Site="cross-site"), 7)
    assert (view.__name__, view.__doc__) == ("view", "Answer.")
    assert getattr(view, "csrf_exempt", False)
