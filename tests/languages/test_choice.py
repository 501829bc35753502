"""The language of a page, and the language switch."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from blog.models import Article
from comments.models import Commenter, Thread
from tests.people import fill_thread

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("requested", "language", "direction"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de", "ltr"),
        ("ar-EG,ar", "ar", "rtl"),
        ("en-GB", "en", "ltr"),
        ("tlh", "en", "ltr"),
        ("", "en", "ltr"),
    ],
)
def test_the_browser_requests_a_language(
    client: Client, requested: str, language: str, direction: str
) -> None:
    response = client.get("/", headers={"Accept-Language": requested})
    assert f'<html lang="{language}" dir="{direction}">' in response.text
    assert response["Content-Language"] == language


def test_unsupported_languages_fall_back_to_the_site(client: Client, settings: Settings) -> None:
    settings.LANGUAGE_CODE = "de"
    assert '<html lang="de"' in client.get("/", headers={"Accept-Language": "tlh"}).text


def test_a_choice_overrides_the_browser(client: Client) -> None:
    page = "http://testserver/archives/"
    response = client.post("/language/", {"language": "de"}, headers={"Referer": page})
    assert (response.status_code, response["Location"]) == (302, page)
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME]["httponly"]
    assert '<html lang="de"' in client.get("/", headers={"Accept-Language": "ar"}).text


@pytest.mark.parametrize("language", ["", "tlh", "../../etc"])
def test_an_unknown_language_changes_nothing(client: Client, language: str) -> None:
    response = client.post("/language/", {"language": language})
    assert response.status_code == 302
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_cross_site_requests_are_rejected(client: Client) -> None:
    response = client.post(
        "/language/", {"language": "de"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 403


def test_the_switch_does_not_redirect_to_other_sites(client: Client) -> None:
    response = client.post("/language/", {"language": "de", "next": "https://elsewhere.example/"})
    assert response["Location"] == "/"


def test_pages_are_cached_per_language(client: Client, article: Article) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    response = client.get(article.get_absolute_url())
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))
    assert "public" in response["Cache-Control"]


def test_comments_are_cached_per_language(
    client: Client, article: Article, thread: Thread, rex: Commenter
) -> None:
    fill_thread(thread, 2)
    for _ in range(2):
        for language, words in (("en", "2 comments"), ("de", "2 Kommentare"), ("ar", "تعليقان")):
            page = client.get(article.get_absolute_url(), headers={"Accept-Language": language})
            assert words in page.text


@pytest.mark.parametrize(
    "address", ["/atom.xml", "/comments/atom.xml", "/sitemap.xml", "/robots.txt"]
)
def test_feeds_are_in_the_language_of_the_site(
    client: Client, article: Article, address: str
) -> None:
    plain = client.get(address)
    german = client.get(address, headers={"Accept-Language": "de"})
    assert german.content == plain.content
    assert "Accept-Language" not in german.get("Vary", "")
    assert german["Content-Language"] == "en"


def test_error_pages_are_translated(client: Client) -> None:
    response = client.get("/no-such-page", headers={"Accept-Language": "de"})
    assert '<html lang="de"' in response.text


def test_a_single_language_has_no_switch(client: Client, settings: Settings) -> None:
    assert 'action="/language/"' in client.get("/").text
    settings.LANGUAGES = [("en", "English")]
    caches["template_fragments"].clear()  # as in a new process
    assert 'action="/language/"' not in client.get("/").text


def test_the_response_to_a_post_has_no_switch(client: Client, article: Article) -> None:
    response = client.post(f"{article.get_absolute_url().removesuffix('.html')}/comments/post/", {})
    assert response.status_code == 400
    assert 'action="/language/"' not in response.text
