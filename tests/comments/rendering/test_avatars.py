"""Generated avatars."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from blog.models import Article
from blog.site.current import get_current_site
from comments.models import Commenter, Thread
from comments.rendering import avatars
from tests.people import fill_thread

SLUGS = ["rex", "jo-fl", "ёж", "日本", "x" * 100]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("size", avatars.SIZES)
def test_it_is_a_small_png_of_the_requested_size(slug: str, size: int) -> None:
    png = avatars.draw_avatar(slug, size)
    with Image.open(BytesIO(png)) as picture:
        assert (picture.format, picture.size) == ("PNG", (size, size))
    assert len(png) < 4096


def test_it_is_stable_and_differs_between_people() -> None:
    avatars.draw_avatar.cache_clear()
    first = [avatars.draw_avatar(slug, 64) for slug in SLUGS]
    avatars.draw_avatar.cache_clear()
    assert [avatars.draw_avatar(slug, 64) for slug in SLUGS] == first
    assert len(set(first)) == len(SLUGS)


def test_it_is_symmetric() -> None:
    with Image.open(BytesIO(avatars.draw_avatar("rex", 64))) as picture:
        colors = picture.convert("RGB")
    assert colors.getpixel((10, 30)) == colors.getpixel((53, 30))


@pytest.mark.django_db
def test_it_costs_no_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    get_current_site()  # kept for a minute by each process
    with django_assert_num_queries(0):
        response = client.get(avatars.build_avatar_url("anybody"))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert not response.cookies


def test_browsers_cache_it_for_a_year(client: Client, rex: Commenter) -> None:
    response = client.get(avatars.build_avatar_url(rex.slug))
    caching = set(response["Cache-Control"].split(", "))
    assert caching == {"public", "max-age=31536000", "immutable"}
    etag = {"If-None-Match": response["ETag"]}
    assert client.get(avatars.build_avatar_url(rex.slug), headers=etag).status_code == 304


@pytest.mark.parametrize("slug", ["rex", "nobody"])
@pytest.mark.parametrize("signature", ["", "0" * 12, "é"])
def test_an_unsigned_url_renders_nothing(
    client: Client, rex: Commenter, slug: str, signature: str
) -> None:
    response = client.get(f"/people/{slug}/avatar.png?s=64&v={signature}")
    if slug == "rex":
        assert response["Location"] == avatars.build_avatar_url("rex", 64)
    else:
        assert response.status_code == 404


@pytest.mark.parametrize("size", ["0", "-1", "63", "65", "100000", "x", "", "64.0", "٦٤"])
def test_other_sizes_are_not_found(client: Client, rex: Commenter, size: str) -> None:
    path = f"/people/rex/avatar.png?s={size}&v={avatars.sign_slug('rex')}"
    assert client.get(path).status_code == 404


def test_each_comment_has_one(client: Client, article: Article, thread: Thread) -> None:
    fill_thread(thread, 3)
    page = client.get(article.get_absolute_url()).text
    assert page.count('<img class="avatar"') == 3
    assert page.count('width="32" height="32" alt="" loading="lazy"') == 3
    src = avatars.build_avatar_url("ada").replace("&", "&amp;")
    assert f'src="{src}"' in page
    assert client.get(avatars.build_avatar_url("ada")).status_code == 200


def test_a_site_can_turn_them_off(
    client: Client, article: Article, thread: Thread, settings: Settings
) -> None:
    fill_thread(thread, 1)
    client.get(article.get_absolute_url())
    settings.COMMENT_AVATARS = False
    for path in (article.get_absolute_url(), "/people/ada/"):
        assert "avatar" not in client.get(path).text
    assert client.get(avatars.build_avatar_url("ada")).status_code == 404
