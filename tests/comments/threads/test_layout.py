"""View and order, from the URL or from cookies."""

import pytest
from django.test import Client

from comments.models import Thread
from tests.people import fill_thread

ARTICLE = "/2016/12/the-harbour.html"
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def filled_thread(thread: Thread) -> Thread:
    """A thread with twelve comments, some of them replies."""
    fill_thread(thread, 12, reply_every=3)
    return thread


def get_view(text: str) -> str:
    """Return the view of a rendered page."""
    return "threaded" if 'class="comment-list threaded"' in text else "flat"


def test_a_link_on_this_site_sets_a_cookie(client: Client) -> None:
    chosen = client.get(f"{ARTICLE}?view=threaded&order=newest", headers=OURS)
    assert chosen["Cache-Control"] == "private, no-cache"
    again = client.get(ARTICLE)
    assert get_view(again.text) == "threaded"
    assert 'data-order="newest"' in again.text
    client.get(f"{ARTICLE}?view=flat", headers=OURS)
    assert get_view(client.get(ARTICLE).text) == "flat"


@pytest.mark.parametrize("site", ["cross-site", "none", ""])
def test_a_link_on_another_site_sets_no_cookie(client: Client, site: str) -> None:
    headers = {"Sec-Fetch-Site": site} if site else {}
    response = client.get(f"{ARTICLE}?view=threaded", headers=headers)
    assert get_view(response.text) == "threaded"
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert get_view(client.get(ARTICLE).text) == "flat"


def test_an_unknown_value_sets_no_cookie(client: Client) -> None:
    response = client.get(f"{ARTICLE}?view=sideways&order=random", headers=OURS)
    assert get_view(response.text) == "flat"
    assert not response.cookies


def test_a_page_in_the_remembered_view_is_shared(client: Client) -> None:
    requested = Client().get(f"{ARTICLE}?view=threaded")
    client.cookies["view"] = "threaded"
    remembered = client.get(ARTICLE)
    assert "public" in remembered["Cache-Control"]
    assert "Cookie" in remembered["Vary"]
    assert get_view(requested.text) == get_view(remembered.text) == "threaded"
    assert not remembered.cookies
    other = Client()
    other.cookies["view"] = "threaded"
    assert other.get(ARTICLE).content == remembered.content


def test_the_url_overrides_the_cookie(client: Client) -> None:
    client.cookies["view"] = "threaded"
    assert get_view(client.get(f"{ARTICLE}?view=flat").text) == "flat"


def test_a_permalink_uses_the_remembered_order(client: Client) -> None:
    with_order = client.get("/2016/12/the-harbour/comments/3/?order=newest")
    assert with_order["Location"] == f"{ARTICLE}?order=newest#c3"


def test_layout_links_name_view_and_order(client: Client) -> None:
    text = client.get(f"{ARTICLE}?view=threaded").text
    assert f"{ARTICLE}?view=flat&amp;order=oldest#comments" in text
    assert f"{ARTICLE}?view=threaded&amp;order=newest#comments" in text
