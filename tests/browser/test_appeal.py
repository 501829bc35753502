"""A removed comment, its statement of reasons, a granted appeal, and the public log."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage, Recognize
from tests.browser.measurements import overflow

type SignIn = Callable[[Page, User], None]

LOG = "/moderation/log/"


def test_a_removal_is_appealed_undone_and_logged(
    open_page: OpenPage,
    sign_in: SignIn,
    article: Article,
    rex: Commenter,
    mo: User,
    ed: User,
    recognize: Recognize,
) -> None:
    author, first, second = (open_page() for _ in range(3))
    recognize(author, rex)
    _post(author, article, "Only a fool buys that herring.")
    expect(author.locator("#c1")).to_contain_text("Only a fool")

    sign_in(first, mo)
    first.goto(f"/admin/moderation/queue/{Comment.objects.get().pk}/")
    first.locator("[name=guideline]").select_option(label="Insult or threat")
    first.locator("[name=explanation]").first.fill("Nobody is a fool here")
    first.locator("form.decide [data-key=d]").click()
    expect(first.locator(".messagelist .success")).to_be_visible()

    author.goto(article.get_absolute_url())
    author.locator("#own-comments a[href$='/why/']").click()
    expect(author.locator(".statement")).to_contain_text("Nobody is a fool here")
    author.locator("#appeal-form [name=text]").fill("It is a saying, and about no one.")
    author.locator("#appeal-form [type=submit]").click()
    expect(author.locator("[data-appeal=pending]")).to_be_visible()

    sign_in(second, ed)
    second.goto("/admin/moderation/appeals/")
    second.get_by_role("link", name="Rex").first.click()
    expect(second.locator(".appeal")).to_contain_text("Only a fool buys that herring.")
    second.locator("#answer-form [name=explanation]").fill("It is a saying")
    second.locator("#answer-form [name=grant]").click()
    expect(second.locator(".messagelist .success")).to_be_visible()

    author.reload()
    expect(author.locator("[data-appeal=granted]")).to_be_visible()
    author.goto(article.get_absolute_url())
    expect(author.locator("#c1")).to_contain_text("Only a fool")

    author.goto(LOG)
    entries = author.locator(".entries > li")
    expect(entries).to_have_count(3)
    for index, (done, why) in enumerate(
        [
            ("appeal granted", "It is a saying"),
            ("undone", "It is a saying"),
            ("removed", "Insult or threat. Nobody is a fool here"),
        ]
    ):
        expect(entries.nth(index)).to_contain_text("Comment #1 by Rex")
        expect(entries.nth(index).locator("strong")).to_have_text(done)
        expect(entries.nth(index).locator(".explanation")).to_contain_text(why)
    author.locator("[name=action]").select_option("remove")
    author.locator("form:has([name=action]) [type=submit]").click()
    expect(entries).to_have_count(1)
    _check_pages(author)


def _check_pages(page: Page) -> None:
    """Check the accessibility of the public pages."""
    found = violations(page, LOG)
    for address in (f"{LOG}report/", "/moderation/statements/"):
        page.goto(address)
        found |= violations(page, address)
    page.locator("main a[href*='/statements/']").first.click()
    expect(page.locator(".statement")).to_be_visible()
    found |= violations(page, "statement")
    assert found == {}
    assert overflow(page) == 0


def _post(page: Page, article: Article, text: str) -> None:
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    form.locator("[name=name]").fill("Rex")
    form.locator("[name=email]").fill("rex@example.org")
    form.locator("[name=body]").fill(text)
    form.get_by_role("button", name="Post comment").click()
