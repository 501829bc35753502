"""Every route answers hostile parameters and form fields without a server error.

The names are found in the forms and the source code, so new ones are covered. One request has many
hostile values, because a form checks all of its fields.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from accounts.models import User
from blog.models import Article
from tests.crawler.fields import Type, build_form, build_large_numbers, find_parameters
from tests.crawler.test_hostile_requests import fill, find_routes

PATHS = [next(fill(route)) for route in find_routes()]
URL_ENCODED = "application/x-www-form-urlencoded"
FORMS = {one.name: build_form(one) for one in Type} | {"large numbers": build_large_numbers()}


@contextmanager
def undo(client: Client) -> Iterator[None]:
    """Undo what a request does, so that the next one finds the same rows and session."""
    session = client.cookies.output(header="")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(session)


def get_status(
    client: Client, method: str, path: str, body: str | bytes = b"", *, query: str = ""
) -> int:
    content_type = URL_ENCODED if isinstance(body, str) else MULTIPART_CONTENT
    with undo(client):
        response = client.generic(method, path, body, content_type, QUERY_STRING=query)
    if method != "GET":
        cache.clear()  # what the undone changes left there
    return response.status_code


def find_errors(
    client: Client, method: str, body: str | bytes = b"", *, query: str = ""
) -> list[str]:
    return [p for p in PATHS if get_status(client, method, p, body, query=query) >= 500]


def test_parameters_are_found() -> None:
    types = {one.name: one.type for one in find_parameters()}
    expected = {"version": Type.NUMBER, "page": Type.NUMBER, "until": Type.DATE, "body": Type.TEXT}
    assert expected.items() <= types.items()


@pytest.mark.parametrize("visit", ["root"], indirect=True)
@pytest.mark.parametrize("form", FORMS)
def test_hostile_forms(visit: Client, form: str) -> None:
    assert find_errors(visit, "POST", FORMS[form]) == []


@pytest.mark.parametrize("visit", ["anonymous", "otto", "ann", "mo", "ed"], indirect=True)
def test_hostile_forms_of_roles(visit: Client) -> None:
    assert find_errors(visit, "POST", FORMS["TEXT"]) == []


@pytest.mark.parametrize("visit", ["anonymous", "root"], indirect=True)
@pytest.mark.parametrize("form", ["NUMBER", "large numbers"])
def test_hostile_queries(visit: Client, form: str) -> None:
    assert find_errors(visit, "GET", query=FORMS[form]) == []


@pytest.mark.parametrize("visit", ["anonymous"], indirect=True)
def test_files_instead_of_text(visit: Client) -> None:
    files = {one.name: SimpleUploadedFile("\u202ea.png", b"\0") for one in find_parameters()}
    assert find_errors(visit, "POST", encode_multipart(BOUNDARY, files)) == []


@pytest.mark.parametrize("visit", ["otto", "mo", "root"], indirect=True)
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])
def test_other_methods(visit: Client, method: str) -> None:
    assert find_errors(visit, method, FORMS["TEXT"]) == []


@pytest.fixture
def root(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.mark.parametrize(
    "path",
    [
        "blog/article/add/?key=1",
        "blog/page/add/?key=%00",
        "blog/article/add/?published_at=NaN",
        "blog/article/add/?tags=NaN,99999999999999999999",
        "blog/article/add/?categories=1e309",
        "blog/article/add/?series=x",
        "blog/redirect/add/?article=-99999999999999999999",
    ],
)
def test_invalid_initial_values_are_ignored(root: Client, path: str) -> None:
    assert root.get(f"/admin/{path}").status_code == 200


def test_valid_initial_values_are_selected(root: Client, article: Article) -> None:
    response = root.get(f"/admin/blog/redirect/add/?article={article.pk}")
    assert f'<option value="{article.pk}" selected>The Harbour</option>' in response.text


@pytest.mark.parametrize("basename", ["a b", "\N{REPLACEMENT CHARACTER}", "http://[::1"])
def test_form_with_an_invalid_slug_has_no_link_to_the_article(
    root: Client, article: Article, basename: str
) -> None:
    path = f"/admin/blog/article/{article.pk}/change/"
    link = 'class="viewsitelink"'
    assert link in root.get(path).text
    response = root.post(path, {"basename": basename})
    assert (response.status_code, link in response.text) == (200, False)


def test_keys_past_64_bits_match_nothing(ann: User) -> None:
    users = User.objects.all()
    assert list(users.filter(pk__in=[2**63, ann.pk, -(2**63) - 1])) == [ann]
    assert not users.filter(pk__in=[2**64])
    assert list(users.exclude(pk__in=[2**64])) == [ann]
