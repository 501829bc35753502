import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from core.origin import is_cross_site, same_origin_only


def build_post(**headers: str) -> HttpRequest:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return RequestFactory().post("/", headers={"Host": "testserver"} | named)


@pytest.mark.parametrize(
    ("headers", "is_forged"),
    [
        ({}, False),
        ({"Sec_Fetch_Site": "same-origin"}, False),
        ({"Sec_Fetch_Site": "none"}, False),
        ({"Sec_Fetch_Site": "cross-site"}, True),
        ({"Sec_Fetch_Site": "same-site"}, True),
        ({"Sec_Fetch_Site": "made-up"}, True),
        ({"Origin": "http://testserver"}, False),
        # TLS ends at the proxy.
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://TestServer"}, False),
        ({"Origin": "http://testserver:8000"}, True),
        ({"Origin": "http://testserver.example"}, True),
        ({"Origin": "http://sub.testserver"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": "http://["}, True),
        ({"Origin": "http://testserver@elsewhere.example"}, True),
        # Sec-Fetch-Site takes precedence, because a proxy may change the host.
        ({"Sec_Fetch_Site": "same-origin", "Origin": "https://elsewhere.example"}, False),
        ({"Sec_Fetch_Site": "cross-site", "Origin": "http://testserver"}, True),
    ],
)
def test_cross_site_requests_are_recognized(headers: dict[str, str], is_forged: bool) -> None:
    assert is_cross_site(build_post(**headers)) is is_forged


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_other_origins_are_cross_site(origin: str) -> None:
    ours = origin.lower().endswith("//testserver")
    assert is_cross_site(build_post(Origin=origin)) or ours


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_safe_methods_are_never_cross_site(method: str) -> None:
    request = RequestFactory().generic(method, "/", headers={"Sec-Fetch-Site": "cross-site"})
    assert not is_cross_site(request)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "MADE-UP"])
def test_all_other_methods_are_checked(method: str) -> None:
    request = RequestFactory().generic(method, "/", headers={"Sec-Fetch-Site": "cross-site"})
    assert is_cross_site(request)


def test_decorated_views_reject_cross_site_requests() -> None:
    @same_origin_only
    def view(request: HttpRequest, number: int) -> HttpResponse:
        """Docstring."""
        return HttpResponse(str(number))

    assert view(build_post(), 7).content == b"7"
    with pytest.raises(PermissionDenied):
        view(build_post(Sec_Fetch_Site="cross-site"), 7)
    assert (view.__name__, view.__doc__) == ("view", "Docstring.")
    assert getattr(view, "csrf_exempt", False)
