"""The moderation queue: keyboard, next comments, presence, accessibility."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.services import submit_comment
from comments.visitors.visitor import Visitor
from moderation.bans.retroactive import apply_retroactively
from moderation.decisions.evidence import ScreenerEvidence
from moderation.decisions.services.decision_log import log_decision
from moderation.models import Ban, Decision, Report
from moderation.reports.services import report_comment
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.measurements import overflow
from tests.browser.page_monitor import PageMonitor
from tests.people import fill_thread

SignIn = Callable[[Page, User], None]
QUEUE = "/admin/moderation/queue/"
Status = Comment.Status
MAX_MILLISECONDS = 100  # until the next comment is displayed
_UNTIL_SHOWN = """
([key, before]) => new Promise((resolve) => {
  const pane = document.getElementById("selected-comment");
  const begin = performance.now();
  const watch = new MutationObserver(() => {
    const pk = pane.querySelector(".item")?.dataset.pk;
    if (pk && pk !== before) { watch.disconnect(); resolve(performance.now() - begin); }
  });
  watch.observe(pane, { childList: true });
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
})
"""


@pytest.fixture
def held(thread: Thread, nia: Commenter, spike: Commenter) -> list[Comment]:
    """Create 26 held comments, by Nia and Spike in turn, and four reported ones."""
    comments = []
    for n in range(26):
        comment = submit_comment(
            thread=thread,
            commenter=(nia, spike)[n % 2],
            body=f"Cheap pills, number {n}" if n % 2 else f"A remark on ships, number {n}",
        ).comment
        assert comment
        comments.append(comment)
    log_decision(
        action=Decision.Action.HOLD,
        comment=comments[1],
        commenter=spike,
        screener="words",
        evidence=ScreenerEvidence({"marks": [[0, 11]], "words": [["pills", 3.1]]}),
    )
    for n, reported in enumerate(fill_thread(thread, 4)):
        report_comment(
            visitor=Visitor(browser_key=f"k{n}"),
            comment=reported,
            reason=Report.Reason.INSULT,
            note="Look.",
        )
    return comments


def open_queue(page: Page, moderator: User, sign_in: SignIn, query: str = "") -> None:
    """Open the queue as a moderator and wait for its script."""
    sign_in(page, moderator)
    page.goto(f"{QUEUE}{query}")
    expect(page.locator("[data-help]").first).to_be_visible()


def get_displayed(page: Page) -> str:
    """Return the primary key of the displayed comment."""
    return str(page.locator("#selected-comment .item").get_attribute("data-pk"))


def press(page: Page, key: str, name: str, level: str = ".success") -> None:
    """Press a key and wait for the result, which names the commenter."""
    page.keyboard.press(key)
    expect(page.locator(f"#queue-message{level}")).to_contain_text(name)


def test_thirty_comments_are_decided_from_the_keyboard(
    page: Page, held: list[Comment], mo: User, sign_in: SignIn
) -> None:
    open_queue(page, mo, sign_in)
    press(page, "a", "Nia")
    expect(page.locator("#selected-comment mark")).to_have_text("Cheap pills")
    press(page, "s", "Spike")
    press(page, "u", "Spike")
    expect(page.locator("#selected-comment .item")).to_have_attribute("data-pk", str(held[1].pk))
    expect(page.locator(".row")).to_have_count(25)

    page.keyboard.press("x")
    for key, place in (("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(page.locator("#selected-comment .item")).to_have_attribute(
            "data-pk", str(held[place].pk)
        )
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()

    for comment, following in pairwise(held[1:]):
        page.keyboard.press("s" if comment.commenter.name == "Spike" else "r")
        expect(page.locator("#selected-comment .item")).to_have_attribute(
            "data-pk", str(following.pk)
        )
    page.keyboard.press("s")
    expect(page.locator("[data-empty=tab]")).to_be_visible()
    expect(page.locator("#queue-link")).to_have_text(re.compile("4"))

    page.goto(f"{QUEUE}?tab=reported")
    page.keyboard.press("d")
    expect(page.locator("#queue-message.success")).not_to_be_empty()
    for left in (3, 2, 1):
        expect(page.locator(".row")).to_have_count(left)
        expect(page.locator("#selected-comment .item")).to_be_visible()
        page.keyboard.press("a")
    expect(page.locator("[data-empty=tab]")).to_be_visible()

    decisions = Decision.objects.filter(actor=mo).exclude(action=Decision.Action.UNDO)
    assert decisions.filter(undone_by=None).count() == 30
    assert Decision.objects.filter(action=Decision.Action.UNDO).count() == 1
    assert not Comment.objects.held().exists()
    assert not Report.objects.open().exists()


def test_the_next_comment_is_displayed_immediately(
    page: Page, held: list[Comment], mo: User, sign_in: SignIn
) -> None:
    open_queue(page, mo, sign_in)
    times = []
    for key in "jaj":
        with page.expect_response(re.compile(r"/queue/\d+/presence/")):
            times.append(page.evaluate(_UNTIL_SHOWN, [key, get_displayed(page)]))
        # Wait until the next comment has been prefetched.
        page.wait_for_load_state("networkidle")
    # On a busy machine, the first one may not have been prefetched.
    assert min(times) < MAX_MILLISECONDS


def test_a_ban_removes_past_comments(
    page: Page, thread: Thread, spike: Commenter, mo: User, sign_in: SignIn
) -> None:
    Commenter.objects.filter(pk=spike.pk).update(trust=Commenter.Trust.TRUSTED)
    spike.refresh_from_db()
    for n in range(2):
        submit_comment(thread=thread, commenter=spike, body=f"Cheap pills, number {n}")
    open_queue(page, mo, sign_in, "?tab=unreviewed")
    with page.expect_navigation():
        page.keyboard.press("b")
    page.locator("[name=explanation]").fill("Advertising")
    page.locator("[name=past_action]").select_option(Ban.PastAction.REMOVE)
    page.locator("[type=submit][name=ban]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    # Run the task of the worker.
    assert apply_retroactively(ban_id=Ban.objects.in_force().get().pk) is None
    assert set(Comment.objects.values_list("status", flat=True)) == {Status.REMOVED}
    page.goto(f"{QUEUE}?tab=all&status=removed")
    expect(page.locator(".row")).to_have_count(2)


def test_two_moderators_see_each_other(
    open_page: OpenPage,
    monitor: PageMonitor,
    held: list[Comment],
    mo: User,
    ed: User,
    sign_in: SignIn,
) -> None:
    monitor.expect("409")
    mos, eds = open_page(), open_page()
    open_queue(mos, mo, sign_in)
    open_queue(eds, ed, sign_in)
    expect(eds.locator("#selected-comment #presence")).to_contain_text("Mo")
    press(mos, "a", "Nia")
    press(eds, "r", "Mo", level=":not(.success)")
    expect(eds.locator(f"#row-{held[0].pk}")).to_have_count(0)


def test_axe_finds_nothing(
    open_page: OpenPage, held: list[Comment], mo: User, sign_in: SignIn
) -> None:
    page = open_page()
    open_queue(page, mo, sign_in, f"?item={held[1].pk}")
    found = violations(page, "queue")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    found |= violations(page, "shortcuts")
    page.goto(f"{QUEUE}?tab=reported&q=remark")
    found |= violations(page, "reported")
    page.goto(f"/admin/moderation/comments/{held[0].pk}/edit/")
    found |= violations(page, "correct")
    assert found == {}


def test_a_phone_shows_the_list_or_one_comment(
    open_page: OpenPage, held: list[Comment], mo: User, sign_in: SignIn
) -> None:
    page = open_page(size=PHONE)
    open_queue(page, mo, sign_in)
    expect(page.locator("#selected-comment")).to_be_hidden()
    assert overflow(page) == 0
    page.locator(f"#row-{held[1].pk} a").click()
    expect(page.locator("#selected-comment")).to_contain_text("Cheap pills, number 1")
    expect(page.locator("#queue-list")).to_be_hidden()
    assert overflow(page) == 0
    page.locator(".back-to-list a").click()
    expect(page.locator("#queue-list")).to_be_visible()


def test_without_javascript_a_decision_leads_to_the_next_comment(
    open_page: OpenPage, held: list[Comment], mo: User, sign_in: SignIn
) -> None:
    page = open_page(javascript=False)
    sign_in(page, mo)
    page.goto(f"{QUEUE}?item={held[2].pk}")
    page.locator("#selected-comment form.decide [data-key=a]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator("#selected-comment .item")).to_have_attribute("data-pk", str(held[3].pk))
    page.locator("#recent-decisions form.undo button").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_new_comments_are_counted_and_announced(
    page: Page, held: list[Comment], mo: User, nia: Commenter, sign_in: SignIn
) -> None:
    page.clock.install()
    open_queue(page, mo, sign_in)
    count = page.locator(".tabs [data-tab=pending]")
    expect(count).to_have_text("26")
    expect(page.locator("#queue-new")).to_be_hidden()
    submit_comment(thread=held[0].thread, commenter=nia, body="Is anybody here?")
    page.clock.fast_forward("00:31")
    expect(count).to_have_text("27")
    expect(page.locator("#queue-new")).to_contain_text("New comments have arrived.")
    page.locator("#queue-new a").click()
    expect(page.locator(".row")).to_have_count(27)
