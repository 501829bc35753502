"""Pages of a long thread, with and without JavaScript, on a desktop and a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from comments.models import Comment
from comments.threads.services.legacy_ids import save_legacy_ids
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.measurements import layout_shift, overflow
from tests.people import MakeArticle
from tests.sample_threads import create_long_article, create_thread, remove_comment

ARTICLE = "/2016/12/harbour-roundup.html"
PAGE_6 = re.compile(r"/2016/12/harbour-roundup/comments/page/6/")


@pytest.fixture
def readers(open_page: OpenPage) -> Iterator[Page]:
    """Yield a page with JavaScript and one without."""
    return (
        open_page(javascript=javascript, size=size)
        for javascript, size in ((True, PHONE), (False, DESKTOP))
    )


@pytest.mark.parametrize("view", ["flat", "threaded"])
def test_six_hundred_comments_have_six_pages(
    make_article: MakeArticle, readers: Iterator[Page], view: str
) -> None:
    create_thread(create_long_article(make_article), 600)
    for page in readers:
        page.goto(f"{ARTICLE}?view={view}")
        expect(page.locator("#comments-heading")).to_contain_text("600")
        expect(page.locator(".comment")).to_have_count(100)
        assert overflow(page) == 0
        pager = page.locator(".pager").first
        pager.get_by_role("link", name="Last").click()
        expect(page).to_have_url(PAGE_6)
        expect(page.locator(".comment")).to_have_count(100)
        pager.get_by_role("link", name="First", exact=True).click()
        expect(page.locator("#c1")).to_be_visible()


def test_jumping_to_a_number(make_article: MakeArticle, readers: Iterator[Page]) -> None:
    create_thread(create_long_article(make_article), 250)
    for page in readers:
        page.goto(ARTICLE)
        go = page.locator(".jump-form").first
        go.locator("[name=number]").fill("207")
        go.locator("button").click()
        expect(page).to_have_url(re.compile("#c207$"))
        expect(page.locator("#c207")).to_be_in_viewport()
        expect(page.locator("#c207:target")).to_have_count(1)


def test_switching_between_views(make_article: MakeArticle, page: Page) -> None:
    create_thread(create_long_article(make_article), 40)
    page.goto(ARTICLE)
    page.get_by_role("link", name="Threaded").click()
    deep = page.locator("#c30")
    expect(deep).to_have_class(re.compile(r"\bd12\b"))
    expect(deep.locator(".comment-depth")).to_contain_text("19")
    page.get_by_role("link", name="Flat").click()
    expect(deep.locator(".comment-depth")).to_have_count(0)


def test_a_removed_comment_keeps_its_number(make_article: MakeArticle, page: Page) -> None:
    thread = create_thread(create_long_article(make_article), 5)
    remove_comment(thread, 3)
    page.goto(ARTICLE)
    expect(page.locator("#c3.stub")).to_be_visible()
    expect(page.locator("#c3").get_by_role("link")).to_have_count(1)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_layout_does_not_shift(
    make_article: MakeArticle, open_page: OpenPage, size: object
) -> None:
    create_thread(create_long_article(make_article), 100)
    page = open_page(size=DESKTOP if size == DESKTOP else PHONE)
    page.goto(ARTICLE)
    page.wait_for_load_state("networkidle")
    assert layout_shift(page) == 0


def test_a_legacy_fragment_leads_to_its_comment(make_article: MakeArticle, page: Page) -> None:
    thread = create_thread(create_long_article(make_article), 120)
    comment = Comment.objects.get(thread=thread, number=110)
    save_legacy_ids(thread=thread, ids={"4711": comment.pk})
    # A WordPress URL; the server does not receive the fragment.
    page.goto("/2016/12/12/harbour-roundup/comment-page-2/#comment-4711")
    expect(page).to_have_url(re.compile(r"/2016/12/harbour-roundup/comments/page/2/#c110$"))
    expect(page.locator("#c110")).to_be_in_viewport()
