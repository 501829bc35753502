"""Reports of a comment are one item in the queue, and one decision answers them all."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from comments.editing.services import withdraw_comment
from comments.models import Comment, Thread
from comments.services.status import change_status
from comments.visitors.visitor import Visitor
from moderation.models import Decision, Report
from moderation.services.deciding import AlreadyDecided, decide
from moderation.services.reporting import report_comment
from tests.people import fill_thread

SHELF = "/admin/moderation/queue/?shelf=reported"
Action = Decision.Action


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    """Three comments to report."""
    return fill_thread(thread, 3)


def report(comment: Comment, *, times: int = 1, reason: str = "insult", note: str = "") -> None:
    """Let so many guests, each at another address, report a comment."""
    for place in range(times):
        report_comment(
            visitor=Visitor(browser_key=f"key-{place}"),
            comment=comment,
            reason=Report.Reason(reason),
            note=note,
            ip_address=f"192.0.2.{place + 1}",
        )


def take(moderator: User, comment: Comment, action: Action) -> Decision:
    """Decide about a comment as it stands."""
    comment.refresh_from_db()
    return decide(
        moderator=moderator, item=comment, action=action, expected_version=comment.version
    )


def outcomes() -> list[str]:
    """Return what became of all reports."""
    return list(Report.objects.order_by("pk").values_list("outcome", flat=True))


@pytest.mark.parametrize("who", ["otto", "art"])
def test_others_do_not_see_the_reports(
    request: pytest.FixtureRequest, client: Client, comments: list[Comment], who: str
) -> None:
    report(comments[0], note="Look here.")
    client.force_login(request.getfixturevalue(who))
    assert "Look here." not in client.get(SHELF).text


def test_what_nobody_reports_is_not_left_as_it_is(mo: User, comments: list[Comment]) -> None:
    with pytest.raises(AlreadyDecided):
        take(mo, comments[0], Action.KEEP)
    assert not Decision.objects.exists()


def test_all_reports_of_a_comment_are_one_item(
    client: Client, mo: User, comments: list[Comment]
) -> None:
    report(comments[0], times=3, note="<b>Look</b> here.")
    report(comments[1], reason="spam")
    client.force_login(mo)
    text = client.get(SHELF).text
    assert text.count('class="row"') == 2
    assert "3 reports" in text
    assert "Insults or threatens somebody" in text
    assert "&lt;b&gt;Look&lt;/b&gt; here." in text
    assert text.index("Remark 0") < text.index("Remark 1")
    assert "Remark 2" not in text


def test_the_shelf_costs_the_same_for_one_report_as_for_many(
    client: Client, mo: User, comments: list[Comment]
) -> None:
    client.force_login(mo)
    client.get(SHELF)
    costs = []
    for comment, times in ((comments[0], 1), (comments[1], 9)):
        report(comment, times=times)
        with CaptureQueriesContext(connection) as captured:
            client.get(SHELF)
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_the_header_counts_what_is_reported(
    client: Client, mo: User, comments: list[Comment]
) -> None:
    report(comments[0], times=2)
    client.force_login(mo)
    assert "1 comment waits" in client.get("/admin/").text


def test_leaving_it_answers_all_its_reports(mo: User, comments: list[Comment]) -> None:
    report(comments[0], times=3)
    report(comments[1])
    decision = take(mo, comments[0], Action.KEEP)
    assert (decision.before, decision.after) == ("published", "published")
    assert len(decision.evidence["reports"]) == 3
    assert outcomes() == ["kept"] * 3 + [""]


def test_removing_it_answers_all_its_reports(mo: User, comments: list[Comment]) -> None:
    report(comments[0], times=2)
    take(mo, comments[0], Action.REMOVE)
    assert outcomes() == ["removed"] * 2


def test_its_author_answers_them_by_withdrawing(comments: list[Comment]) -> None:
    report(comments[0])
    withdraw_comment(visitor=Visitor(comment_ids=frozenset({comments[0].pk})), comment=comments[0])
    assert outcomes() == ["withdrawn"]


def test_holding_it_answers_none(comments: list[Comment]) -> None:
    report(comments[0])
    change_status(comment=comments[0], to=Comment.Status.HELD, expected_version=comments[0].version)
    assert outcomes() == [""]


def test_only_one_of_two_moderators_decides(mo: User, ed: User, comments: list[Comment]) -> None:
    report(comments[0])
    seen = Comment.objects.get(pk=comments[0].pk)
    take(mo, comments[0], Action.KEEP)
    with pytest.raises(AlreadyDecided) as late:
        decide(moderator=ed, item=seen, action=Action.REMOVE, expected_version=seen.version)
    assert late.value.last is not None
    assert late.value.last.decided_by == "Mo"
    assert Comment.objects.get(pk=seen.pk).status == Comment.Status.PUBLISHED


def test_a_moderator_leaves_it_by_a_button(
    client: Client, mo: User, comments: list[Comment]
) -> None:
    report(comments[0])
    client.force_login(mo)
    assert "Leave as it is" in client.get(SHELF).text
    fields = {"action": "keep", "version": comments[0].version, "next": SHELF}
    answer = client.post(
        f"/admin/moderation/comments/{comments[0].pk}/decide/", fields, follow=True
    )
    assert "left as it is" in answer.text
    assert "Nothing here" in answer.text


def test_the_comments_own_page_shows_its_reports(
    client: Client, mo: User, comments: list[Comment]
) -> None:
    report(comments[0], note="Look here.")
    client.force_login(mo)
    text = client.get(f"/admin/comments/comment/{comments[0].pk}/change/").text
    assert "Look here." in text
    assert "Leave as it is" in text


def test_the_reporter_learns_what_became_of_it(
    client: Client, mo: User, comments: list[Comment]
) -> None:
    address = "/2016/12/the-harbour/comments/1/report/"
    client.post(address, {"reason": "spam"})
    take(mo, comments[0], Action.KEEP)
    assert "left the comment as it is" in client.get(address).text
