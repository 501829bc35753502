"""The threaded view doesn't repeat in words what the indentation shows."""

from typing import Any

import pytest
from django.test import Client
from lxml import html as parser
from pytest_django import Settings

from comments.models import Thread
from comments.threads.services.importing import ImportedComment, import_comments
from tests.people import ARTICLE_DAY

BASE = "/2016/12/the-harbour"


def import_replies(thread: Thread, parents: list[int | None], body: str = "Hello") -> None:
    import_comments(
        thread=thread,
        comments=[
            ImportedComment(f"Jo {n}", body, ARTICLE_DAY, parent=parent)
            for n, parent in enumerate(parents, start=1)
        ],
    )


def get_refs(client: Client, path: str, number: int) -> list[str]:
    """Return the visible references of a comment, above and below its text."""
    return [
        " ".join(link.text_content().split())
        for link in get_comment(client, path, number).find_class("ref")
    ]


def get_comment(client: Client, path: str, number: int) -> Any:
    return parser.document_fromstring(client.get(path).text).get_element_by_id(f"c{number}")


def test_parent_and_reply_are_named_in_the_flat_view_only(client: Client, thread: Thread) -> None:
    import_replies(thread, [None, 0])
    assert get_refs(client, f"{BASE}.html", 1) == ["#2 Jo 2"]
    assert get_refs(client, f"{BASE}.html", 2) == ["#1 Jo 1"]
    assert get_refs(client, f"{BASE}.html?view=threaded", 1) == []
    assert get_refs(client, f"{BASE}.html?view=threaded", 2) == []


def test_software_still_finds_the_parent(client: Client, thread: Thread) -> None:
    import_replies(thread, [None, 0])
    reply = get_comment(client, f"{BASE}.html?view=threaded", 2)
    assert [part.get("value") for part in reply.find_class("u-in-reply-to")] == ["#c1"]


def test_other_references_are_named(client: Client, thread: Thread) -> None:
    import_replies(thread, [None, None])
    reply = ImportedComment("Jo 3", "@Jo 2: both of you.", ARTICLE_DAY, parent=0)
    import_comments(thread=thread, comments=[ImportedComment("Jo", "Hi", ARTICLE_DAY), reply])
    assert get_refs(client, f"{BASE}.html?view=threaded", 4) == ["#2 Jo 2"]
    assert get_refs(client, f"{BASE}.html?view=threaded", 2) == ["#4 Jo 3"]


def test_a_parent_on_another_page_is_named(
    client: Client, thread: Thread, settings: Settings
) -> None:
    settings.COMMENTS_PER_PAGE = 2
    import_replies(thread, [None, 0, 0])
    assert get_refs(client, f"{BASE}.html?view=threaded", 1) == ["#3 Jo 3"]
    assert get_refs(client, f"{BASE}/comments/page/2/?view=threaded", 3) == ["#1 Jo 1"]


@pytest.mark.parametrize(("number", "refs"), [(7, []), (8, ["#7 Jo 7"])])
def test_a_parent_that_phones_do_not_show_is_named(
    client: Client, thread: Thread, number: int, refs: list[str]
) -> None:
    import_replies(thread, [None, 0, 1, 2, 3, 4, 5, 6])
    found = get_refs(client, f"{BASE}.html?view=threaded", number)
    assert [ref for ref in found if ref != "#8 Jo 8"] == refs
