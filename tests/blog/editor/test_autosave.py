from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.models import Draft
from tests.blog.editor.test_drafts import KEY, build_texts
from tests.people import MakeArticle

AUTOSAVE = reverse("autosave_draft")


def build_form_data(**fields: Any) -> dict[str, Any]:
    return {
        **build_texts(),
        "kind": "article",
        "key": str(KEY),
        "draft_version": 0,
        "base_version": 0,
    } | fields


@pytest.fixture
def as_ann(ann: User) -> Client:
    """Log Ann in, without the CSRF token of an earlier session."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    return client


def test_it_saves_a_draft_and_returns_its_version(as_ann: Client) -> None:
    assert as_ann.post(AUTOSAVE, build_form_data()).json()["draft_version"] == 1
    data = build_form_data(draft_version=1, title="Ships")
    assert as_ann.post(AUTOSAVE, data).json()["draft_version"] == 2
    assert Draft.objects.get().title == "Ships"


def test_a_conflicting_window_gets_the_stored_text(as_ann: Client) -> None:
    as_ann.post(AUTOSAVE, build_form_data())
    response = as_ann.post(AUTOSAVE, build_form_data(source="<p>Ships</p>"))
    assert response.status_code == 409
    assert response.json()["source"] == "<p>Fog</p>"


def test_only_authors_can_autosave(client: Client, otto: User) -> None:
    assert client.post(AUTOSAVE, build_form_data()).status_code == 401
    client.force_login(otto)
    assert client.post(AUTOSAVE, build_form_data()).status_code == 403
    assert Draft.objects.count() == 0


def test_cross_site_requests_are_rejected(as_ann: Client) -> None:
    response = as_ann.post(AUTOSAVE, build_form_data(), headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403


def test_invalid_data_is_rejected(as_ann: Client) -> None:
    for field in ({"key": "x"}, {"kind": "x"}, {"pk": 404}):
        assert as_ann.post(AUTOSAVE, build_form_data(**field)).status_code == 400


def test_an_author_cannot_autosave_another_authors_article(
    as_ann: Client, ed: User, make_article: MakeArticle
) -> None:
    assert as_ann.post(AUTOSAVE, build_form_data(pk=make_article(author=ed).pk)).status_code == 403
