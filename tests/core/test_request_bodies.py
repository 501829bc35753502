"""Bodies that are too large are refused without reading them, on any WSGI server."""

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from blog.models import Article
from core.request_bodies import check_body_length

MEGABYTE = 1024 * 1024
UPLOAD = "/admin/blog/picture/upload/"
REFUSED = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class Unreadable:
    """A request body that must not be read."""

    def read(self, *_arguments: Any) -> bytes:
        raise AssertionError("The body was read")

    readline = read


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/language/", None, None),
        ("/language/", "", None),
        ("/language/", "0", None),
        ("/language/", str(12 * MEGABYTE), None),
        ("/language/", str(12 * MEGABYTE + 1), REFUSED),
        ("/language/", str(150 * MEGABYTE), REFUSED),
        ("/language/", "9" * 5000, REFUSED),
        ("/language/", "0" * 5000, None),
        ("/language/", "-1", HTTPStatus.BAD_REQUEST),
        ("/language/", "1e3", HTTPStatus.BAD_REQUEST),
        ("/language/", "²", HTTPStatus.BAD_REQUEST),
        (UPLOAD, str(31 * MEGABYTE), None),
        (UPLOAD, str(65 * MEGABYTE), REFUSED),
    ],
)
def test_the_limit_depends_on_the_path(
    path: str, length: str | None, status: HTTPStatus | None
) -> None:
    assert check_body_length(path, length, chunked=False) == status


def test_a_body_of_unknown_length_is_refused() -> None:
    assert check_body_length("/language/", None, chunked=True) == HTTPStatus.LENGTH_REQUIRED
    assert check_body_length("/language/", "10", chunked=True) == HTTPStatus.LENGTH_REQUIRED


@pytest.mark.parametrize("method", ["POST", "PUT", "GET", "DELETE"])
@pytest.mark.parametrize(
    "content_type", ["multipart/form-data; boundary=b", "application/json", "text/plain", ""]
)
def test_nothing_reads_a_large_body(
    client: Client, article: Article, method: str, content_type: str
) -> None:
    path = f"{article.get_absolute_url().removesuffix('.html')}/comments/post/"
    body: Any = {"wsgi.input": Unreadable(), "CONTENT_LENGTH": str(150 * MEGABYTE)}
    response = client.generic(method, path, content_type=content_type, **body)
    assert response.status_code == 413
    chunked: Any = {"wsgi.input": Unreadable(), "HTTP_TRANSFER_ENCODING": "chunked"}
    assert client.generic(method, path, content_type=content_type, **chunked).status_code == 411


def test_a_small_body_is_read(client: Client, db: None) -> None:
    assert client.post("/language/", {"language": "de"}).status_code == 302
