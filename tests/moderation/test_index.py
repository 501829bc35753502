"""The first page of the admin: the ways to what there is to do."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from comments.models import Comment, Commenter

QUEUE, APPEALS, TALKS, BANS, OVERVIEW, DESK = WAYS = (
    "/admin/moderation/queue/",
    "/admin/moderation/appeals/",
    "/admin/moderation/messages/",
    "/admin/moderation/bans/",
    "/admin/moderation/overview/",
    "/admin/dashboard/",
)


def work_of(user: User) -> str:
    """Return the part of the page that leads to work, or nothing."""
    client = Client()
    client.force_login(user)
    _, _, after = client.get("/admin/").text.partition('class="work"')
    return after.partition("</nav>")[0]


def ways_of(user: User) -> set[str]:
    work = work_of(user)
    return {way for way in WAYS if f'href="{way}"' in work}


def test_everybody_is_led_where_they_may_go(ann: User, mo: User, ed: User) -> None:
    assert ways_of(ann) == {DESK, QUEUE}
    assert ways_of(mo) == set(WAYS) - {DESK}
    assert ways_of(ed) == set(WAYS)


def test_whoever_has_no_role_is_led_nowhere(otto: User) -> None:
    otto.is_staff = True
    otto.save()
    assert work_of(otto) == ""


def test_it_says_how_much_waits(mo: User, nia: Commenter, say: Callable[..., Comment]) -> None:
    say(nia, "May I?")
    assert "1 comment waits" in work_of(mo)
    assert "0 appeals wait" in work_of(mo)


def test_the_page_of_one_app_is_a_list_only(mo: User, client: Client) -> None:
    client.force_login(mo)
    assert 'class="work"' not in client.get("/admin/moderation/").text


@pytest.mark.parametrize(
    ("query", "words"), [("", "Nothing here yet."), ("?q=herring", "Nothing here is like that.")]
)
def test_an_empty_list_says_so(mo: User, client: Client, query: str, words: str) -> None:
    client.force_login(mo)
    page = client.get(f"/admin/comments/comment/{query}").text
    assert words in page
    assert ("Show everything" in page) == bool(query)
