"""Writing in a real browser: previews, quotes, completion, drafts, and one's own comments."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from blog.models import Article
from comments.models import Comment, Commenter, Thread
from comments.threads.services.comment_policy import set_policy
from tests.browser.conftest import OpenPage
from tests.browser.witness import Witness
from tests.people import fill_thread

both = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture(autouse=True)
def talk(thread: Thread, rex: Commenter, page: Page, article: Article) -> list[Comment]:
    """A talk of five, and a page that shows it to Rex."""
    comments = fill_thread(thread, 5)
    page.goto(article.get_absolute_url())
    return comments


def write(page: Page, text: str, name: str = "Rex") -> None:
    """Fill in the form."""
    form = page.locator("#comment-form")
    form.get_by_label("Name").fill(name)
    form.get_by_label("E-mail").fill(f"{name.lower()}@example.org")
    form.get_by_label("Comment", exact=True).fill(text)


def press(page: Page, button: str) -> None:
    """Press one of the form's buttons."""
    page.locator("#comment-form").get_by_role("button", name=button).click()


def field(page: Page) -> Locator:
    """Return where the comment is written."""
    return page.get_by_label("Comment", exact=True)


def open_mine(link: Locator) -> None:
    """Follow the link to a page on which the form has the same name as on this one."""
    with link.page.expect_navigation():
        link.click()


@both
def test_after_sending_the_comment_says_under_which_number_it_stands(page: Page) -> None:
    write(page, "Fine ships.")
    press(page, "Post comment")
    expect(page).to_have_url(re.compile("#c6$"))
    expect(page.locator("#sent")).to_contain_text("#6")
    expect(page.locator("#mine li")).to_contain_text("Published.")


@both
def test_after_sending_what_waits_says_why(page: Page) -> None:
    write(page, "Fine ships.", name="Nia")
    press(page, "Post comment")
    expect(page.locator("#waiting [data-reason=newcomer]")).to_be_visible()
    expect(page.locator("#waiting")).to_contain_text("Fine ships.")


@both
def test_one_changes_and_withdraws_ones_own(
    page: Page, open_page: OpenPage, javascript: bool, article: Article
) -> None:
    write(page, "Find ships.")
    press(page, "Post comment")
    place = page.locator("#c6" if javascript else "#mine")
    open_mine(place.get_by_role("link", name="Edit"))
    field(page).fill("Fine ships.")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator("#c6 .prose")).to_have_text("Fine ships.")
    expect(page.locator("#sent")).to_have_text("Your change of 6 is published.")

    open_mine(place.get_by_role("link", name="Delete"))
    page.get_by_role("button", name="Delete comment").click()
    expect(page.locator("#c6")).to_contain_text("Deleted by its author.")
    other = open_page(javascript=javascript)
    other.goto(article.get_absolute_url())
    expect(other.locator("#c6")).to_contain_text("Deleted by its author.")
    expect(other.locator("#mine")).to_have_count(0)


@both
def test_a_preview_shows_what_will_stand_there(page: Page, javascript: bool) -> None:
    write(page, "**Not this**, but <b>this</b>, @Ben.")
    press(page, "Preview")
    preview = page.locator(".as-published")
    expect(preview.locator("b")).to_have_text("this")
    expect(preview.locator(".refs")).to_contain_text("2 Ben")
    expect(preview).to_contain_text("Rex")
    expect(page).to_have_url(re.compile(r"\.html$" if javascript else "/$"))
    expect(field(page)).to_have_value("**Not this**, but <b>this</b>, @Ben.")
    press(page, "Post comment")
    expect(page.locator("#c6 .prose b")).to_have_text("this")


def test_a_preview_of_nothing_says_what_is_wrong(page: Page, witness: Witness) -> None:
    witness.expect("400")
    press(page, "Preview")
    expect(page.get_by_role("alert")).to_contain_text("Comment: This field is required.")


@both
def test_a_double_click_makes_one_comment(page: Page) -> None:
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
    expect(page.locator("#c6 .u-in-reply-to")).to_have_text(["2 Ben", "4 Dora"])


def test_selected_text_is_quoted_with_its_byline(page: Page) -> None:
    expect(page.locator(".quote")).to_have_count(0)
    page.locator("#c3 .prose p").select_text()
    page.locator("#c3").get_by_role("button", name="Quote").click()
    byline = r"Posted by: Cleo \| \w+ \d+ \d+ \d\d:\d\d utc \| 3"
    expect(field(page)).to_have_value(re.compile(rf"^> Remark 2 about ships\.\n{byline}\n\n$"))
    expect(field(page)).to_be_focused()
    write(page, f"{field(page).input_value()}So they are.")
    press(page, "Post comment")
    expect(page.locator("#c6 blockquote")).to_have_text("Remark 2 about ships.")
    expect(page.locator("#c6 .u-in-reply-to")).to_have_text("3 Cleo")


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
    text = field(page)
    text.press_sequentially("Well, @")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Emil", "Dora", "Cleo", "Ben", "Ada"])
    text.press("ArrowDown")
    expect(text).to_have_attribute("aria-activedescendant", "complete-1")
    expect(page.get_by_role("option", selected=True)).to_have_text("Dora")
    text.press("Enter")
    expect(field(page)).to_have_value("Well, @Dora ")
    expect(options).to_have_count(0)


def test_numbers_are_completed(page: Page) -> None:
    text = field(page)
    text.press_sequentially("See #")
    page.get_by_role("option", name="4 Dora").click()
    expect(field(page)).to_have_value("See #4 ")
    expect(text).to_be_focused()


def test_completion_can_be_left(page: Page) -> None:
    text = field(page)
    text.press_sequentially("@e")
    expect(page.get_by_role("option")).to_have_text(["Emil"])
    text.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    text.press("Enter")
    text.press_sequentially("mail@example @nobody")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_value("@e\nmail@example @nobody")


def test_a_draft_comes_back_and_can_be_discarded(page: Page) -> None:
    page.locator("#c2").get_by_role("link", name="Reply").click()
    field(page).fill("What I began.")
    page.reload()
    expect(page.locator(".draft-note")).to_be_visible()
    expect(field(page)).to_have_value("What I began.")
    expect(page.locator(".replying-to")).to_contain_text("2 Ben")
    page.get_by_role("button", name="Discard").click()
    expect(field(page)).to_have_value("")
    expect(page.locator(".replying-to")).to_be_hidden()
    page.reload()
    expect(page.locator(".draft-note")).to_have_count(0)


def test_what_was_taken_is_no_draft(page: Page, article: Article) -> None:
    write(page, "Fine ships.")
    press(page, "Post comment")
    expect(page.locator("#sent")).to_be_visible()
    expect(field(page)).to_have_value("")
    page.goto(article.get_absolute_url())
    expect(field(page)).to_have_value("")


def test_what_was_taken_before_is_no_draft(page: Page, article: Article) -> None:
    for _time in range(2):
        write(page, "Fine ships.")
        press(page, "Post comment")
        expect(page.locator("#sent")).to_be_visible()
        expect(field(page)).to_have_value("")
        expect(page.locator(".draft-note")).to_have_count(0)
        page.goto(article.get_absolute_url())
    expect(page.locator("#mine li")).to_have_count(1)
    expect(field(page)).to_have_value("")


def test_what_was_lost_on_the_way_stays_a_draft(
    page: Page, article: Article, witness: Witness
) -> None:
    witness.expect("ERR_FAILED")
    write(page, "Fine ships.")
    page.route("**/comments/post/", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        press(page, "Post comment")
    expect(page.locator("#comment-form")).to_have_count(0)
    page.goto(article.get_absolute_url())
    expect(field(page)).to_have_value("Fine ships.")


def test_a_refused_text_stays_a_draft(
    page: Page, article: Article, thread: Thread, witness: Witness
) -> None:
    witness.expect("409")
    write(page, "All that I wrote.")
    set_policy(thread=thread, policy=Thread.CommentPolicy.CLOSED)
    press(page, "Post comment")
    expect(page.get_by_role("alert")).to_contain_text("The comments on this article are closed.")
    expect(field(page)).to_have_value("All that I wrote.")
    set_policy(thread=thread, policy=Thread.CommentPolicy.OPEN)
    page.goto(article.get_absolute_url())
    expect(field(page)).to_have_value("All that I wrote.")


@both
def test_what_came_too_late_is_given_back(
    page: Page, witness: Witness, settings: Settings, javascript: bool
) -> None:
    witness.expect("403")
    write(page, "Find ships.")
    press(page, "Post comment")
    open_mine(page.locator("#mine").get_by_role("link", name="Edit"))
    field(page).fill("All that I wrote.")
    settings.COMMENT_EDIT_MINUTES = 0
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("alert")).to_contain_text("The time for changes is over")
    expect(page.get_by_label("Your text")).to_have_value("All that I wrote.")
