import pytest
from django.test import Client

from accounts.models import User
from comments.models import Commenter
from tests.people import CreateComment

QUEUE, APPEALS, TALKS, BANS, STATISTICS, DESK = LINKS = (
    "/admin/moderation/queue/",
    "/admin/moderation/appeals/",
    "/admin/moderation/messages/",
    "/admin/moderation/bans/",
    "/admin/moderation/statistics/",
    "/admin/dashboard/",
)


def get_start_links(user: User) -> str:
    """Return the part of the page with the links, or an empty string."""
    client = Client()
    client.force_login(user)
    _, _, after = client.get("/admin/").text.partition('class="start-links"')
    return after.partition("</nav>")[0]


def get_links(user: User) -> set[str]:
    work = get_start_links(user)
    return {url for url in LINKS if f'href="{url}"' in work}


def test_links_depend_on_the_role(ann: User, mo: User, ed: User) -> None:
    assert get_links(ann) == {DESK, QUEUE}
    assert get_links(mo) == set(LINKS) - {DESK}
    assert get_links(ed) == set(LINKS)


def test_without_a_role_there_are_no_links(otto: User) -> None:
    otto.is_staff = True
    otto.save()
    assert get_start_links(otto) == ""


def test_it_shows_the_numbers_of_open_items(
    mo: User, nia: Commenter, create_comment: CreateComment
) -> None:
    create_comment(nia, "May I?")
    work = get_start_links(mo)
    assert f'href="{QUEUE}" data-count="1"' in work
    assert f'href="{APPEALS}" data-count="0"' in work


def test_app_pages_have_no_links(mo: User, client: Client) -> None:
    client.force_login(mo)
    assert 'class="start-links"' not in client.get("/admin/moderation/").text


@pytest.mark.parametrize(("query", "kind"), [("", "all"), ("?q=herring", "filters")])
def test_an_empty_list(mo: User, client: Client, query: str, kind: str) -> None:
    client.force_login(mo)
    page = client.get(f"/admin/comments/comment/{query}").text
    assert f'data-empty="{kind}"' in page
