"""Saving says if readers can't see what was saved."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.models import Article, Category, Page, Series, SiteSettings, Tag
from tests.blog.taxonomy.test_admin import NO_LINKS
from tests.people import ARTICLE_DAY, MakeArticle

CONTENT = {"title": "Tides", "source": "<p>Low.</p>", "markup": "html", "position": 0}
ARTICLE = CONTENT | {
    "published_at_0": "2016-12-12",
    "published_at_1": "18:00:00",
    "thread-TOTAL_FORMS": 0,
    "thread-INITIAL_FORMS": 0,
}


@pytest.fixture
def as_ed(client: Client, ed: User) -> Iterator[Client]:
    with time_machine.travel(ARTICLE_DAY + dt.timedelta(days=1), tick=False):
        client.force_login(ed)
        yield client


def post(client: Client, url: str, data: dict[str, Any]) -> list[str]:
    """Submit a form, which must be valid; return the warnings."""
    response = client.post(url, data, follow=True)
    assert response.redirect_chain
    messages = response.context["messages"]
    return [str(message) for message in messages if message.level_tag == "warning"]


@pytest.mark.parametrize(
    ("fields", "warnings"),
    [
        (
            {"in_menu": "on"},
            ["Readers can’t see this page yet, and it isn’t in the menu: it isn’t published."],
        ),
        ({}, ["Readers can’t see this page yet: it isn’t published."]),
        ({"is_published": "on", "in_menu": "on"}, []),
        ({"is_published": "on"}, []),
    ],
)
def test_pages(as_ed: Client, fields: dict[str, str], warnings: list[str]) -> None:
    assert post(as_ed, reverse("admin:blog_page_add"), CONTENT | fields) == warnings
    page = Page.objects.get()
    change = reverse("admin:blog_page_change", args=[page.pk])
    assert post(as_ed, change, CONTENT | {"basename": page.basename} | fields) == warnings
    as_ed.logout()
    is_visible = "is_published" in fields
    assert as_ed.get(page.get_absolute_url()).status_code == (200 if is_visible else 404)
    assert ("/tides.html" in as_ed.get("/").text) is (is_visible and "in_menu" in fields)


@pytest.mark.parametrize(
    ("fields", "warnings"),
    [
        ({"status": "draft"}, ["Readers can’t see this article yet: it is a draft."]),
        (
            {"status": "published", "is_listed": "on", "published_at_0": "2016-12-31"},
            ["Readers can’t see this article before Dec 31 2016 18:00 UTC."],
        ),
        (
            {"status": "published"},
            ["This article is unlisted: readers can reach it only by its link."],
        ),
        ({"status": "published", "is_listed": "on"}, []),
    ],
)
def test_articles(as_ed: Client, fields: dict[str, str], warnings: list[str]) -> None:
    assert post(as_ed, reverse("admin:blog_article_add"), ARTICLE | fields) == warnings
    article = Article.objects.get()
    change = reverse("admin:blog_article_change", args=[article.pk])
    assert post(as_ed, change, ARTICLE | {"basename": "tides"} | fields) == warnings


@pytest.mark.parametrize("model", [Category, Tag])
def test_categories_and_tags(
    as_ed: Client, make_article: MakeArticle, model: type[Category | Tag]
) -> None:
    name = str(model._meta.model_name)
    url = reverse(f"admin:blog_{name}_add")
    warning = "Its page has no published articles yet."
    assert post(as_ed, url, {"name": "Sea", "slug": "sea"}) == [warning]
    sea = model.objects.get()
    make_article("Draft", status=Article.Status.DRAFT)
    sea.articles.add(Article.objects.get())
    change = reverse(f"admin:blog_{name}_change", args=[sea.pk])
    assert post(as_ed, change, {"name": "Sea", "slug": "sea"}) == [warning]
    sea.articles.add(make_article("Public"))
    assert post(as_ed, change, {"name": "Sea", "slug": "sea"}) == []


def test_series(as_ed: Client, make_article: MakeArticle) -> None:
    series = Series.objects.create(name="Sea", slug="sea")
    make_article("One", series=series)
    change = reverse("admin:blog_series_change", args=[series.pk])
    warning = "Readers see a series once two of its articles are published."
    assert post(as_ed, change, {"name": "Sea", "slug": "sea"}) == [warning]
    make_article("Two", series=series)
    assert post(as_ed, change, {"name": "Sea", "slug": "sea"}) == []


@pytest.mark.parametrize(
    ("url", "is_visible"),
    [
        ("/draft.html", False),
        ("/missing.html", False),
        ("/2016/12/missing.html", False),
        ("/public.html", True),
        ("/archives/", True),
        ("https://kate.example/", True),
    ],
)
def test_links(as_ed: Client, url: str, is_visible: bool) -> None:
    SiteSettings.objects.create(pk=1)
    Page.objects.create(title="Draft", basename="draft")
    Page.objects.create(title="Public", basename="public", is_published=True)
    data = NO_LINKS | {
        "links-TOTAL_FORMS": "1",
        "links-INITIAL_FORMS": "0",
        "links-0-settings": "1",
        "links-0-location": "menu",
        "links-0-label": "Tides",
        "links-0-url": url,
        "links-0-position": "0",
    }
    warning = f"Readers get an error page at {url}: nothing is published there."
    warnings = post(as_ed, reverse("admin:blog_sitesettings_change", args=[1]), data)
    assert warnings == ([] if is_visible else [warning])
