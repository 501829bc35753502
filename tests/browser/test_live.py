"""A page that stays open hears of new comments, and brings them in when its reader wants them."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings

from blog.models import Article
from comments.models import Comment, Commenter, Thread
from comments.visitors.services.commenters import get_or_create_guest, set_trust
from tests.browser.conftest import OpenPage
from tests.comments.submission.posting import submit
from tests.people import fill_thread

Say = Callable[..., Comment]
ARTICLE = "/2016/12/the-harbour.html"
TOP = "document.getElementById('c15').getBoundingClientRect().top"


@pytest.fixture(autouse=True)
def _often(settings: Settings) -> None:
    settings.COMMENT_POLL_SECONDS = 1


def test_what_one_browser_posts_another_one_sees(
    open_page: OpenPage, thread: Thread, rex: Commenter
) -> None:
    fill_thread(thread, 3)
    reader, writer = open_page(), open_page()
    reader.goto(ARTICLE)
    writer.goto(ARTICLE)
    _post(writer, "The ferry is in.")
    expect(writer.locator("#c4")).to_contain_text("The ferry is in.")

    bar = reader.get_by_role("status").filter(has_text="1 new comment")
    expect(bar).to_be_visible()
    expect(reader).to_have_title(re.compile(r"^\(1\) "))
    expect(reader.locator("#c4")).to_have_count(0)
    bar.get_by_role("button").click()
    expect(reader.locator("#c4")).to_contain_text("The ferry is in.")
    expect(reader.locator("#c4")).to_have_class(re.compile(r"\bunread\b"))
    expect(reader.locator("#comments-heading")).to_have_text("4 comments")
    expect(reader).not_to_have_title(re.compile(r"^\(1\) "))


def test_what_is_being_read_stays_where_it_is(page: Page, article: Article, thread: Thread) -> None:
    fill_thread(thread, 30)
    page.goto(f"{ARTICLE}?order=newest")
    page.locator("#c15").scroll_into_view_if_needed()
    before = page.evaluate(TOP)
    post_as_rex(article, "Something at the top")
    page.get_by_role("button", name="1 new comment").click()
    expect(page.locator(".comment-list > :first-child")).to_have_id("c31")
    page.wait_for_function(f"before => Math.abs({TOP} - before) < 2", arg=before)


def test_an_answer_comes_in_below_the_comment_that_it_answers(
    page: Page, article: Article, thread: Thread
) -> None:
    fill_thread(thread, 6, answer_every=2)
    page.goto(f"{ARTICLE}?view=threaded")
    post_as_rex(article, "An answer to the second", reply_to="2")
    page.get_by_role("button", name="1 new comment").click()
    expect(page.locator("#c2 ~ #c7").first).to_contain_text("An answer to the second")
    for place, number in enumerate((1, 2, 3, 7, 4, 5, 6)):
        expect(page.locator(".comment-list > .comment").nth(place)).to_have_id(f"c{number}")


def test_another_page_than_the_last_says_where_they_are(
    page: Page, article: Article, thread: Thread, settings: Settings
) -> None:
    settings.COMMENTS_PER_PAGE = 10
    fill_thread(thread, 25)
    page.goto(ARTICLE)
    post_as_rex(article, "On the last page")
    page.get_by_role("button", name="1 new comment").click()
    link = page.get_by_role("link", name="1 more on another page")
    link.click()
    expect(page).to_have_url(re.compile(r"/page/3/.*#c26$"))
    expect(page.locator("#c26")).to_contain_text("On the last page")


def test_whom_a_newcomer_answers_is_found_on_the_page(
    page: Page, article: Article, thread: Thread
) -> None:
    fill_thread(thread, 4)
    page.goto(ARTICLE)
    post_as_rex(article, "An answer to the second", reply_to="2")
    page.get_by_role("button", name="1 new comment").click()
    expect(page.locator("#c5 .u-in-reply-to")).to_have_attribute("href", "#c2")
    expect(page.locator("#c5")).to_be_focused()


def test_a_thread_that_begins_is_heard_of_too(page: Page, article: Article) -> None:
    page.goto(ARTICLE)
    post_as_rex(article, "The first word")
    page.get_by_role("button", name="1 new comment").click()
    expect(page.locator("#c1")).to_contain_text("The first word")


def test_an_unchanged_thread_is_answered_with_nothing(page: Page, thread: Thread) -> None:
    fill_thread(thread, 2)
    page.goto(ARTICLE)
    with page.expect_response("**/comments/state/") as first:
        pass
    etag = first.value.headers["etag"]
    with page.expect_request("**/comments/state/") as asked:
        pass
    assert asked.value.all_headers()["if-none-match"] == etag
    expect(page.get_by_role("status").filter(has_text="new")).to_have_count(0)


def post_as_rex(article: Article, body: str, **fields: str) -> None:
    """Let somebody say something, from elsewhere."""
    rex = get_or_create_guest(name="Rex", email="rex@example.org")
    set_trust(commenter=rex, trust=Commenter.Trust.REGULAR)
    response = submit(Client(), article, name="Rex", email="rex@example.org", body=body, **fields)
    assert response.status_code == 303


def _post(page: Page, text: str) -> None:
    form = page.locator("#comment-form")
    form.get_by_label("Name").fill("Rex")
    form.get_by_label("E-mail").fill("rex@example.org")
    form.get_by_label("Comment", exact=True).fill(text)
    form.get_by_role("button", name="Post comment").click()
