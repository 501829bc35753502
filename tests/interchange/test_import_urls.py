from pathlib import Path

import pytest
from django.test import Client

from blog.models import Article, Redirect
from tests.interchange.import_helpers import entry, store, texts

pytestmark = pytest.mark.django_db


def address(tmp_path: Path, **head: str) -> str:
    store(tmp_path, entry(**head))
    return Article.objects.get().get_absolute_url()


@pytest.mark.parametrize(
    ("url", "expected", "redirected"),
    [
        ("https://blog.example/2012/03/first.html ", "/2012/03/first.html", ""),
        (
            "https://x.example/adn/2012/03/first.html",
            "/2012/03/first.html",
            "/adn/2012/03/first.html",
        ),
        ("https://x.example/2012/04/first.html", "/2012/04/first.html", ""),
        ("https://x.example/about-us.html", "/2012/03/first.html", "/about-us.html"),
        ("", "/2012/03/first.html", ""),
    ],
)
def test_urls_and_redirects(tmp_path: Path, url: str, expected: str, redirected: str) -> None:
    assert address(tmp_path, UNIQUE_URL=url) == expected
    assert [redirect.path for redirect in Redirect.objects.all()] == list(
        filter(None, [redirected])
    )


def test_an_old_url_redirects_to_the_article(tmp_path: Path, client: Client) -> None:
    target = address(tmp_path, UNIQUE_URL="https://x.example/weblog/no%C3%ABl.html")

    response = client.get("/weblog/no%C3%ABl.html")

    assert (response.status_code, response["Location"]) == (301, target)


def test_slugs_can_have_letters_of_other_scripts(tmp_path: Path) -> None:
    url = "https://x.example/2013/12/no%C3%ABl-%E5%9C%A3%E8%AF%9E.html"

    store(tmp_path, entry(UNIQUE_URL=url))

    assert Article.objects.get().basename == "noël-圣诞"


def test_underscores_are_preserved(tmp_path: Path) -> None:
    assert address(tmp_path, UNIQUE_URL="", BASENAME="first_entry") == "/2012/03/first_entry.html"


def test_a_missing_basename_is_built_from_the_title(tmp_path: Path) -> None:
    assert address(tmp_path, UNIQUE_URL="", BASENAME="") == "/2012/03/first.html"


def test_an_invalid_basename_is_corrected(tmp_path: Path) -> None:
    assert address(tmp_path, UNIQUE_URL="", BASENAME="a b/c") == "/2012/03/a-b-c.html"


def test_a_taken_url_gets_a_suffix_and_a_warning(tmp_path: Path) -> None:
    report = store(tmp_path, entry(TITLE="One") + entry(TITLE="Two"))

    assert texts(report) == [
        "The URL of “Two” is already taken; the new one is /2012/03/first-2.html."
    ]


def test_internal_links_become_paths(tmp_path: Path) -> None:
    body = (
        '<a href="https://blog.example/2011/01/old.html?x=1#c3">old</a>'
        '<a href="https://blog.example/2011/01/older.html%20">older</a>'
        '<a href="https://elsewhere.example/2011/01/old.html">other</a>'
    )

    store(tmp_path, entry(body=body))

    html = Article.objects.get().html
    assert 'href="/2011/01/old.html?x=1#c3"' in html
    assert 'href="/2011/01/older.html"' in html
    assert 'href="https://elsewhere.example/2011/01/old.html"' in html
