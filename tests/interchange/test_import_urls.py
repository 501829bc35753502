"""Articles stay at their addresses, or redirect from them."""

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
def test_old_addresses(tmp_path: Path, url: str, expected: str, redirected: str) -> None:
    assert address(tmp_path, UNIQUE_URL=url) == expected
    assert [redirect.path for redirect in Redirect.objects.all()] == list(
        filter(None, [redirected])
    )


def test_an_old_address_leads_to_the_article(tmp_path: Path, client: Client) -> None:
    target = address(tmp_path, UNIQUE_URL="https://x.example/weblog/no%C3%ABl.html")

    response = client.get("/weblog/no%C3%ABl.html")

    assert (response.status_code, response["Location"]) == (301, target)


def test_letters_of_other_scripts_stay_in_the_address(tmp_path: Path) -> None:
    url = "https://x.example/2013/12/no%C3%ABl-%E5%9C%A3%E8%AF%9E.html"

    store(tmp_path, entry(UNIQUE_URL=url))

    assert Article.objects.get().basename == "noël-圣诞"


def test_underscores_of_movable_type_stay(tmp_path: Path) -> None:
    assert address(tmp_path, UNIQUE_URL="", BASENAME="first_entry") == "/2012/03/first_entry.html"


def test_without_basename_the_title_gives_one(tmp_path: Path) -> None:
    assert address(tmp_path, UNIQUE_URL="", BASENAME="") == "/2012/03/first.html"


def test_a_basename_that_no_address_can_hold_is_mended(tmp_path: Path) -> None:
    assert address(tmp_path, UNIQUE_URL="", BASENAME="a b/c") == "/2012/03/a-b-c.html"


def test_an_address_that_is_taken_gets_a_number_and_is_told(tmp_path: Path) -> None:
    report = store(tmp_path, entry(TITLE="One") + entry(TITLE="Two"))

    assert texts(report) == [
        "The URL of “Two” is already taken; the new one is /2012/03/first-2.html."
    ]


def test_links_between_the_blogs_own_articles_become_paths(tmp_path: Path) -> None:
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
