"""An editor tries a word list on what was said, sees what it would have stopped, and applies it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.models import ListEdition, WordList
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.measures import overflow


def test_a_list_is_tried_and_put_in_force(
    page: Page,
    sign_in: Callable[[Page, User], None],
    ed: User,
    rex: Commenter,
    say: Callable[..., Comment],
) -> None:
    say(rex, "Cheap <b>pills</b> in the harbour")
    word_list = WordList.objects.create(name="Pills", terms="pills")
    sign_in(page, ed)
    page.goto(f"/admin/moderation/wordlist/{word_list.pk}/change/")
    page.get_by_role("link", name="Try it, put it in force").click()
    expect(page.locator("mark")).to_have_text("pills")
    expect(page.get_by_role("row", name="published")).to_contain_text("1")
    page.get_by_role("button", name="Put it in force as it is written").click()
    expect(page.get_by_text("“Pills” is in force.")).to_be_visible()
    assert ListEdition.objects.in_force().get().terms == "pills"


def test_the_trial_is_for_everybody(
    open_page: OpenPage,
    sign_in: Callable[[Page, User], None],
    ed: User,
    rex: Commenter,
    say: Callable[..., Comment],
) -> None:
    say(rex, "Cheap pills https://testserver.example/" + "x" * 80)
    word_list = WordList.objects.create(name="Pills", terms="pills")
    page = open_page(size=PHONE)
    sign_in(page, ed)
    page.goto(f"/admin/moderation/lists/{word_list.pk}/trial/")
    expect(page.locator("mark")).to_be_visible()
    assert violations(page, "trial") == {}
    assert overflow(page) == 0
    page.emulate_media(color_scheme="dark")
    assert violations(page, "trial in the dark", dark=True) == {}
