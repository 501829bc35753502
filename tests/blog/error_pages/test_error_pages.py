"""What readers see when something is missing, refused or broken."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.test import Client, RequestFactory

from blog.error_pages import views
from blog.models import Article
from blog.site.current import DEFAULT_TITLE


@pytest.fixture
def request_of_a_reader(rf: RequestFactory) -> HttpRequest:
    """A request that went wrong."""
    return rf.get("/x")


def test_a_missing_page_has_the_look_of_the_site(client: Client, db: None) -> None:
    response = client.get("/no/such/page")
    assert response.status_code == 404
    assert DEFAULT_TITLE in response.text


def test_refusals_have_pages_too(db: None, request_of_a_reader: HttpRequest) -> None:
    for response in (
        views.bad_request(request_of_a_reader, SuspiciousOperation()),
        views.permission_denied(request_of_a_reader, PermissionDenied()),
    ):
        assert response.status_code in {400, 403}
        assert DEFAULT_TITLE in response.text


def test_a_form_without_its_token_has_one_too(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "otto"})
    assert response.status_code == 403
    assert DEFAULT_TITLE in response.text
    assert "send that once more" in response.text


def test_what_takes_only_posts_has_one_too(client: Client, article: Article) -> None:
    response = client.get("/people/ignored/hide/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert DEFAULT_TITLE in response.text
    assert "Only a form or a button" in response.text


def test_what_takes_no_posts_has_one_too(client: Client, article: Article) -> None:
    response = client.post(article.get_absolute_url())
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert DEFAULT_TITLE in response.text


# No fixture lets this test use the database: whether the site lives is asked when that is gone.
def test_programs_get_none(client: Client) -> None:
    response = client.post("/healthz")
    assert (response.status_code, response.content) == (405, b"")


# No fixture lets this test use the database: it would fail if the page asked it.
def test_a_broken_database_does_not_break_the_page_that_says_so(
    request_of_a_reader: HttpRequest,
) -> None:
    response = views.server_error(request_of_a_reader)
    assert response.status_code == 500
    assert "<h1" in response.text
