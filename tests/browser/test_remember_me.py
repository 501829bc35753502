from playwright.sync_api import Page, expect

from blog.models import Article
from comments.models import Thread


def test_remember_me_does_not_need_a_submitted_form(
    page: Page, article: Article, thread: Thread
) -> None:
    page.goto(article.get_absolute_url())
    page.locator("#remember-me").check()
    page.locator("#comment-form [name=name]").fill("Nia")
    page.locator("#comment-form [name=email]").fill("nia@example.org")
    page.locator("textarea[name=body]").focus()
    page.reload()
    expect(page.locator("#comment-form [name=name]")).to_have_value("Nia")
    expect(page.locator("#comment-form [name=email]")).to_have_value("nia@example.org")
