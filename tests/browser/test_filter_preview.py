"""An editor previews a word list on recent comments and activates it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from accounts.models import User
from comments.models import Commenter
from moderation.models import WordList, WordListVersion
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.measurements import overflow
from tests.people import CreateComment


def test_a_list_is_previewed_and_activated(
    page: Page,
    sign_in: Callable[[Page, User], None],
    ed: User,
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    create_comment(rex, "Cheap <b>pills</b> in the harbour")
    word_list = WordList.objects.create(name="Pills", terms="pills")
    sign_in(page, ed)
    page.goto(f"/admin/moderation/wordlist/{word_list.pk}/change/")
    page.locator("a[href$='/preview/']").click()
    expect(page.locator("mark")).to_have_text("pills")
    expect(page.locator("[data-status=published]")).to_contain_text("1")
    page.locator("form[action$='/activate/'] button").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert WordListVersion.objects.active().get().terms == "pills"


def test_the_preview_is_accessible(
    open_page: OpenPage,
    sign_in: Callable[[Page, User], None],
    ed: User,
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    create_comment(rex, "Cheap pills https://testserver.example/" + "x" * 80)
    word_list = WordList.objects.create(name="Pills", terms="pills")
    page = open_page(size=PHONE)
    sign_in(page, ed)
    page.goto(f"/admin/moderation/word-lists/{word_list.pk}/preview/")
    expect(page.locator("mark")).to_be_visible()
    assert violations(page, "filter preview") == {}
    assert overflow(page) == 0
