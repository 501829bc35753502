"""A new commenter is held, approved and banned."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from blog.models import Article
from tests.browser.conftest import OpenPage
from tests.browser.page_monitor import PageMonitor

PASSWORD = "seven-lean-herrings"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_new_commenter_is_held_approved_and_banned(
    open_page: OpenPage, monitor: PageMonitor, javascript: bool, article: Article, mo: User
) -> None:
    monitor.expect(r"403 \(Forbidden\).*/comments/post/")
    mo.set_password(PASSWORD)
    mo.save()
    reader = open_page(javascript=javascript)
    other = open_page(javascript=javascript)
    moderator = open_page(javascript=javascript)

    _post(reader, article, "The herring was better last year.")
    held = reader.locator("#held-comments")
    expect(held).to_contain_text("The herring was better last year.")
    other.goto(article.get_absolute_url())
    expect(other.locator("body")).not_to_contain_text("The herring was better")

    _log_in(moderator)
    item = moderator.locator("article.item")
    expect(item).to_contain_text("The herring was better last year.")
    item.locator("form.decide [data-key=a]").click()
    expect(moderator.locator(".messagelist .success")).to_be_visible()
    expect(moderator.locator("article.item")).to_have_count(0)

    other.reload()
    expect(other.locator("#c1")).to_contain_text("The herring was better last year.")
    _post(reader, article, "And so was the bread.")
    expect(reader).to_have_url(re.compile(r"#c2$"))
    expect(reader.locator("#c2")).to_contain_text("And so was the bread.")

    _ban(moderator, days=7)
    _post(reader, article, "One more thing about bread.")
    expect(reader.get_by_role("alert")).to_contain_text("Too much bread")
    expect(reader.locator("textarea[name=body]")).to_have_value("One more thing about bread.")
    other.reload()
    expect(other.locator("body")).not_to_contain_text("One more thing")


def _post(page: Page, article: Article, text: str) -> None:
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    form.locator("[name=name]").fill("Nia")
    form.locator("[name=email]").fill("nia@example.org")
    form.locator("textarea[name=body]").fill(text)
    form.get_by_role("button", name="Post comment").click()


def _log_in(page: Page) -> None:
    page.goto("/admin/moderation/queue/")
    page.locator("[name=username]").fill("mo")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("#login-form [type=submit]").click()


def _ban(page: Page, *, days: int) -> None:
    page.goto("/admin/moderation/queue/?tab=all&status=published")
    page.locator("article.item [data-key=b]").first.click()
    page.locator("[name=explanation]").fill("Too much bread")
    until = (timezone.now() + dt.timedelta(days=days)).date()
    page.locator("[name=until]").fill(until.isoformat())
    page.locator("[type=submit][name=ban]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
