"""Following by mail from the article's page to the last mail, with scripts and without."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from blog.models import Article
from comments.models import Comment, Commenter, Subscription
from comments.threads.services.threads import get_or_create_thread
from mail.tasks import catch_up
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.measures import overflow

Say = Callable[..., Comment]


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_from_the_article_to_the_end(
    open_page: OpenPage, javascript: bool, article: Article, rex: Commenter, say: Say
) -> None:
    page = open_page(javascript=javascript)
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Follow by mail").click()
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_label("How often").select_option("now")
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("status")).to_contain_text("Look into the mailbox of ada@example.org")

    page.goto(_link(_last_mail(), "/subscriptions/confirm/"))
    expect(page.get_by_label("Every comment on “The Harbour”")).to_be_checked()
    page.get_by_role("button", name="Yes, write to me").click()
    expect(page.get_by_role("status")).to_contain_text("ada@example.org is confirmed")

    say(rex, "The herring is in.")
    news = _last_mail()
    assert "The herring is in." in news
    page.goto(_link(news, "/comments/1/"))
    expect(page.locator("#c1")).to_contain_text("The herring is in.")

    page.goto(_link(news, "/unsubscribe/"))
    page.get_by_role("button", name="No more of these").click()
    expect(page.get_by_role("status")).to_contain_text("Done.")
    page.get_by_role("link", name="All mail to you").click()
    expect(page.get_by_label("Every comment on “The Harbour”")).to_have_value("ended")
    page.get_by_label("Every comment on “The Harbour”").select_option("daily")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    assert Subscription.objects.get().is_active


def test_a_box_of_the_comment_form(page: Page, article: Article, rex: Commenter) -> None:
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    form.get_by_label("Name").fill("Rex")
    form.get_by_label("E-mail").fill(rex.email)
    form.get_by_label("Comment", exact=True).fill("Who has seen the herring?")
    form.get_by_label("Mail me answers to my comments").check()
    form.get_by_role("button", name="Post comment").click()
    expect(page.locator("#c1")).to_be_visible()
    assert "/subscriptions/confirm/" in _last_mail()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(
    open_page: OpenPage, article: Article, rex: Commenter, say: Say, dark: bool
) -> None:
    say(rex, "Hello")
    page = open_page(dark=dark, size=PHONE)
    found: dict[str, object] = {}
    for address in _pages(article):
        page.goto(address)
        assert overflow(page) <= 0
        found |= violations(page, address, dark=dark)
    assert found == {}


def test_how_it_looks(article: Article, screenshots: Callable[[str, str], list[Path]]) -> None:
    follow, settings, *_rest = _pages(article)
    assert screenshots(follow, "follow")
    assert screenshots(settings, "mail-settings")


def _pages(article: Article) -> list[str]:
    following = Subscription.objects.create(
        email="ada@example.org",
        scope=Subscription.Scope.THREAD,
        thread=get_or_create_thread(article),
        confirmed_at=article.published_at,
    )
    base = article.get_absolute_url().removesuffix(".html")
    return [
        f"{base}/comments/subscribe/",
        following.get_absolute_url(),
        f"{following.get_absolute_url()}unsubscribe/",
    ]


def _last_mail() -> str:
    """Let the worker work, and return the text of the last mail."""
    catch_up()
    message = mail.outbox[-1].message()
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def _link(text: str, part: str) -> str:
    (link,) = re.findall(rf"^http\S*{re.escape(part)}\S*$", text, re.MULTILINE)
    return str(link)
