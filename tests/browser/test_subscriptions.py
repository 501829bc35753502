import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from blog.models import Article
from comments.models import Commenter, Subscription
from comments.threads.services.threads import get_or_create_thread
from mail.tasks import catch_up
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.measurements import overflow
from tests.people import CreateComment


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_guest_subscribes_gets_mail_and_unsubscribes(
    open_page: OpenPage,
    javascript: bool,
    article: Article,
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    page = open_page(javascript=javascript)
    page.goto(article.get_absolute_url())
    page.locator("a[href$='/comments/subscribe/']").first.click()
    page.locator("[name=email]").fill("ada@example.org")
    page.locator("[name=cadence]").select_option("now")
    page.locator("main [type=submit]").click()
    expect(page.locator("[data-subscribed=pending]")).to_contain_text("ada@example.org")

    page.goto(_link(_last_mail(), "/subscriptions/confirm/"))
    expect(page.get_by_role("checkbox")).to_be_checked()
    page.locator("main [type=submit]").click()
    expect(page.get_by_role("status")).to_contain_text("ada@example.org")

    create_comment(rex, "The herring is in.")
    text = _last_mail()
    assert "The herring is in." in text
    page.goto(_link(text, "/comments/1/"))
    expect(page.locator("#c1")).to_contain_text("The herring is in.")

    page.goto(_link(text, "/unsubscribe/"))
    page.locator("main form [type=submit]").click()
    expect(page.locator("[data-unsubscribed=now]")).to_be_visible()
    page.get_by_role("link", name="Email preferences").click()
    expect(page.get_by_role("combobox")).to_have_value("ended")
    page.get_by_role("combobox").select_option("daily")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert Subscription.objects.get().is_active


def test_the_comment_form_offers_a_subscription(
    page: Page, article: Article, rex: Commenter
) -> None:
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    form.locator("[name=name]").fill("Rex")
    form.locator("[name=email]").fill(rex.email)
    form.locator("textarea[name=body]").fill("Who has seen the herring?")
    form.locator("[name=notify_replies]").check()
    form.get_by_role("button", name="Post comment").click()
    expect(page.locator("#held-comments")).to_be_visible()
    assert "/subscriptions/confirm/" in _last_mail()


def test_axe_finds_nothing(
    open_page: OpenPage, article: Article, rex: Commenter, create_comment: CreateComment
) -> None:
    create_comment(rex, "Hello")
    page = open_page(size=PHONE)
    found: dict[str, object] = {}
    for address in _pages(article):
        page.goto(address)
        assert overflow(page) <= 0
        found |= violations(page, address)
    assert found == {}


@pytest.mark.screenshots
def test_screenshots_are_taken(
    article: Article, screenshots: Callable[[str, str], list[Path]]
) -> None:
    subscribe, preferences, *_rest = _pages(article)
    assert screenshots(subscribe, "subscribe")
    assert screenshots(preferences, "email-preferences")


def _pages(article: Article) -> list[str]:
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


def _last_mail() -> str:
    """Send queued mail and return the text of the last one."""
    catch_up()
    message = mail.outbox[-1].message()
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def _link(text: str, part: str) -> str:
    (link,) = re.findall(rf"^http\S*{re.escape(part)}\S*$", text, re.MULTILINE)
    return str(link)
