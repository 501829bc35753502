"""Every route answers hostile requests of every role without a server error.

Routes and admin filters are found in the URL configuration and the admin, so new ones are covered.
"""

import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.db.models import IntegerField, Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from tests.people import MakeArticle

PAST_64_BITS = "99999999999999999999"
EVERY = pytest.mark.every_database
_PART = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
# Values of each URL converter or name; the first one exists if anything does.
_VALUES = {
    "yyyy": ["2016"],
    "mm": ["12"],
    "basename": ["the-harbour", "silence"],
    "int": ["1", PAST_64_BITS],
    "object_id": ["1", PAST_64_BITS, "_00"],
}
_OTHERS = ["x", "²"]


def find_routes(
    patterns: list[URLPattern | URLResolver] | None = None, prefix: str = ""
) -> Iterator[str]:
    """Return every route of the site as a pattern."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from find_routes(pattern.url_patterns, route)
        else:
            yield route


def fill(route: str) -> Iterator[str]:
    """Return paths that match the route, with valid and hostile values."""
    parts = [match.groups() for match in _PART.finditer(route)]
    values = [
        _VALUES.get(converter or "", _VALUES.get(name or group, _OTHERS))
        for converter, name, group in parts
    ]
    template = re.sub(r"[\^$]|\\Z", "", _PART.sub("{}", route)).replace("\\.", ".")
    for combination in product(*values):
        yield "/" + template.format(*map(quote, combination))


PATHS = [path for route in find_routes() for path in fill(route)]
# One valid path and a hostile one.
FEW_PATHS = [
    path
    for paths in map(list, map(fill, find_routes()))
    for path in dict.fromkeys((paths[0], paths[-1]))
]


def test_routes_are_found() -> None:
    assert {"/", "/healthz", "/2016/12/the-harbour.html", "/admin/"} <= set(PATHS)
    assert len(PATHS) > 200


@pytest.mark.parametrize("visit", ["anonymous", pytest.param("root", marks=EVERY)], indirect=True)
def test_every_path_can_be_visited(visit: Client) -> None:
    errors = [path for path in PATHS if visit.get(path).status_code >= 500]
    assert errors == []


@pytest.mark.parametrize("visit", ["otto", "ann", "mo", "ed"], indirect=True)
def test_every_route_can_be_visited(visit: Client) -> None:
    errors = [path for path in FEW_PATHS if visit.get(path).status_code >= 500]
    assert errors == []


def find_filters(model: type[Model]) -> Iterator[str]:
    """Return the names of the filters that the admin accepts for a model's numbers."""
    for field in model._meta.concrete_fields:
        if field.is_relation or isinstance(field, IntegerField):
            yield from (field.name, f"{field.name}__in")


@pytest.mark.every_database
@pytest.mark.parametrize("visit", ["root"], indirect=True)
def test_hostile_admin_filters(visit: Client) -> None:
    errors = [
        (model.__name__, name)
        for model in admin.site._registry
        for name in [*find_filters(model), "p", "o", "q"]
        if visit.get(get_change_list(model), {name: PAST_64_BITS}).status_code >= 500
    ]
    assert errors == []


def get_change_list(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def test_a_thread_without_comments_has_no_next_unread_comment(
    client: Client, make_article: MakeArticle
) -> None:
    make_article("Silence")
    assert client.get("/2016/12/silence/comments/unread/").status_code == 204


@pytest.mark.parametrize("field", ["pk", "draft_version", "base_version"])
def test_autosave_rejects_numbers_that_no_column_can_hold(
    client: Client, ann: User, field: str
) -> None:
    client.force_login(ann)
    data = {
        "kind": "article",
        "key": "9f0f4b5e-7d0f-4c8e-8f5a-0d9d6ad0d4a1",
        "draft_version": "0",
        "base_version": "0",
        "title": "Fog",
        "markup": "html",
        "source": "<p>Fog</p>",
    }
    response = client.post("/admin/editor/autosave/", data | {field: PAST_64_BITS})
    assert response.status_code == 400
    assert client.post("/admin/editor/autosave/", data).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "comments/comment/?commenter=",
        "comments/comment/?thread__in=1,",
        "account/emailaddress/?user=",
        "auth/group/?id__in=",
    ],
)
@pytest.mark.django_db
def test_a_filter_past_64_bits_is_dropped(client: Client, path: str) -> None:
    client.force_login(User.objects.create_superuser("root"))
    response = client.get(f"/admin/{path}{PAST_64_BITS}")
    assert (response.status_code, response["Location"].endswith("?e=1")) == (302, True)
