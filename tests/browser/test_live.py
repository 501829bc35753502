"""New comments while a page is open."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings

from blog.models import Article
from comments.models import Commenter, Thread
from comments.visitors.services.commenters import get_or_create_guest, set_trust
from tests.browser.conftest import OpenPage, Recognize
from tests.comments.editing.own_comments import submit_as_rex
from tests.people import fill_thread

ARTICLE = "/2016/12/the-harbour.html"
TOP = "document.getElementById('c15').getBoundingClientRect().top"


@pytest.fixture(autouse=True)
def _poll_every_second(settings: Settings) -> None:
    settings.COMMENT_POLL_SECONDS = 1


def test_another_browser_shows_a_new_comment(
    open_page: OpenPage, thread: Thread, rex: Commenter, recognize: Recognize
) -> None:
    fill_thread(thread, 3)
    reader, writer = open_page(), open_page()
    recognize(writer, rex)
    reader.goto(ARTICLE)
    writer.goto(ARTICLE)
    _post(writer, "The ferry is in.")
    expect(writer.locator("#c4")).to_contain_text("The ferry is in.")

    bar = reader.locator("#new-comments")
    expect(bar.get_by_role("button")).to_contain_text("1")
    expect(reader).to_have_title(re.compile(r"^\(1\) "))
    expect(reader.locator("#c4")).to_have_count(0)
    bar.get_by_role("button").click()
    expect(reader.locator("#c4")).to_contain_text("The ferry is in.")
    expect(reader.locator("#c4")).to_have_class(re.compile(r"\bunread\b"))
    expect(reader.locator("#comments-heading")).to_contain_text("4")
    expect(reader).not_to_have_title(re.compile(r"^\(1\) "))


def test_inserting_comments_keeps_the_scroll_position(
    page: Page, article: Article, thread: Thread
) -> None:
    fill_thread(thread, 30)
    page.goto(f"{ARTICLE}?order=newest")
    page.locator("#c15").scroll_into_view_if_needed()
    before = page.evaluate(TOP)
    post_as_rex(article, "Something at the top")
    page.locator("#new-comments button").click()
    expect(page.locator(".comment-list > :first-child")).to_have_id("c31")
    page.wait_for_function(f"before => Math.abs({TOP} - before) < 2", arg=before)


def test_a_reply_is_inserted_below_its_parent(page: Page, article: Article, thread: Thread) -> None:
    fill_thread(thread, 6, reply_every=2)
    page.goto(f"{ARTICLE}?view=threaded")
    post_as_rex(article, "A reply to the second", reply_to="2")
    page.locator("#new-comments button").click()
    expect(page.locator("#c2 ~ #c7").first).to_contain_text("A reply to the second")
    # The indentation shows the parent.
    expect(page.locator("#c7 .refs")).to_have_count(0)
    for index, number in enumerate((1, 2, 3, 7, 4, 5, 6)):
        expect(page.locator(".comment-list > .comment").nth(index)).to_have_id(f"c{number}")


def test_an_earlier_page_links_to_new_comments(
    page: Page, article: Article, thread: Thread, settings: Settings
) -> None:
    settings.COMMENTS_PER_PAGE = 10
    fill_thread(thread, 25)
    page.goto(ARTICLE)
    post_as_rex(article, "On the last page")
    page.locator("#new-comments button").click()
    page.locator("#new-comments a").click()
    expect(page).to_have_url(re.compile(r"/page/3/.*#c26$"))
    expect(page.locator("#c26")).to_contain_text("On the last page")


def test_references_of_an_inserted_comment_point_to_the_page(
    page: Page, article: Article, thread: Thread
) -> None:
    fill_thread(thread, 4)
    page.goto(ARTICLE)
    post_as_rex(article, "A reply to the second", reply_to="2")
    page.locator("#new-comments button").click()
    expect(page.locator("#c5 .u-in-reply-to")).to_have_attribute("href", "#c2")
    expect(page.locator("#c5")).to_be_focused()


def test_the_first_comment_of_a_thread_is_announced(page: Page, article: Article) -> None:
    page.goto(ARTICLE)
    post_as_rex(article, "The first word")
    page.locator("#new-comments button").click()
    expect(page.locator("#c1")).to_contain_text("The first word")


def test_polling_sends_the_etag(page: Page, thread: Thread) -> None:
    fill_thread(thread, 2)
    page.goto(ARTICLE)
    with page.expect_response("**/comments/state/") as first:
        pass
    etag = first.value.headers["etag"]
    with page.expect_request("**/comments/state/") as polled:
        pass
    assert polled.value.all_headers()["if-none-match"] == etag
    expect(page.locator("#new-comments")).to_be_empty()


def post_as_rex(article: Article, body: str, **fields: str) -> None:
    """Post a comment from another browser."""
    rex = get_or_create_guest(name="Rex", email="rex@example.org")
    set_trust(commenter=rex, trust=Commenter.Trust.TRUSTED)
    response = submit_as_rex(Client(), article, body=body, **fields)
    assert response.status_code == 303


def _post(page: Page, text: str) -> None:
    form = page.locator("#comment-form")
    form.locator("[name=name]").fill("Rex")
    form.locator("[name=email]").fill("rex@example.org")
    form.locator("textarea[name=body]").fill(text)
    form.get_by_role("button", name="Post comment").click()
