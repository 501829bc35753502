"""The page keeps what is written by requests of its own, whatever became of the session."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.models import Draft
from tests.blog.test_drafts import KEY, texts
from tests.people import MakeArticle

KEEP = reverse("keep_draft")


def sent(**fields: Any) -> dict[str, Any]:
    return {**texts(), "kind": "article", "key": str(KEY), "seen": 0, "based_on": 0} | fields


@pytest.fixture
def as_ann(ann: User) -> Client:
    """Ann's browser, which sends no token of the session that she had before."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    return client


def test_it_is_kept_and_the_window_told_which_version_it_has(as_ann: Client) -> None:
    assert as_ann.post(KEEP, sent()).json()["seen"] == 1
    assert as_ann.post(KEEP, sent(seen=1, title="Ships")).json()["seen"] == 2
    assert Draft.objects.get().title == "Ships"


def test_another_window_gets_the_text_that_is_kept(as_ann: Client) -> None:
    as_ann.post(KEEP, sent())
    answer = as_ann.post(KEEP, sent(source="<p>Ships</p>"))
    assert answer.status_code == 409
    assert answer.json()["source"] == "<p>Fog</p>"


def test_nothing_is_kept_of_strangers(client: Client, otto: User) -> None:
    assert client.post(KEEP, sent()).status_code == 401
    client.force_login(otto)
    assert client.post(KEEP, sent()).status_code == 403
    assert Draft.objects.count() == 0


def test_other_sites_keep_nothing_here(as_ann: Client) -> None:
    answer = as_ann.post(KEEP, sent(), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_nonsense_is_refused(as_ann: Client) -> None:
    for field in ({"key": "x"}, {"kind": "x"}, {"pk": 404}):
        assert as_ann.post(KEEP, sent(**field)).status_code == 400


def test_an_article_of_somebody_else_keeps_nothing(
    as_ann: Client, ed: User, make_article: MakeArticle
) -> None:
    assert as_ann.post(KEEP, sent(pk=make_article(author=ed).pk)).status_code == 403
