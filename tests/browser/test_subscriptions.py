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
def test_subscribing_and_unsubscribing(
    open_page: OpenPage, javascript: bool, article: Article, rex: Commenter, say: Say
) -> None:
    page = open_page(javascript=javascript)
    page.goto(article.get_absolute_url())
    page.locator('a[href$="/comments/subscribe/"]').click()
    page.locator("[name=email]").fill("ada@example.org")
    page.locator("[name=cadence]").select_option("now")
    _submit(page)
    expect(page.locator("[data-subscribed=pending]")).to_contain_text("ada@example.org")

    page.goto(_link(_last_mail(), "/subscriptions/confirm/"))
    expect(page.locator("[name^=wanted_]")).to_be_checked()
    _submit(page)
    expect(page.get_by_role("status")).to_contain_text("ada@example.org")

    say(rex, "The herring is in.")
    news = _last_mail()
    assert "The herring is in." in news
    page.goto(_link(news, "/comments/1/"))
    expect(page.locator("#c1")).to_contain_text("The herring is in.")

    page.goto(_link(news, "/unsubscribe/"))
    _submit(page)
    expect(page.locator("[data-unsubscribed=now]")).to_be_visible()
    page.locator('.subscriptions a[href^="/subscriptions/"]').click()
    cadence = page.locator("[name^=cadence_]")
    expect(cadence).to_have_value("ended")
    cadence.select_option("daily")
    _submit(page)
    expect(page.get_by_role("status")).to_be_visible()
    assert Subscription.objects.get().is_active


def test_the_checkbox_of_the_comment_form(page: Page, article: Article, rex: Commenter) -> None:
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    form.locator("[name=name]").fill("Rex")
    form.locator("[name=email]").fill(rex.email)
    form.locator("[name=body]").fill("Who has seen the herring?")
    form.locator("[name=notify_replies]").check()
    form.get_by_role("button", name="Post comment").click()
    expect(page.locator("#c1")).to_be_visible()
    assert "/subscriptions/confirm/" in _last_mail()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_pages_are_accessible(
    open_page: OpenPage, article: Article, rex: Commenter, say: Say, dark: bool
) -> None:
    say(rex, "Hello")
    page = open_page(dark=dark, size=PHONE)
    found: dict[str, object] = {}
    for url in _get_pages(article):
        page.goto(url)
        assert overflow(page) <= 0
        found |= violations(page, url, dark=dark)
    assert found == {}


def test_screenshots(article: Article, screenshots: Callable[[str, str], list[Path]]) -> None:
    subscribe, preferences, *_rest = _get_pages(article)
    assert screenshots(subscribe, "subscribe")
    assert screenshots(preferences, "email-preferences")


def _get_pages(article: Article) -> list[str]:
    subscription = Subscription.objects.create(
        email="ada@example.org",
        scope=Subscription.Scope.THREAD,
        thread=get_or_create_thread(article),
        confirmed_at=article.published_at,
    )
    base = article.get_absolute_url().removesuffix(".html")
    return [
        f"{base}/comments/subscribe/",
        subscription.get_absolute_url(),
        f"{subscription.get_absolute_url()}unsubscribe/",
    ]


def _submit(page: Page) -> None:
    page.locator(".subscriptions form [type=submit]").click()


def _last_mail() -> str:
    """Do the worker's job; return the text of the last mail."""
    catch_up()
    message = mail.outbox[-1].message()
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def _link(text: str, part: str) -> str:
    (link,) = re.findall(rf"^http\S*{re.escape(part)}\S*$", text, re.MULTILINE)
    return str(link)
