"""Guests in their browsers, confirmed names, and accounts with passkeys."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import CDPSession, Page, expect
from pytest_django import Settings

from accounts.models import User
from blog.models import Article
from comments.models import Commenter
from tests.browser.conftest import ARTIFACTS, DESKTOP, PHONE, OpenPage
from tests.browser.measurements import overflow, small_targets
from tests.browser.page_monitor import PageMonitor

type SignIn = Callable[[Page, User], None]
both = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture(autouse=True)
def immediate_tasks(settings: Settings) -> None:
    """Send mail immediately."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}


def _write(
    page: Page, article: Article, text: str, name: str = "Nia", email: str = "nia@example.org"
) -> None:
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    form.locator("[name=name]").fill(name)
    form.locator("[name=email]").fill(email)
    form.locator("textarea[name=body]").fill(text)


def _send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("#comment-form").get_by_role("button", name="Post comment").click()


def _find_in_mail(pattern: str) -> str:
    found = re.search(pattern, str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def test_a_guest_is_remembered_only_in_the_browser(open_page: OpenPage, article: Article) -> None:
    page = open_page()
    _write(page, article, "Hello")
    page.locator("#remember-me").check()
    _send(page)
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    expect(form.locator("[name=name]")).to_have_value("Nia")
    expect(form.locator("[name=email]")).to_have_value("nia@example.org")
    expect(page.locator("#remember-me")).to_be_checked()
    assert "nia@example.org" not in page.request.get(article.get_absolute_url()).text()

    page.locator("#remember-me").uncheck()
    page.reload()
    expect(form.locator("[name=name]")).to_have_value("")


def test_a_guest_who_does_not_opt_in_is_not_remembered(
    open_page: OpenPage, article: Article
) -> None:
    page = open_page()
    _write(page, article, "Hello")
    _send(page)
    page.goto(article.get_absolute_url())
    expect(page.locator("#comment-form [name=name]")).to_have_value("")
    assert page.evaluate("localStorage.getItem('folkmoot:guest')") is None


@pytest.mark.parametrize("stored", ["{", "5", "[]", '"x"', '{"name": 5}'])
def test_invalid_stored_data_is_ignored(open_page: OpenPage, article: Article, stored: str) -> None:
    page = open_page()
    page.goto(article.get_absolute_url())
    page.evaluate("(stored) => localStorage.setItem('folkmoot:guest', stored)", stored)
    page.reload()
    expect(page.locator("#comment-form [name=email]")).to_have_value("")


def test_remember_me_is_hidden_without_javascript(open_page: OpenPage, article: Article) -> None:
    page = open_page(javascript=False)
    page.goto(article.get_absolute_url())
    expect(page.locator("#remember-me")).to_be_hidden()


@both
def test_a_confirmed_guest_reserves_the_name(
    open_page: OpenPage, javascript: bool, article: Article, monitor: PageMonitor
) -> None:
    page = open_page(javascript=javascript)
    _write(page, article, "Hello")
    _send(page)
    page.locator("form[action='/confirm/mine/'] button").click()
    expect(page).to_have_url(re.compile("/confirm/asked/"))

    page.goto(_find_in_mail(r"(/confirm/link/\S+)"))
    expect(page.locator("main")).to_contain_text("Nia")
    page.locator("main form button").click()
    expect(page.locator("main form")).to_have_count(0)
    page.goto(article.get_absolute_url())
    expect(page.locator("form[action='/confirm/mine/']")).to_have_count(0)

    impostor = open_page(javascript=javascript)
    monitor.expect("400")
    _write(impostor, article, "I am Nia, too", "Nіa", "else@example.org")
    _send(impostor)
    expect(impostor.locator("main a[href='/confirm/']").first).to_be_visible()
    expect(impostor.locator("textarea[name=body]")).to_have_value("I am Nia, too")


@pytest.fixture
def authenticator(page: Page) -> Iterator[CDPSession]:
    """Add a virtual authenticator that accepts every request."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield session
    session.detach()


def test_a_reader_signs_up_and_logs_in_with_a_passkey(
    page: Page, authenticator: CDPSession, rex: Commenter
) -> None:
    page.goto("/accounts/signup/passkey/")
    page.get_by_label("Name", exact=True).fill("Rex")
    page.locator("[name=email]").fill(rex.email)
    page.locator("main form button[type=submit], main form .buttons button").first.click()
    expect(page.locator("[name=code]")).to_be_visible()
    page.locator("[name=code]").fill(_find_in_mail(r"^([A-Z0-9]{3,}-[A-Z0-9]{3,})$"))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rex")
    rex.refresh_from_db()
    assert rex.user == User.objects.get(email=rex.email)

    page.goto("/accounts/logout/")
    with page.expect_navigation():
        page.locator("main form button").click()
    page.goto("/accounts/login/")
    page.locator("#passkey_login").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rex")


PUBLIC_PAGES = ["/accounts/login/", "/accounts/signup/", "/accounts/signup/passkey/", "/confirm/"]
ACCOUNT_PAGES = ["/accounts/", "/accounts/name/", "/accounts/email/", "/accounts/2fa/"]


@pytest.mark.parametrize("path", [*PUBLIC_PAGES, *ACCOUNT_PAGES])
def test_the_pages_fit_a_narrow_phone(page: Page, sign_in: SignIn, otto: User, path: str) -> None:
    if path in ACCOUNT_PAGES:
        sign_in(page, otto)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    assert overflow(page) <= 0
    assert small_targets(page) == []


@pytest.mark.screenshots
def test_screenshots_of_public_pages(
    screenshots: Callable[[str, str], list[Path]], db: None
) -> None:
    for path in PUBLIC_PAGES:
        assert len(screenshots(path, f"identity{path.replace('/', '-')}")) == 4


@pytest.mark.screenshots
def test_screenshots_of_account_pages(open_page: OpenPage, sign_in: SignIn, otto: User) -> None:
    for size, label in ((DESKTOP, "desktop"), (PHONE, "phone")):
        page = open_page(size=size, dark=size == PHONE)
        sign_in(page, otto)
        for path in ACCOUNT_PAGES:
            page.goto(path)
            name = f"identity{path.replace('/', '-')}-{label}.png"
            page.screenshot(path=ARTIFACTS / name, full_page=True)
            expect(page.locator("h1")).to_have_count(1)
