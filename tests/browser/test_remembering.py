"""Whoever asks to be remembered is remembered, even where nothing was sent in the end."""

from playwright.sync_api import Page, expect

from blog.models import Article
from comments.models import Thread


def test_a_page_that_is_left_early_remembers(page: Page, article: Article, thread: Thread) -> None:
    page.goto(article.get_absolute_url())
    page.get_by_label("Remember me in this browser").check()
    page.locator("#comment-form").get_by_label("Name").fill("Nia")
    page.locator("#comment-form").get_by_label("E-mail").fill("nia@example.org")
    page.get_by_role("textbox", name="Comment").focus()
    page.reload()
    expect(page.locator("#comment-form").get_by_label("Name")).to_have_value("Nia")
    expect(page.locator("#comment-form").get_by_label("E-mail")).to_have_value("nia@example.org")
