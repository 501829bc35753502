import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from blog.error_pages import views
from blog.models import Article
from blog.site.current import DEFAULT_TITLE


@pytest.fixture
def failed_request(rf: RequestFactory) -> HttpRequest:
    return rf.get("/x")


def test_a_404_page_has_the_sites_layout(client: Client, db: None) -> None:
    response = client.get("/no/such/page")
    assert response.status_code == 404
    assert DEFAULT_TITLE in response.text


def test_400_and_403_pages_have_the_sites_layout(db: None, failed_request: HttpRequest) -> None:
    for response in (
        views.bad_request(failed_request, SuspiciousOperation()),
        views.permission_denied(failed_request, PermissionDenied()),
    ):
        assert response.status_code in {400, 403}
        assert DEFAULT_TITLE in response.text


def test_a_csrf_failure_has_a_page(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "otto"})
    assert response.status_code == 403
    assert DEFAULT_TITLE in response.text


def test_a_get_request_to_a_post_view_has_a_405_page(client: Client, article: Article) -> None:
    response = client.get(reverse("comments:hide_parts"))
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert DEFAULT_TITLE in response.text


def test_a_post_request_to_a_page_has_a_405_page(client: Client, article: Article) -> None:
    response = client.post(article.get_absolute_url())
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert DEFAULT_TITLE in response.text


# This test has no access to the database: the health check must work without it.
def test_the_health_check_has_no_405_page(client: Client) -> None:
    response = client.post("/healthz")
    assert (response.status_code, response.content) == (405, b"")


# This test has no access to the database, so a query would fail.
def test_the_500_page_needs_no_database(
    failed_request: HttpRequest,
) -> None:
    response = views.server_error(failed_request)
    assert response.status_code == 500
    assert "<h1" in response.text
