import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from core.shared_pages import is_anonymous, set_cache_headers


def build_request(**cookies: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    return request


@pytest.mark.parametrize("cookies", [{}, {"theme": "dark"}, {"csrftoken": "x"}, {"messages": "x"}])
def test_pages_of_anonymous_visitors_are_public(cookies: dict[str, str]) -> None:
    request = build_request(**cookies)
    assert is_anonymous(request)
    response = set_cache_headers(request, HttpResponse("page"))
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Vary"] == "Cookie"


@pytest.mark.parametrize("cookies", [{"sessionid": "x"}, {"visitor": "x"}, {"visitor": ""}])
def test_personal_pages_are_private(cookies: dict[str, str]) -> None:
    request = build_request(**cookies)
    assert not is_anonymous(request)
    response = set_cache_headers(request, HttpResponse("page"))
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Vary"] == "Cookie"


def test_a_page_may_vary_on_other_headers() -> None:
    response = HttpResponse("page", headers={"Vary": "Accept-Language"})
    assert set_cache_headers(build_request(), response)["Vary"] == "Accept-Language, Cookie"
