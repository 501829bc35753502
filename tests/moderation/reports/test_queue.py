import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from comments.editing.services import withdraw_comment
from comments.models import Comment, Thread
from comments.threads.services.status import change_status
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import AlreadyDecided, decide
from moderation.models import Decision, Report
from moderation.reports.services import report_comment
from tests.moderation.queue.parsing import get_listed_keys
from tests.people import fill_thread

REPORTED = "/admin/moderation/queue/?tab=reported"
HOUR = dt.timedelta(hours=1)
Action = Decision.Action


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    return fill_thread(thread, 3)


def report(comment: Comment, *, times: int = 1, reason: str = "insult", note: str = "") -> None:
    """Report a comment as several guests with different IP addresses."""
    for place in range(times):
        report_comment(
            visitor=Visitor(browser_key=f"key-{place}"),
            comment=comment,
            reason=Report.Reason(reason),
            note=note,
            ip_address=f"192.0.2.{place + 1}",
        )


def decide_on(moderator: User, comment: Comment, action: Action) -> Decision:
    """Decide on the current version of a comment."""
    comment.refresh_from_db()
    return decide(
        moderator=moderator, item=comment, action=action, expected_version=comment.version
    )


def outcomes() -> list[str]:
    return list(Report.objects.order_by("pk").values_list("outcome", flat=True))


@pytest.mark.parametrize("username", ["otto", "art"])
def test_others_do_not_see_the_reports(
    request: pytest.FixtureRequest, client: Client, comments: list[Comment], username: str
) -> None:
    report(comments[0], note="Look here.")
    client.force_login(request.getfixturevalue(username))
    assert "Look here." not in client.get(REPORTED).text


def test_a_comment_without_reports_can_not_be_kept(mo: User, comments: list[Comment]) -> None:
    with pytest.raises(AlreadyDecided):
        decide_on(mo, comments[0], Action.KEEP)
    assert not Decision.objects.exists()


def test_all_reports_of_a_comment_form_one_item(
    client: Client, mo: User, comments: list[Comment]
) -> None:
    report(comments[0], times=3, note="<b>Look</b> here.")
    report(comments[1], reason="spam")
    client.force_login(mo)
    text = client.get(REPORTED).text
    assert text.count('class="row"') == 2
    assert 'class="reports" data-count="3"' in text
    assert 'data-reason="insult"' in text
    assert "&lt;b&gt;Look&lt;/b&gt; here." in text
    assert text.index("Remark 0") < text.index("Remark 1")
    assert "Remark 2" not in text


def test_several_reports_come_before_an_older_one(
    client: Client, mo: User, comments: list[Comment]
) -> None:
    report(comments[0])
    report(comments[1], times=2)
    report(comments[2], times=2)
    Report.objects.filter(comment=comments[0]).update(created_at=timezone.now() - HOUR)
    Report.objects.filter(comment=comments[2]).update(created_at=timezone.now() - 2 * HOUR)
    client.force_login(mo)
    assert get_listed_keys(client, "tab=reported") == [
        comments[2].pk, comments[1].pk, comments[0].pk,
    ]  # fmt: skip
    page = " ".join(client.get(REPORTED).text.split())
    assert page.count("<strong>2 reports</strong>") == 2
    assert page.count("<strong>1 report</strong>") == 1


def test_a_report_that_waited_for_days_comes_first(
    client: Client, mo: User, comments: list[Comment]
) -> None:
    report(comments[0], times=3)
    report(comments[1])
    report(comments[2], times=2)
    Report.objects.filter(comment=comments[1]).update(created_at=timezone.now() - 72 * HOUR)
    Report.objects.filter(comment=comments[2], reporter_key="key-1").update(
        resolved_at=timezone.now(), outcome=Report.Outcome.KEPT
    )
    client.force_login(mo)
    assert get_listed_keys(client, "tab=reported") == [
        comments[1].pk, comments[0].pk, comments[2].pk,
    ]  # fmt: skip


def test_the_number_of_queries_is_fixed(client: Client, mo: User, comments: list[Comment]) -> None:
    client.force_login(mo)
    client.get(REPORTED)
    costs = []
    for comment, times in ((comments[0], 1), (comments[1], 9)):
        report(comment, times=times)
        with CaptureQueriesContext(connection) as captured:
            client.get(REPORTED)
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_the_header_counts_reported_comments(
    client: Client, mo: User, comments: list[Comment]
) -> None:
    report(comments[0], times=2)
    client.force_login(mo)
    assert 'data-pending="1"' in client.get("/admin/").text


def test_keeping_a_comment_resolves_its_reports(mo: User, comments: list[Comment]) -> None:
    report(comments[0], times=3)
    report(comments[1])
    decision = decide_on(mo, comments[0], Action.KEEP)
    assert (decision.before, decision.after) == ("published", "published")
    assert len(decision.evidence["reports"]) == 3
    assert outcomes() == ["kept"] * 3 + [""]


def test_removing_a_comment_resolves_its_reports(mo: User, comments: list[Comment]) -> None:
    report(comments[0], times=2)
    decide_on(mo, comments[0], Action.REMOVE)
    assert outcomes() == ["removed"] * 2


def test_withdrawing_a_comment_resolves_its_reports(comments: list[Comment]) -> None:
    report(comments[0])
    withdraw_comment(visitor=Visitor(comment_ids=frozenset({comments[0].pk})), comment=comments[0])
    assert outcomes() == ["withdrawn"]


def test_holding_a_comment_resolves_no_reports(comments: list[Comment]) -> None:
    report(comments[0])
    change_status(comment=comments[0], to=Comment.Status.HELD, expected_version=comments[0].version)
    assert outcomes() == [""]


def test_only_one_of_two_moderators_decides(mo: User, ed: User, comments: list[Comment]) -> None:
    report(comments[0])
    seen = Comment.objects.get(pk=comments[0].pk)
    decide_on(mo, comments[0], Action.KEEP)
    with pytest.raises(AlreadyDecided) as late:
        decide(moderator=ed, item=seen, action=Action.REMOVE, expected_version=seen.version)
    assert late.value.last is not None
    assert late.value.last.decided_by == "Mo"
    assert Comment.objects.get(pk=seen.pk).status == Comment.Status.PUBLISHED


def test_a_moderator_keeps_a_comment_by_a_button(
    client: Client, mo: User, comments: list[Comment]
) -> None:
    report(comments[0])
    client.force_login(mo)
    assert 'value="keep"' in client.get(REPORTED).text
    fields = {"action": "keep", "version": comments[0].version, "next": REPORTED}
    answer = client.post(
        f"/admin/moderation/comments/{comments[0].pk}/decide/", fields, follow=True
    )
    assert 'class="success"' in answer.text
    assert 'data-empty="tab"' in answer.text


def test_the_comments_own_page_shows_its_reports(
    client: Client, mo: User, comments: list[Comment]
) -> None:
    report(comments[0], note="Look here.")
    client.force_login(mo)
    text = client.get(f"/admin/comments/comment/{comments[0].pk}/change/").text
    assert "Look here." in text
    assert 'value="keep"' in text


def test_the_reporter_sees_the_outcome(client: Client, mo: User, comments: list[Comment]) -> None:
    address = "/2016/12/the-harbour/comments/1/report/"
    client.post(address, {"reason": "spam"})
    decide_on(mo, comments[0], Action.KEEP)
    assert 'data-outcome="kept"' in client.get(address).text
