"""From the reader's form to the moderator's admin and back: post, hold, approve, ban, refuse."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from blog.models import Article
from tests.browser.conftest import OpenPage
from tests.browser.witness import Witness

PASSWORD = "seven-lean-herrings"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_newcomer_is_held_approved_and_in_the_end_banned(
    open_page: OpenPage, witness: Witness, javascript: bool, article: Article, mo: User
) -> None:
    witness.expect(r"403 \(Forbidden\).*/comments/post/")
    mo.set_password(PASSWORD)
    mo.save()
    reader = open_page(javascript=javascript)
    other = open_page(javascript=javascript)
    desk = open_page(javascript=javascript)

    _post(reader, article, "The herring was better last year.")
    waiting = reader.locator("#waiting")
    expect(waiting).to_contain_text("The herring was better last year.")
    other.goto(article.get_absolute_url())
    expect(other.locator("body")).not_to_contain_text("The herring was better")

    _sign_in(desk)
    item = desk.locator("article.item")
    expect(item).to_contain_text("The herring was better last year.")
    item.get_by_role("button", name="Approve").click()
    expect(desk.locator(".messagelist")).to_contain_text("Nia: approved")
    expect(desk.locator("article.item")).to_have_count(0)

    other.reload()
    expect(other.locator("#c1")).to_contain_text("The herring was better last year.")
    _post(reader, article, "And so was the bread.")
    expect(reader).to_have_url(re.compile(r"#c2$"))
    expect(reader.locator("#c2")).to_contain_text("And so was the bread.")

    _ban(desk, days=7)
    _post(reader, article, "One more thing about bread.")
    expect(reader.get_by_role("alert")).to_contain_text("Too much bread")
    expect(reader.get_by_label("Comment", exact=True)).to_have_value("One more thing about bread.")
    other.reload()
    expect(other.locator("body")).not_to_contain_text("One more thing")


def _post(page: Page, article: Article, text: str) -> None:
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    form.get_by_label("Name").fill("Nia")
    form.get_by_label("E-mail").fill("nia@example.org")
    form.get_by_label("Comment", exact=True).fill(text)
    form.get_by_role("button", name="Post comment").click()


def _sign_in(page: Page) -> None:
    page.goto("/admin/moderation/queue/")
    page.get_by_label("Username").fill("mo")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def _ban(page: Page, *, days: int) -> None:
    page.goto("/admin/moderation/queue/?tab=all&status=published")
    page.locator("article.item").get_by_role("link", name="Ban").first.click()
    page.get_by_label("Reason").fill("Too much bread")
    until = (timezone.now() + dt.timedelta(days=days)).date()
    page.get_by_label("Until the end of").fill(until.isoformat())
    page.get_by_role("button", name="Ban").click()
    expect(page.locator(".messagelist")).to_contain_text("Nia is banned")
