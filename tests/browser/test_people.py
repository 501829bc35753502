"""What moderators do about somebody, and what that one sees of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from blog.models import Article
from comments.models import Commenter
from moderation.bans.services import create_ban
from moderation.bans.targets import parse_target
from moderation.models import Ban
from moderation.modmail.services import reply_to_moderators, send_message
from moderation.notes.services import add_note
from moderation.sanctions.services import warn_commenter
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.measures import overflow
from tests.browser.witness import Witness

type SignIn = Callable[[Page, User], None]


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_somebody_is_warned_and_says_that_it_was_read(
    open_page: OpenPage,
    sign_in: SignIn,
    witness: Witness,
    javascript: bool,
    article: Article,
    rex: Commenter,
    mo: User,
) -> None:
    witness.expect(r"403 \(Forbidden\).*/comments/post/")
    desk, reader = open_page(javascript=javascript), open_page(javascript=javascript)
    sign_in(desk, mo)
    desk.goto(f"/admin/moderation/commenters/{rex.pk}/")
    desk.locator("#sanctions [name=reason]").fill("Please stay calm.")
    desk.get_by_role("button", name="Warn").click()
    expect(desk.locator("#sanctions [data-sanction=warning]")).to_be_visible()

    _post(reader, article, "The herring was better last year.")
    expect(reader.get_by_role("alert")).to_contain_text("Please stay calm.")
    expect(reader.locator("#comment-form [name=body]")).to_have_value(
        "The herring was better last year."
    )
    reader.locator("button[name=acknowledged]").click()
    expect(reader.locator("#c1")).to_contain_text("The herring was better last year.")

    desk.reload()
    expect(desk.locator("#sanctions")).not_to_contain_text("Please stay calm.")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    open_page: OpenPage, sign_in: SignIn, article: Article, rex: Commenter, ed: User, dark: bool
) -> None:
    add_note(moderator=ed, commenter=rex, text="Writes at night")
    warn_commenter(moderator=ed, commenter=rex, reason="Please stay calm.")
    message = send_message(moderator=ed, commenter=rex, text="Hello")
    reply_to_moderators(modmail=message.modmail, text="Hello to you")
    create_ban(moderator=ed, target=parse_target(Ban.Kind.DOMAIN, "pills.example"), reason="Spam")
    page = open_page(dark=dark, size=PHONE)
    sign_in(page, ed)
    found: dict[str, object] = {}
    for name, address in {
        "commenter": f"/admin/moderation/commenters/{rex.pk}/",
        "ban": f"/admin/moderation/commenters/{rex.pk}/ban/",
        "new ban": "/admin/moderation/bans/new/",
        "bans": "/admin/moderation/bans/",
        "messages": "/admin/moderation/messages/",
        "conversation": message.modmail.get_absolute_url(),
        "own reports": "/moderation/reports/",
    }.items():
        page.goto(address)
        found |= violations(page, name, dark=dark)
        if by := overflow(page):
            found[f"{name}: too wide"] = by
    assert found == {}


def _post(page: Page, article: Article, text: str) -> None:
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    form.get_by_label("Name").fill("Rex")
    form.locator("[name=email]").fill("rex@example.org")
    form.locator("[name=body]").fill(text)
    form.get_by_role("button", name="Post comment").click()
