"""The menu of a comment, without JavaScript."""

import pytest
from django.test import Client

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from tests.comments.reactions.urls import BASE, get_url
from tests.people import fill_thread

FEATURE_URL = f"{BASE}/1/feature/"
MUTE_URL = "/people/ada/mute/"


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    return fill_thread(thread, 3)


def test_a_missing_comment_has_no_menu(client: Client) -> None:
    assert client.get(get_url(99, "more")).status_code == 404


@pytest.mark.parametrize("status", ["held", "removed", "spam", "withdrawn", "rejected"])
def test_an_unreadable_comment_has_no_menu(client: Client, status: str) -> None:
    Comment.objects.filter(number=1).update(status=status)
    assert client.get(get_url(1, "more")).status_code == 404


def test_a_draft_has_no_menus(client: Client, thread: Thread) -> None:
    thread.article.status = "draft"
    thread.article.save()
    assert client.get(get_url(1, "more")).status_code == 404


def test_a_guest_can_recommend_and_report(client: Client) -> None:
    text = client.get(get_url(1, "more")).text
    assert get_url(1, "recommend") in text
    assert get_url(1, "report") in text
    assert f'href="{BASE}/1/"' in text


@pytest.mark.parametrize("username", ["otto", None])
def test_readers_cannot_feature_or_moderate(
    request: pytest.FixtureRequest, client: Client, username: str | None
) -> None:
    if username:
        client.force_login(request.getfixturevalue(username))
    text = client.get(get_url(1, "more")).text
    assert FEATURE_URL not in text
    assert "/admin/" not in text


@pytest.mark.parametrize("username", ["ann", "mo", "ed"])
def test_the_author_and_moderators_can_feature_and_moderate(
    request: pytest.FixtureRequest, client: Client, username: str
) -> None:
    client.force_login(request.getfixturevalue(username))
    text = client.get(get_url(1, "more")).text
    assert FEATURE_URL in text
    assert "/admin/moderation/queue/" in text


def test_guests_mute_by_script_and_accounts_by_form(client: Client, otto: User) -> None:
    guest = client.get(get_url(1, "more")).text
    assert 'data-mute="ada"' in guest
    assert MUTE_URL not in guest
    client.force_login(otto)
    assert MUTE_URL in client.get(get_url(1, "more")).text


def test_the_menu_preserves_the_layout(client: Client) -> None:
    text = client.get(get_url(1, "more") + "?view=threaded").text
    assert f"{get_url(1, 'recommend')}?view=threaded" in text
    assert f"{BASE}/1/?view=threaded" in text


def test_menus_are_not_cached(client: Client) -> None:
    assert "no-store" in client.get(get_url(1, "more"))["Cache-Control"]


def test_each_comment_links_to_its_menu(client: Client, rex: Commenter) -> None:
    text = client.get("/2016/12/the-harbour.html").text
    assert all(f'href="{get_url(number, "more")}"' in text for number in (1, 2, 3))


def test_a_stub_has_no_link_to_a_menu(client: Client) -> None:
    Comment.objects.filter(number=1).update(status=Comment.Status.REMOVED)
    assert get_url(1, "more") not in client.get("/2016/12/the-harbour.html").text
