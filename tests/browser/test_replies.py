import re

import pytest
from playwright.sync_api import Locator, Page, expect

from comments.models import Comment, Commenter, Thread
from comments.visitors.services.commenters import get_or_create_guest, set_trust
from tests.browser.conftest import PHONE, OpenPage, Recognize
from tests.browser.page_monitor import PageMonitor
from tests.people import MakeArticle
from tests.sample_threads import create_long_article, create_thread

ARTICLE = "/2016/12/harbour-roundup.html"


@pytest.fixture
def discussion(make_article: MakeArticle, page: Page, recognize: Recognize) -> Thread:
    """Open an article with five comments; Rex is trusted."""
    rex = get_or_create_guest(name="Rex", email="rex@example.org")
    set_trust(commenter=rex, trust=Commenter.Trust.TRUSTED)
    recognize(page, rex)
    thread = create_thread(create_long_article(make_article), 5)
    page.goto(ARTICLE)
    return thread


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_reply_has_a_parent(page: Page, discussion: Thread) -> None:
    page.locator("#c2").get_by_role("link", name="Reply").click()
    expect(page.locator(".replying-to")).to_contain_text("#2")
    form = page.locator("#comment-form")
    form.locator("[name=name]").fill("Rex")
    form.locator("[name=email]").fill("rex@example.org")
    form.locator("textarea[name=body]").fill("So it is.")
    form.get_by_role("button", name="Post comment").click()
    expect(page.locator("#c6 .u-in-reply-to")).to_have_text("#2 Ben Okri")
    assert Comment.objects.get(thread=discussion, number=6).parent == discussion.comments.get(
        number=2
    )


def test_replying_does_not_reload_the_page(page: Page, discussion: Thread) -> None:
    page.evaluate("window.stays = true")
    page.locator("#c2").get_by_role("link", name="Reply").click()
    expect(page.locator("textarea[name=body]")).to_be_focused()
    expect(page.locator(".replying-to")).to_contain_text("#2 Ben Okri")
    assert page.evaluate("window.stays")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_reply_can_be_canceled(page: Page, discussion: Thread) -> None:
    page.locator("#c2").get_by_role("link", name="Reply").click()
    page.locator(".cancel-reply").click()
    expect(page.locator(".replying-to")).to_be_hidden()
    expect(page.locator("[name=reply_to]")).to_have_value("")


def get_reply_link(page: Page, number: int) -> Locator:
    return page.locator(f"#c{number} > .comment-foot > .reply")


def get_top(link: Locator) -> int:
    return round(float(link.evaluate("link => link.getBoundingClientRect().top")))


@pytest.mark.parametrize("close", ["Cancel", "Escape"])
def test_the_form_opens_below_the_comment_and_closes(
    open_page: OpenPage, discussion: Thread, close: str
) -> None:
    page = open_page(size=PHONE)
    page.goto(ARTICLE)
    link = get_reply_link(page, 2)
    link.scroll_into_view_if_needed()
    top = get_top(link)
    link.click()
    text = page.locator("#c2 textarea[name=body]")
    expect(text).to_be_focused()
    # The comment and the text field are both in the window.
    expect(page.locator("#c2 > .prose")).to_be_in_viewport(ratio=1)
    expect(text).to_be_in_viewport(ratio=1)
    expect(link).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("region", name="Replying to #2 Ben Okri")).to_be_visible()
    text.fill("What I began.")
    if close == "Escape":
        text.press("Escape")
    else:
        page.locator(".cancel-reply").click()
    expect(link).to_be_focused()
    assert get_top(link) == top
    expect(link).not_to_have_attribute("aria-expanded", "true")
    expect(page.locator("#c2 form")).to_have_count(0)
    expect(page.locator("[name=reply_to]")).to_have_value("")
    expect(page.locator("#comment-form textarea[name=body]")).to_have_value("What I began.")


def test_the_form_moves_to_the_comment_that_was_chosen_last(page: Page, discussion: Thread) -> None:
    get_reply_link(page, 2).click()
    link = get_reply_link(page, 5)
    link.scroll_into_view_if_needed()
    top = get_top(link)
    link.press("Enter")
    expect(page.locator("#c5 #comment-form")).to_be_visible()
    expect(page.locator("#c2 form")).to_have_count(0)
    expect(get_reply_link(page, 2)).not_to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    assert get_top(link) == top
    # The link to the form leads out of the thread.
    link.click()
    page.locator(".comments-head-link a").click()
    expect(page.locator("#comments > section #comment-form")).to_be_in_viewport()
    expect(page.locator(".replying-to")).to_be_hidden()


def test_the_comment_above_the_form_is_never_dropped(
    make_article: MakeArticle, open_page: OpenPage
) -> None:
    create_thread(create_long_article(make_article), 12)
    page = open_page(size=PHONE)
    page.goto(ARTICLE)
    for number in range(1, 13):
        get_reply_link(page, number).click()
    expect(page.locator("[name=reply_to]")).to_have_value("1")
    expect(page.locator("[name=also]")).to_have_value("4 5 6 7 8 9 10 11 12")


def test_escape_closes_suggestions_first(page: Page, discussion: Thread) -> None:
    get_reply_link(page, 2).click()
    text = page.locator("#c2 textarea[name=body]")
    text.press_sequentially("Well, @")
    expect(page.get_by_role("option").first).to_be_visible()
    text.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(text).to_be_focused()


def test_a_field_is_linked_to_its_error(
    page: Page, discussion: Thread, monitor: PageMonitor
) -> None:
    page.locator("#comment-form").evaluate("form => { form.noValidate = true }")
    monitor.expect("400")
    page.locator("[name=email]").fill("nonsense")
    page.locator("textarea[name=body]").fill("My words.")
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("textarea[name=body]")).to_have_value("My words.")
    email = page.locator("[name=email]")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_accessible_description(re.compile("Enter a valid email address"))
    page.get_by_role("alert").locator("a[href='#id_email']").click()
    expect(email).to_be_focused()
