"""Keys in the moderation queue: what they must not do, and what they do on a slow server."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.services import submit_comment
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from tests.browser.page_monitor import PageMonitor

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


def hold_back(page: Page, url: str) -> list[Route]:
    """Hold back the requests to a URL, as a slow server does, and return them as they are sent."""
    sent: list[Route] = []

    def keep(route: Route) -> None:
        sent.append(route)

    page.route(url, keep)
    return sent


def release(sent: list[Route]) -> None:
    """Let the first request that was held back continue."""
    sent.pop(0).continue_()


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


def hold(page: Page, key: str, until: Callable[[], None]) -> None:
    """Press a key, wait until it has worked, and hold it: the keyboard repeats it three times."""
    page.keyboard.down(key)
    until()
    for _ in range(3):
        page.keyboard.down(key)
    page.keyboard.up(key)


def test_a_held_key_decides_once(queue: Page, held: list[Comment]) -> None:
    hold(queue, "r", until=lambda: expect_displayed(queue, held[1]))
    expect(queue.locator(".row")).to_have_count(4)
    expect_displayed(queue, held[1])
    expect(queue.locator("#queue-message.success")).to_contain_text("Nia")
    hold(queue, "j", until=lambda: expect_displayed(queue, held[2]))
    expect_displayed(queue, held[2])
    assert get_decisions() == [(held[0].pk, Action.REJECT)]


def test_a_held_key_does_not_type(queue: Page) -> None:
    note = queue.locator("#note-text")
    hold(queue, "m", until=lambda: expect(note).to_be_focused())
    note.press_sequentially("mm")
    expect(note).to_have_value("mm")


def test_a_held_enter_key_presses_a_button_once(queue: Page) -> None:
    queue.keyboard.press("r")
    undo = queue.locator("#recent-decisions form.undo button")
    undo.focus()
    sent = hold_back(queue, "**/undo/")
    queue.evaluate(
        "addEventListener('submit', () => { window.submits = (window.submits ?? 0) + 1 })"
    )
    hold(queue, "Enter", until=lambda: expect(undo).to_be_focused())
    assert queue.evaluate("window.submits") == 1
    release(sent)
    expect(queue.locator("#queue-message.success")).to_contain_text("undone")


def test_a_double_click_decides_once(queue: Page, held: list[Comment]) -> None:
    queue.wait_for_load_state("networkidle")  # The next comment has been prefetched.
    queue.locator("#selected-comment [data-key=r]").dblclick()
    expect_displayed(queue, held[1])
    expect(queue.locator("#queue-message.success")).to_contain_text("Nia")
    expect(queue.locator(".row")).to_have_count(4)
    assert get_decisions() == [(held[0].pk, Action.REJECT)]


def test_keys_do_nothing_while_the_help_is_open(queue: Page, held: list[Comment]) -> None:
    queue.keyboard.press("?")
    expect(queue.get_by_role("dialog")).to_be_visible()
    queue.keyboard.press("r")
    queue.keyboard.press("Escape")
    expect(queue.get_by_role("dialog")).to_be_hidden()
    expect_displayed(queue, held[0])
    assert get_decisions() == []


def test_undo_waits_for_the_decision_that_is_being_sent(queue: Page, held: list[Comment]) -> None:
    queue.keyboard.press("r")
    expect(queue.locator("#queue-message.success")).to_contain_text("Nia")
    expect_displayed(queue, held[1])
    sent = hold_back(queue, "**/decide/")
    with queue.expect_request("**/decide/"):
        queue.keyboard.press("a")
    expect_displayed(queue, held[2])
    queue.keyboard.press("u")
    release(sent)
    expect_displayed(queue, held[1])
    expect(queue.locator("#queue-message.success")).to_contain_text("undone")
    assert get_decisions() == [
        (held[0].pk, Action.REJECT),
        (held[1].pk, Action.APPROVE),
        (held[1].pk, Action.UNDO),
    ]
    queue.unroute("**/decide/")
    # The next one undoes the decision before it, also if the first undo is still being sent.
    hold_back(queue, "**/undo/")
    queue.keyboard.press("r")
    with queue.expect_request("**/undo/"):
        queue.keyboard.press("u")
    queue.keyboard.press("u")
    queue.unroute("**/undo/")  # Lets the first undo continue.
    expect_displayed(queue, held[0])
    assert get_decisions()[3:] == [
        (held[1].pk, Action.REJECT),
        (held[1].pk, Action.UNDO),
        (held[0].pk, Action.UNDO),
    ]


def test_undo_of_a_decision_that_fails_undoes_nothing(
    queue: Page, held: list[Comment], monitor: PageMonitor, ed: User
) -> None:
    monitor.expect("409")
    queue.keyboard.press("r")
    expect(queue.locator("#queue-message.success")).to_contain_text("Nia")
    expect_displayed(queue, held[1])
    decide(moderator=ed, item=held[1], action=Action.SPAM, expected_version=held[1].version)
    sent = hold_back(queue, "**/decide/")
    with queue.expect_request("**/decide/"):
        queue.keyboard.press("a")
    queue.keyboard.press("u")
    release(sent)
    expect(queue.locator("#queue-message.warning")).to_contain_text("Ed")
    # The requests are sent one after the other, so this one would come after a wrong undo.
    queue.unroute("**/decide/")
    queue.keyboard.press("r")
    expect(queue.locator("#queue-message.success")).to_contain_text("Nia")
    assert get_decisions() == [
        (held[0].pk, Action.REJECT),
        (held[1].pk, Action.SPAM),
        (held[2].pk, Action.REJECT),
    ]


def test_a_late_response_does_not_replace_a_comment_opened_since(
    queue: Page, held: list[Comment]
) -> None:
    sent = hold_back(queue, "**/notes/")
    queue.locator("#note-text").fill("Writes at night")
    with queue.expect_request("**/notes/"):
        queue.get_by_role("button", name="Save note").click()
    queue.locator(f"#row-{held[1].pk} a").click()
    expect_displayed(queue, held[1])
    explanation = queue.locator("#selected-comment [name=explanation]")
    explanation.fill("Please add a source")
    release(sent)
    queue.wait_for_load_state("networkidle")
    expect(explanation).to_have_value("Please add a source")
