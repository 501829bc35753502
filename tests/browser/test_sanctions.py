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
from tests.browser.conftest import PHONE, OpenPage, Recognize
from tests.browser.measurements import overflow
from tests.browser.page_monitor import PageMonitor

type SignIn = Callable[[Page, User], None]


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_commenter_acknowledges_a_warning(
    open_page: OpenPage,
    sign_in: SignIn,
    monitor: PageMonitor,
    javascript: bool,
    article: Article,
    rex: Commenter,
    mo: User,
    recognize: Recognize,
) -> None:
    monitor.expect(r"403 \(Forbidden\).*/comments/post/")
    moderator, reader = open_page(javascript=javascript), open_page(javascript=javascript)
    sign_in(moderator, mo)
    recognize(reader, rex)
    moderator.goto(f"/admin/moderation/commenters/{rex.pk}/")
    moderator.locator("#sanctions [name=explanation]").fill("Please stay calm.")
    moderator.locator("#sanctions button[value=warn]").click()
    expect(moderator.locator("#sanctions [data-sanction=warning]")).to_be_visible()

    _post(reader, article, "The herring was better last year.")
    expect(reader.get_by_role("alert")).to_contain_text("Please stay calm.")
    expect(reader.locator("textarea[name=body]")).to_have_value("The herring was better last year.")
    reader.locator("[name=acknowledged]").click()
    expect(reader.locator("#c1")).to_contain_text("The herring was better last year.")

    moderator.reload()
    expect(moderator.locator("#sanctions")).not_to_contain_text("Please stay calm.")


def test_axe_finds_nothing_and_nothing_is_too_wide(
    open_page: OpenPage, sign_in: SignIn, article: Article, rex: Commenter, ed: User
) -> None:
    add_note(moderator=ed, commenter=rex, text="Writes at night")
    warn_commenter(moderator=ed, commenter=rex, explanation="Please stay calm.")
    message = send_message(moderator=ed, commenter=rex, text="Hello")
    reply_to_moderators(modmail=message.modmail, text="Hello to you")
    create_ban(
        moderator=ed, target=parse_target(Ban.Kind.DOMAIN, "pills.example"), explanation="Spam"
    )
    page = open_page(size=PHONE)
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
        found |= violations(page, name)
        if by := overflow(page):
            found[f"{name}: too wide"] = by
    assert found == {}


def _post(page: Page, article: Article, text: str) -> None:
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    form.locator("[name=name]").fill("Rex")
    form.locator("[name=email]").fill("rex@example.org")
    form.locator("textarea[name=body]").fill(text)
    form.get_by_role("button", name="Post comment").click()
