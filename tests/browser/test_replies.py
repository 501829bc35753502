"""Answering one comment: the form knows whom it answers, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from comments.models import Comment, Commenter, Thread
from comments.visitors.services.commenters import get_or_create_guest, set_trust
from tests.browser.witness import Witness
from tests.people import MakeArticle
from tests.sample_threads import create_thread, long_article

ARTICLE = "/2016/12/harbour-roundup.html"


@pytest.fixture
def talked(make_article: MakeArticle, page: Page) -> Thread:
    """A talk of five comments that a trusted reader looks at."""
    rex = get_or_create_guest(name="Rex", email="rex@example.org")
    set_trust(commenter=rex, trust=Commenter.Trust.REGULAR)
    thread = create_thread(long_article(make_article), 5)
    page.goto(ARTICLE)
    return thread


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_reply_is_an_answer_to_that_comment(page: Page, talked: Thread) -> None:
    page.locator("#c2").get_by_role("link", name="Reply").click()
    expect(page.locator(".replying-to")).to_contain_text("#2")
    form = page.locator("#comment-form")
    form.get_by_label("Name").fill("Rex")
    form.get_by_label("E-mail").fill("rex@example.org")
    form.get_by_label("Comment", exact=True).fill("So it is.")
    form.get_by_role("button", name="Post comment").click()
    expect(page.locator("#c6 .u-in-reply-to")).to_have_text("2 Ben Okri")
    assert Comment.objects.get(thread=talked, number=6).parent == talked.comments.get(number=2)


def test_a_reply_goes_to_the_form_without_loading_the_page(page: Page, talked: Thread) -> None:
    page.evaluate("window.stays = true")
    page.locator("#c2").get_by_role("link", name="Reply").click()
    expect(page.get_by_label("Comment", exact=True)).to_be_focused()
    expect(page.locator(".replying-to")).to_contain_text("#2 Ben Okri")
    assert page.evaluate("window.stays")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_reply_can_be_called_off(page: Page, talked: Thread) -> None:
    page.locator("#c2").get_by_role("link", name="Reply").click()
    page.locator(".cancel-reply").click()
    expect(page.locator(".replying-to")).to_be_hidden()
    expect(page.locator("[name=reply_to]")).to_have_value("")


def test_what_is_wrong_is_said_beside_the_field(
    page: Page, talked: Thread, witness: Witness
) -> None:
    page.locator("#comment-form").evaluate("form => { form.noValidate = true }")
    witness.expect("400")
    page.get_by_label("E-mail").fill("nonsense")
    page.get_by_label("Comment", exact=True).fill("My words.")
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_role("alert")).to_contain_text("E-mail: Enter a valid email address.")
    expect(page.get_by_label("Comment", exact=True)).to_have_value("My words.")
    email = page.get_by_label("E-mail")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_accessible_description("Never shown. Enter a valid email address.")
    page.get_by_role("alert").get_by_role("link", name="E-mail").click()
    expect(email).to_be_focused()
