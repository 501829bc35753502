"""Which pages anybody may hold, and which are one reader's."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from core.shared_pages import is_anonymous, set_cache_headers


def visit(**cookies: str) -> HttpRequest:
    """Return a request with these cookies."""
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    return request


@pytest.mark.parametrize("cookies", [{}, {"theme": "dark"}, {"csrftoken": "x"}, {"messages": "x"}])
def test_whom_nothing_tells_from_others(cookies: dict[str, str]) -> None:
    request = visit(**cookies)
    assert is_anonymous(request)
    response = set_cache_headers(request, HttpResponse("page"))
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Vary"] == "Cookie"


@pytest.mark.parametrize("cookies", [{"sessionid": "x"}, {"visitor": "x"}, {"visitor": ""}])
def test_who_may_see_something_of_their_own(cookies: dict[str, str]) -> None:
    request = visit(**cookies)
    assert not is_anonymous(request)
    response = set_cache_headers(request, HttpResponse("page"))
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Vary"] == "Cookie"


def test_a_page_may_vary_with_more() -> None:
    response = HttpResponse("page", headers={"Vary": "Accept-Language"})
    assert set_cache_headers(visit(), response)["Vary"] == "Accept-Language, Cookie"
