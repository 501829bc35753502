"""Keys in the moderation queue: what they must not do, and what they do on a slow server."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.services import submit_comment
from moderation.models import Decision

SignIn = Callable[[Page, User], None]
QUEUE = "/admin/moderation/queue/"
Action = Decision.Action


@pytest.fixture
def held(thread: Thread, nia: Commenter) -> list[Comment]:
    """Create five held comments by Nia."""
    results = [
        submit_comment(thread=thread, commenter=nia, body=f"A remark on ships, number {n}")
        for n in range(5)
    ]
    return [result.comment for result in results if result.comment]


@pytest.fixture
def queue(page: Page, held: list[Comment], mo: User, sign_in: SignIn) -> Page:
    """Open the queue as Mo and wait for its script."""
    sign_in(page, mo)
    page.goto(QUEUE)
    expect(page.locator("[data-help]").first).to_be_visible()
    return page


def get_decisions() -> list[tuple[int | None, str]]:
    """Return the moderators' decisions in order, as pairs of comment and action."""
    decisions = Decision.objects.exclude(actor=None).order_by("pk")
    return list(decisions.values_list("comment", "action"))


def expect_displayed(page: Page, comment: Comment) -> None:
    """Wait until the comment is displayed."""
    item = page.locator("#selected-comment .item")
    expect(item).to_have_attribute("data-pk", str(comment.pk))


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_enter_in_a_field_decides_nothing(
    page: Page, held: list[Comment], nia: Commenter, mo: User, sign_in: SignIn, javascript: bool
) -> None:
    sign_in(page, mo)
    page.goto(f"{QUEUE}?item={held[0].pk}")
    page.locator("#selected-comment [name=explanation]").fill("Please add a source")
    page.keyboard.press("Enter")
    page.locator("#selected-comment [name=guideline]").press("Enter")
    # The text is still there, so the page wasn't left.
    expect(page.locator("#selected-comment [name=explanation]")).to_have_value(
        "Please add a source"
    )
    page.locator("#selected-comment [data-key=r]").click()
    expect_displayed(page, held[1])
    expect(page.locator("#recent-decisions form.undo")).to_have_count(1)

    page.goto(f"/admin/moderation/commenters/{nia.pk}/")
    page.locator("#sanctions [name=explanation]").fill("Insults")
    page.keyboard.press("Enter")
    expect(page.locator("#sanctions [name=explanation]")).to_have_value("Insults")
    assert get_decisions() == [(held[0].pk, Action.REJECT)]
