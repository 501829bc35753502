"""Pages of a comment and its replies, for deep conversations."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import Settings

from comments.models import Thread
from comments.rendering.items import MAX_INDENTED_DEPTH
from comments.threads.services.importing import ImportedComment, import_comments
from tests.comments.threads.test_new_comments import numbers
from tests.people import ARTICLE_DAY

ARTICLE = "/2016/12/the-harbour.html?view=threaded"
COMMENTS = "/2016/12/the-harbour/comments"


@pytest.fixture
def deep(thread: Thread) -> Thread:
    """A conversation of thirty comments, each a reply to the one before."""
    import_comments(
        thread=thread,
        comments=[
            ImportedComment(
                author_name=("Ada", "Ben")[place % 2],
                body=f"Remark {place}.",
                published_at=ARTICLE_DAY + dt.timedelta(minutes=place),
                parent=place - 1 if place else None,
            )
            for place in range(30)
        ],
    )
    return thread


def test_a_deep_tree_links_to_it(client: Client, deep: Thread) -> None:
    text = client.get(ARTICLE).text
    assert text.count("Continue this thread") == 1
    assert f"{COMMENTS}/{MAX_INDENTED_DEPTH + 1}/thread/" in text
    # All comments are on the page, so permalinks work.
    assert numbers(text) == list(range(1, 31))


def test_the_flat_view_has_no_link(client: Client, deep: Thread) -> None:
    assert "Continue this thread" not in client.get(f"{ARTICLE}&view=flat").text


def test_it_starts_without_indentation(client: Client, deep: Thread) -> None:
    text = client.get(f"{COMMENTS}/13/thread/").text
    assert numbers(text) == list(range(13, 31))
    assert '<article class="comment p-comment h-cite" id="c13">' in text
    assert f"{COMMENTS}/25/thread/" in text


def test_it_has_pages(client: Client, deep: Thread, settings: Settings) -> None:
    settings.COMMENTS_PER_PAGE = 10
    assert numbers(client.get(f"{COMMENTS}/13/thread/").text) == list(range(13, 23))
    assert numbers(client.get(f"{COMMENTS}/13/thread/?page=2").text) == list(range(23, 31))
    assert client.get(f"{COMMENTS}/13/thread/?page=3").status_code == 404


@pytest.mark.parametrize("end", ["99/thread/", "13/thread/?page=x", "13/thread/?page=0"])
def test_an_unknown_branch_is_not_found(client: Client, deep: Thread, end: str) -> None:
    assert client.get(f"{COMMENTS}/{end}").status_code == 404


def test_replies_are_written_on_a_page_with_the_comment(client: Client, deep: Thread) -> None:
    text = client.get(f"{COMMENTS}/13/thread/").text
    assert f'href="{COMMENTS}/14/reply/?view=threaded"' in text


def test_it_links_to_the_full_thread(client: Client, deep: Thread) -> None:
    assert f'href="{COMMENTS}/13/?view=threaded"' in client.get(f"{COMMENTS}/13/thread/").text
