"""A moderator's shift, played from the keyboard; and the queue under axe, in the light and dark."""

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
from tests.browser.measures import overflow
from tests.browser.witness import Witness
from tests.people import fill_thread

SignIn = Callable[[Page, User], None]
QUEUE = "/admin/moderation/queue/"
Status = Comment.Status
# How long a moderator waits for the next comment, in milliseconds.
AT_ONCE = 100
_UNTIL_SHOWN = """
([key, before]) => new Promise((resolve) => {
  const beside = document.getElementById("beside");
  const begin = performance.now();
  const watch = new MutationObserver(() => {
    const pk = beside.querySelector(".item")?.dataset.pk;
    if (pk && pk !== before) { watch.disconnect(); resolve(performance.now() - begin); }
  });
  watch.observe(beside, { childList: true });
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
})
"""


@pytest.fixture
def waiting(thread: Thread, nia: Commenter, spike: Commenter) -> list[Comment]:
    """Twenty-six that wait: Spike's pills between Nia's remarks. Four are reported beside them."""
    held = []
    for n in range(26):
        said = submit_comment(
            thread=thread,
            commenter=(nia, spike)[n % 2],
            body=f"Cheap pills, number {n}" if n % 2 else f"A remark on ships, number {n}",
        ).comment
        assert said
        held.append(said)
    log_decision(
        action=Decision.Action.HOLD,
        comment=held[1],
        commenter=spike,
        screener="words",
        evidence=ScreenerEvidence({"marks": [[0, 11]], "words": [["pills", 3.1]]}),
    )
    for n, comment in enumerate(fill_thread(thread, 4)):
        report_comment(
            visitor=Visitor(browser_key=f"k{n}"),
            comment=comment,
            reason=Report.Reason.INSULT,
            note="Look.",
        )
    return held


def at_work(page: Page, moderator: User, sign_in: SignIn, query: str = "") -> None:
    """Open the queue as a moderator, ready for keys."""
    sign_in(page, moderator)
    page.goto(f"{QUEUE}{query}")
    expect(page.get_by_role("button", name="Keys")).to_be_visible()


def shown(page: Page) -> str:
    """Return the key of the comment that is shown."""
    return str(page.locator("#beside .item").get_attribute("data-pk"))


def press(page: Page, key: str, said: str) -> None:
    """Press a key and wait until the site has said what it did."""
    page.keyboard.press(key)
    expect(page.locator("#said")).to_have_text(re.compile(said))


def test_thirty_are_cleared_from_the_keyboard(
    page: Page, waiting: list[Comment], mo: User, sign_in: SignIn
) -> None:
    at_work(page, mo, sign_in)
    press(page, "a", "Nia: approved")
    expect(page.locator("#beside mark")).to_have_text("Cheap pills")
    press(page, "s", "Spike: marked as spam")
    press(page, "u", "Undone: Spike, marked as spam")
    expect(page.locator("#beside .item")).to_have_attribute("data-pk", str(waiting[1].pk))
    expect(page.locator(".row")).to_have_count(25)

    page.keyboard.press("x")
    for key, place in (("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(page.locator("#beside .item")).to_have_attribute("data-pk", str(waiting[place].pk))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()

    for comment, following in pairwise(waiting[1:]):
        page.keyboard.press("s" if comment.commenter.name == "Spike" else "r")
        expect(page.locator("#beside .item")).to_have_attribute("data-pk", str(following.pk))
    page.keyboard.press("s")
    expect(page.locator(".empty")).to_contain_text("Nobody waits for you.")
    expect(page.locator("#queue-link")).to_have_text(re.compile("4 comments wait"))

    page.goto(f"{QUEUE}?tab=reported")
    press(page, "d", "removed")
    for left in (3, 2, 1):
        expect(page.locator(".row")).to_have_count(left)
        expect(page.locator("#beside .item")).to_be_visible()
        page.keyboard.press("a")
    expect(page.locator(".empty")).to_contain_text("Nobody waits for you.")

    theirs = Decision.objects.filter(actor=mo).exclude(action=Decision.Action.UNDO)
    assert theirs.filter(undone_by=None).count() == 30
    assert Decision.objects.filter(action=Decision.Action.UNDO).count() == 1
    assert not Comment.objects.held().exists()
    assert not Report.objects.open().exists()


def test_the_next_one_is_there_at_once(
    page: Page, waiting: list[Comment], mo: User, sign_in: SignIn
) -> None:
    at_work(page, mo, sign_in)
    times = []
    for key in "jaj":
        with page.expect_response(re.compile(r"/queue/\d+/presence/")):
            times.append(page.evaluate(_UNTIL_SHOWN, [key, shown(page)]))
        # A moderator reads it for a moment; the next one has been fetched by then.
        page.wait_for_load_state("networkidle")
    # The first one may still be on its way on a busy machine.
    assert min(times) < AT_ONCE


def test_one_is_banned_and_what_they_wrote_is_removed(
    page: Page, thread: Thread, spike: Commenter, mo: User, sign_in: SignIn
) -> None:
    Commenter.objects.filter(pk=spike.pk).update(trust=Commenter.Trust.REGULAR)
    spike.refresh_from_db()
    for n in range(2):
        submit_comment(thread=thread, commenter=spike, body=f"Cheap pills, number {n}")
    at_work(page, mo, sign_in, "?tab=unreviewed")
    with page.expect_navigation():
        page.keyboard.press("b")
    page.get_by_label("Reason").fill("Advertising")
    page.locator("[name=past_action]").select_option(Ban.PastAction.REMOVE)
    page.get_by_role("button", name="Ban", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Banned Spike.")
    # What a worker does.
    assert apply_retroactively(ban_id=Ban.objects.in_force().get().pk) is None
    assert set(Comment.objects.values_list("status", flat=True)) == {Status.REMOVED}
    page.goto(f"{QUEUE}?tab=all&status=removed")
    expect(page.locator(".row")).to_have_count(2)


def test_two_moderators_see_each_other(
    open_page: OpenPage,
    witness: Witness,
    waiting: list[Comment],
    mo: User,
    ed: User,
    sign_in: SignIn,
) -> None:
    witness.expect("409")
    mos, eds = open_page(), open_page()
    at_work(mos, mo, sign_in)
    at_work(eds, ed, sign_in)
    expect(eds.locator("#beside .others")).to_contain_text("Mo is looking at this")
    press(mos, "a", "Nia: approved")
    press(eds, "r", "is decided already: approved by Mo")
    expect(eds.locator(f"#row-{waiting[0].pk}")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(
    open_page: OpenPage, waiting: list[Comment], mo: User, sign_in: SignIn, dark: bool
) -> None:
    page = open_page(dark=dark)
    at_work(page, mo, sign_in, f"?item={waiting[1].pk}")
    found = violations(page, "queue")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    found |= violations(page, "keys")
    page.goto(f"{QUEUE}?tab=reported&q=remark")
    found |= violations(page, "reported")
    page.goto(f"/admin/moderation/comments/{waiting[0].pk}/correct/")
    found |= violations(page, "correct")
    assert found == {}


def test_on_a_phone_it_is_a_list_and_then_one(
    open_page: OpenPage, waiting: list[Comment], mo: User, sign_in: SignIn
) -> None:
    page = open_page(size=PHONE)
    at_work(page, mo, sign_in)
    expect(page.locator("#beside")).to_be_hidden()
    assert overflow(page) == 0
    page.locator(f"#row-{waiting[1].pk} a").click()
    expect(page.locator("#beside")).to_contain_text("Cheap pills, number 1")
    expect(page.locator("#list")).to_be_hidden()
    assert overflow(page) == 0
    page.get_by_role("link", name="Back to the list").click()
    expect(page.locator("#list")).to_be_visible()


def test_without_scripts_it_goes_from_one_to_the_next(
    open_page: OpenPage, waiting: list[Comment], mo: User, sign_in: SignIn
) -> None:
    page = open_page(javascript=False)
    sign_in(page, mo)
    page.goto(f"{QUEUE}?item={waiting[2].pk}")
    page.locator("#beside").get_by_role("button", name="Approve").click()
    expect(page.locator(".messagelist")).to_contain_text("Nia: approved")
    expect(page.locator("#beside .item")).to_have_attribute("data-pk", str(waiting[3].pk))
    page.locator("#lately").get_by_role("button", name="Undo").first.click()
    expect(page.locator(".messagelist")).to_contain_text("Undone: Nia, approved")
