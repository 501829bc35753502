"""The comment form: previews, quotes, autocompletion, drafts; and own comments."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from blog.models import Article
from comments.models import Comment, Commenter, Thread
from comments.threads.services.comment_policy import set_comment_policy
from tests.browser.conftest import PHONE, OpenPage, Recognize
from tests.browser.page_monitor import PageMonitor
from tests.people import fill_thread

both = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture(autouse=True)
def discussion(
    thread: Thread, rex: Commenter, page: Page, article: Article, recognize: Recognize
) -> list[Comment]:
    """Open an article with five comments, as Rex."""
    recognize(page, rex)
    comments = fill_thread(thread, 5)
    page.goto(article.get_absolute_url())
    return comments


def write(page: Page, text: str, name: str = "Rex") -> None:
    form = page.locator("#comment-form")
    form.locator("[name=name]").fill(name)
    form.locator("[name=email]").fill(f"{name.lower()}@example.org")
    form.locator("textarea[name=body]").fill(text)


def press(page: Page, button: str) -> None:
    page.locator("#comment-form").get_by_role("button", name=button).click()


def get_text_field(page: Page) -> Locator:
    return page.locator("textarea[name=body]")


def follow(link: Locator) -> None:
    """Click a link and wait for the new page, which has a form with the same ID."""
    with link.page.expect_navigation():
        link.click()


@both
def test_a_posted_comment_is_confirmed_with_its_number(page: Page) -> None:
    write(page, "Fine ships.")
    press(page, "Post comment")
    expect(page).to_have_url(re.compile("#c6$"))
    expect(page.locator("#post-notice")).to_contain_text("#6")
    expect(page.locator("#own-comments li[data-status=published]")).to_be_attached()


@both
def test_a_held_comment_shows_the_reason(page: Page) -> None:
    write(page, "Fine ships.", name="Nia")
    press(page, "Post comment")
    expect(page.locator("#held-comments [data-reason=newcomer]")).to_be_visible()
    expect(page.locator("#held-comments")).to_contain_text("Fine ships.")


@both
def test_an_author_edits_and_deletes_a_comment(
    page: Page, open_page: OpenPage, javascript: bool, article: Article
) -> None:
    write(page, "Find ships.")
    press(page, "Post comment")
    place = page.locator("#c6" if javascript else "#own-comments")
    follow(place.get_by_role("link", name="Edit"))
    get_text_field(page).fill("Fine ships.")
    page.locator("section.comment-form-section [type=submit]:not([name=preview])").click()
    expect(page.locator("#c6 .prose")).to_have_text("Fine ships.")
    expect(page.locator("#post-notice")).to_contain_text("#6")

    follow(place.get_by_role("link", name="Delete"))
    page.locator("main form[method=post] .buttons button").click()
    expect(page.locator("#c6.stub")).to_be_visible()
    other = open_page(javascript=javascript)
    other.goto(article.get_absolute_url())
    expect(other.locator("#c6.stub")).to_be_visible()
    expect(other.locator("#own-comments")).to_have_count(0)


@both
def test_a_preview_shows_the_rendered_comment(page: Page, javascript: bool) -> None:
    write(page, "**Not this**, but <b>this</b>, @Ben.")
    press(page, "Preview")
    preview = page.locator(".comment-preview")
    expect(preview.locator("b")).to_have_text("this")
    expect(preview.locator(".refs")).to_contain_text("#2 Ben")
    expect(preview).to_contain_text("Rex")
    expect(page).to_have_url(re.compile(r"\.html$" if javascript else "/$"))
    expect(get_text_field(page)).to_have_value("**Not this**, but <b>this</b>, @Ben.")
    press(page, "Post comment")
    expect(page.locator("#c6 .prose b")).to_have_text("this")


def test_a_preview_below_a_comment_comes_into_view(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.locator("#c2").get_by_role("link", name="Reply").click()
    write(page, "So it is.")
    press(page, "Preview")
    heading = page.locator("#c2 .comment-preview h2")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


def test_an_empty_preview_shows_an_error(page: Page, monitor: PageMonitor) -> None:
    monitor.expect("400")
    press(page, "Preview")
    expect(page.get_by_role("alert").locator("a[href='#id_body']")).to_be_visible()


@both
def test_a_double_click_posts_one_comment(page: Page) -> None:
    write(page, "Fine ships.")
    page.locator("#comment-form").get_by_role("button", name="Post comment").dblclick()
    expect(page.locator("#c6")).to_contain_text("Fine ships.")
    assert Comment.objects.filter(author_name="Rex").count() == 1


def test_a_second_reply_is_added(page: Page) -> None:
    for number in (2, 4, 2):
        page.locator(f"#c{number}").get_by_role("link", name="Reply").click()
    expect(page.locator(".replying-to")).to_contain_text("#2 Ben, #4 Dora")
    write(page, "Both of you.")
    press(page, "Post comment")
    expect(page.locator("#c6 .u-in-reply-to")).to_have_text(["#2 Ben", "#4 Dora"])


def test_selected_text_is_quoted_in_a_reply(page: Page) -> None:
    expect(page.locator(".quote")).to_have_count(0)
    page.locator("#c3 .prose p").select_text()
    page.locator("#c3 button.quote").click()
    expect(page.locator("#c3 #comment-form textarea")).to_have_value("> Remark 2 about ships.\n\n")
    expect(get_text_field(page)).to_be_focused()
    write(page, f"{get_text_field(page).input_value()}So they are.")
    press(page, "Post comment")
    expect(page.locator("#c6 blockquote")).to_have_text("Remark 2 about ships.")
    expect(page.locator("#c6 .u-in-reply-to")).to_have_text("#3 Cleo")


def test_a_selection_across_comments_is_not_quoted(page: Page) -> None:
    page.clock.install()
    page.evaluate(
        """() => document.getSelection().setBaseAndExtent(
            document.querySelector('#c1 .prose p').firstChild, 0,
            document.querySelector('#c2 .prose p').firstChild, 3)"""
    )
    page.clock.run_for(300)
    expect(page.locator(".quote")).to_have_count(0)


def test_names_are_completed(page: Page) -> None:
    text = get_text_field(page)
    text.press_sequentially("Well, @")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Emil", "Dora", "Cleo", "Ben", "Ada"])
    text.press("ArrowDown")
    expect(text).to_have_attribute("aria-activedescendant", "autocomplete-1")
    expect(page.get_by_role("option", selected=True)).to_have_text("Dora")
    text.press("Enter")
    expect(get_text_field(page)).to_have_value("Well, @Dora ")
    expect(options).to_have_count(0)


def test_numbers_are_completed(page: Page) -> None:
    text = get_text_field(page)
    text.press_sequentially("See #")
    page.get_by_role("option", name="4 Dora").click()
    expect(get_text_field(page)).to_have_value("See #4 ")
    expect(text).to_be_focused()


def test_autocompletion_can_be_closed(page: Page) -> None:
    text = get_text_field(page)
    text.press_sequentially("@e")
    expect(page.get_by_role("option")).to_have_text(["Emil"])
    text.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    text.press("Enter")
    text.press_sequentially("mail@example @nobody")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(get_text_field(page)).to_have_value("@e\nmail@example @nobody")


def test_a_draft_is_restored_and_can_be_discarded(page: Page) -> None:
    page.locator("#c2").get_by_role("link", name="Reply").click()
    get_text_field(page).fill("What I began.")
    page.reload()
    expect(page.locator(".draft-note")).to_be_visible()
    expect(get_text_field(page)).to_have_value("What I began.")
    expect(page.locator(".replying-to")).to_contain_text("#2 Ben")
    expect(page.locator(".reply-texts")).to_contain_text("Remark 1 about ships.")
    page.locator(".draft-note button").click()
    expect(get_text_field(page)).to_have_value("")
    expect(page.locator(".replying-to")).to_be_hidden()
    page.reload()
    expect(page.locator(".draft-note")).to_have_count(0)


def test_a_draft_is_discarded_below_another_comment(page: Page) -> None:
    page.locator("#c2").get_by_role("link", name="Reply").click()
    get_text_field(page).fill("What I began.")
    page.reload()
    page.locator("#c4").get_by_role("link", name="Reply").click()
    expect(page.locator(".replying-to")).to_contain_text("#2 Ben, #4 Dora")
    page.locator("#c4 .draft-note button").click()
    expect(page.locator("#c4 #comment-form")).to_be_visible()
    expect(page.locator(".replying-to")).to_contain_text("Replying to #4 Dora")


def test_a_posted_comment_is_not_a_draft(page: Page, article: Article) -> None:
    write(page, "Fine ships.")
    press(page, "Post comment")
    expect(page.locator("#post-notice")).to_be_visible()
    expect(get_text_field(page)).to_have_value("")
    page.goto(article.get_absolute_url())
    expect(get_text_field(page)).to_have_value("")


def test_a_repeated_comment_is_not_a_draft(page: Page, article: Article) -> None:
    for _time in range(2):
        write(page, "Fine ships.")
        press(page, "Post comment")
        expect(page.locator("#post-notice")).to_be_visible()
        expect(get_text_field(page)).to_have_value("")
        expect(page.locator(".draft-note")).to_have_count(0)
        page.goto(article.get_absolute_url())
    expect(page.locator("#own-comments li")).to_have_count(1)
    expect(get_text_field(page)).to_have_value("")


def test_a_lost_request_leaves_a_draft(page: Page, article: Article, monitor: PageMonitor) -> None:
    monitor.expect("ERR_FAILED")
    write(page, "Fine ships.")
    page.route("**/comments/post/", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        press(page, "Post comment")
    expect(page.locator("#comment-form")).to_have_count(0)
    page.goto(article.get_absolute_url())
    expect(get_text_field(page)).to_have_value("Fine ships.")


def test_a_rejected_comment_stays_a_draft(
    page: Page, article: Article, thread: Thread, monitor: PageMonitor
) -> None:
    monitor.expect("409")
    write(page, "All that I wrote.")
    set_comment_policy(thread=thread, policy=Thread.CommentPolicy.CLOSED)
    press(page, "Post comment")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(get_text_field(page)).to_have_value("All that I wrote.")
    set_comment_policy(thread=thread, policy=Thread.CommentPolicy.OPEN)
    page.goto(article.get_absolute_url())
    expect(get_text_field(page)).to_have_value("All that I wrote.")


@both
def test_a_late_edit_is_shown_for_copying(
    page: Page, monitor: PageMonitor, settings: Settings, javascript: bool
) -> None:
    monitor.expect("403")
    write(page, "Find ships.")
    press(page, "Post comment")
    follow(page.locator("#own-comments").get_by_role("link", name="Edit"))
    get_text_field(page).fill("All that I wrote.")
    settings.COMMENT_EDIT_MINUTES = 0
    page.locator("section.comment-form-section [type=submit]:not([name=preview])").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#submitted-text")).to_have_value("All that I wrote.")
