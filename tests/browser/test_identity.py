"""A guest is remembered, keeps a name, and becomes somebody with a passkey."""

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
from tests.browser.conftest import ARTEFACTS, DESKTOP, PHONE, OpenPage
from tests.browser.measures import overflow, small_targets
from tests.browser.witness import Witness

type SignIn = Callable[[Page, User], None]
both = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture(autouse=True)
def at_once(settings: Settings) -> None:
    """Send letters where they are asked for."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}


def _write(
    page: Page, article: Article, text: str, name: str = "Nia", email: str = "nia@example.org"
) -> None:
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    form.get_by_label("Name").fill(name)
    form.get_by_label("E-mail").fill(email)
    form.get_by_label("Comment", exact=True).fill(text)


def _send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("#comment-form").get_by_role("button", name="Post comment").click()


def _in_letter(pattern: str) -> str:
    found = re.search(pattern, str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def test_a_guest_is_remembered_in_the_browser_alone(open_page: OpenPage, article: Article) -> None:
    page = open_page()
    _write(page, article, "Hello")
    page.get_by_label("Remember me in this browser").check()
    _send(page)
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    expect(form.get_by_label("Name")).to_have_value("Nia")
    expect(form.get_by_label("E-mail")).to_have_value("nia@example.org")
    expect(page.get_by_label("Remember me in this browser")).to_be_checked()
    assert "nia@example.org" not in page.request.get(article.get_absolute_url()).text()

    page.get_by_label("Remember me in this browser").uncheck()
    page.reload()
    expect(form.get_by_label("Name")).to_have_value("")


def test_who_does_not_tick_is_not_remembered(open_page: OpenPage, article: Article) -> None:
    page = open_page()
    _write(page, article, "Hello")
    _send(page)
    page.goto(article.get_absolute_url())
    expect(page.locator("#comment-form").get_by_label("Name")).to_have_value("")
    assert page.evaluate("localStorage.getItem('folkmoot:me')") is None


@pytest.mark.parametrize("kept", ["{", "5", "[]", '"x"', '{"name": 5}'])
def test_what_another_program_left_there_does_no_harm(
    open_page: OpenPage, article: Article, kept: str
) -> None:
    page = open_page()
    page.goto(article.get_absolute_url())
    page.evaluate("(kept) => localStorage.setItem('folkmoot:me', kept)", kept)
    page.reload()
    expect(page.locator("#comment-form").get_by_label("E-mail")).to_have_value("")


def test_without_scripts_nothing_is_offered(open_page: OpenPage, article: Article) -> None:
    page = open_page(javascript=False)
    page.goto(article.get_absolute_url())
    expect(page.locator("#remember-me")).to_be_hidden()


@both
def test_a_guest_confirms_and_keeps_the_name(
    open_page: OpenPage, javascript: bool, article: Article, witness: Witness
) -> None:
    page = open_page(javascript=javascript)
    _write(page, article, "Hello")
    _send(page)
    page.locator(".confirm-offer button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")

    page.goto(_in_letter(r"(/confirm/link/\S+)"))
    expect(page.locator("main")).to_contain_text("Nia")
    page.get_by_role("button", name="Yes, that’s me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your e-mail is confirmed")
    page.goto(article.get_absolute_url())
    expect(page.locator(".confirm-offer button")).to_have_count(0)

    impostor = open_page(javascript=javascript)
    witness.expect("400")
    _write(impostor, article, "I am Nia, too", "Nіa", "else@example.org")
    _send(impostor)
    expect(impostor.locator("main a[href='/confirm/']")).to_be_visible()
    expect(impostor.get_by_label("Comment", exact=True)).to_have_value("I am Nia, too")


@pytest.fixture
def authenticator(page: Page) -> Iterator[CDPSession]:
    """A passkey device that says yes to everything."""
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


def test_a_reader_makes_an_account_with_a_passkey_and_signs_in_with_it(
    page: Page, authenticator: CDPSession, rex: Commenter
) -> None:
    page.goto("/accounts/signup/passkey/")
    page.get_by_label("Name").fill("Rex")
    page.get_by_label("E-mail").fill(rex.email)
    page.get_by_role("button", name="Make an account").click()
    expect(page.get_by_label("Code")).to_be_visible()
    page.get_by_label("Code").fill(_in_letter(r"^([A-Z0-9]{3,}-[A-Z0-9]{3,})$"))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rex")
    rex.refresh_from_db()
    assert rex.user == User.objects.get(email=rex.email)

    page.get_by_role("link", name="Sign out").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Sign Out").click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="With a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rex")


ENTRANCE = ["/accounts/login/", "/accounts/signup/", "/accounts/signup/passkey/", "/confirm/"]
INSIDE = ["/accounts/", "/accounts/name/", "/accounts/email/", "/accounts/2fa/"]


@pytest.mark.parametrize("path", [*ENTRANCE, *INSIDE])
def test_the_pages_fit_a_narrow_phone(page: Page, sign_in: SignIn, otto: User, path: str) -> None:
    if path in INSIDE:
        sign_in(page, otto)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    assert overflow(page) <= 0
    assert small_targets(page) == []


def test_they_look_as_they_should(screenshots: Callable[[str, str], list[Path]], db: None) -> None:
    for path in ENTRANCE:
        assert len(screenshots(path, f"identity{path.replace('/', '-')}")) == 4


def test_inside_they_look_as_they_should(open_page: OpenPage, sign_in: SignIn, otto: User) -> None:
    for size, label in ((DESKTOP, "desktop"), (PHONE, "phone")):
        page = open_page(size=size, dark=size == PHONE)
        sign_in(page, otto)
        for path in INSIDE:
            page.goto(path)
            name = f"identity{path.replace('/', '-')}-{label}.png"
            page.screenshot(path=ARTEFACTS / name, full_page=True)
            expect(page.locator("h1")).to_have_count(1)
