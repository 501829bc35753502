from functools import partial

import pytest
from pytest_django import Settings

from accounts.models import User
from comments.models import Comment, Thread
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import decide
from moderation.models import Decision, ModerationSettings, Report
from moderation.reports.services import NotReportable, report_comment
from moderation.reports.weights import get_total_weight
from tests.concurrency import run_concurrently
from tests.people import fill_thread, make_user


@pytest.fixture
def comment(thread: Thread) -> Comment:
    """A comment to report."""
    return fill_thread(thread, 1)[0]


def report(comment: Comment, place: int, *, address: str = "", user: User | None = None) -> Report:
    """Report a comment as the reader of this number."""
    return report_comment(
        visitor=Visitor(user, browser_key="" if user else f"key-{place}"),
        comment=comment,
        reason=Report.Reason.INSULT,
        ip_address=address or f"192.0.{place}.1",
    )


def status(comment: Comment) -> str:
    """Return the comment's current status."""
    return Comment.objects.get(pk=comment.pk).status


def test_reports_never_hold_if_switched_off(comment: Comment) -> None:
    for place in range(1, 9):
        report(comment, place)
    assert status(comment) == "published"
    assert not Decision.objects.exists()


def test_one_report_too_few(comment: Comment, settings: Settings) -> None:
    settings.COMMENT_REPORTS_HOLD = 3
    for place in (1, 2):
        report(comment, place)
    assert status(comment) == "published"


def test_one_guest_with_many_browser_keys(comment: Comment, settings: Settings) -> None:
    settings.COMMENT_REPORTS_HOLD = 3
    for place in range(1, 9):
        report(comment, place, address="192.0.2.1")
    assert status(comment) == "published"


def test_enough_reports_hold_the_comment(comment: Comment, settings: Settings) -> None:
    settings.COMMENT_REPORTS_HOLD = 3
    for place in (1, 2, 3):
        report(comment, place)
    decision = Decision.objects.get()
    assert (decision.action, decision.screener, decision.actor) == ("hold", "reports", None)
    assert (decision.before, decision.after) == ("published", "held")
    assert len(decision.evidence["reports"]) == 3
    held = Comment.objects.get(pk=comment.pk)
    assert (held.status, held.reason_code, held.number) == ("held", "reported", 1)
    assert Thread.objects.get().published_count == 0


def test_a_held_comment_can_not_be_reported(comment: Comment, settings: Settings) -> None:
    settings.COMMENT_REPORTS_HOLD = 1
    report(comment, 1)
    with pytest.raises(NotReportable):
        report(comment, 2)


def test_approval_publishes_it_and_resolves_the_reports(
    comment: Comment, settings: Settings, mo: User
) -> None:
    settings.COMMENT_REPORTS_HOLD = 1
    report(comment, 1)
    held = Comment.objects.get(pk=comment.pk)
    decide(moderator=mo, item=held, action=Decision.Action.APPROVE, expected_version=held.version)
    assert status(comment) == "published"
    assert Report.objects.get().outcome == "kept"


def test_resolved_reports_do_not_count(comment: Comment, settings: Settings, mo: User) -> None:
    settings.COMMENT_REPORTS_HOLD = 2
    report(comment, 1)
    decide(
        moderator=mo, item=comment, action=Decision.Action.KEEP, expected_version=comment.version
    )
    report(comment, 2)
    assert status(comment) == "published"


@pytest.mark.parametrize(
    "addresses", ["192.0.2.{}", "2001:db8:1:2:{}::1", "2001:db8:1:{}::1", "::ffff:192.0.2.{}"]
)
@pytest.mark.parametrize("have_accounts", [False, True])
def test_a_network_counts_once(
    comment: Comment, settings: Settings, addresses: str, have_accounts: bool
) -> None:
    settings.COMMENT_REPORTS_HOLD = 2
    for place in range(1, 6):
        user = make_user(f"reader{place}") if have_accounts else None
        report(comment, place, address=addresses.format(place), user=user)
    assert status(comment) == "published"
    report(comment, 9, address="198.51.100.1")
    assert status(comment) == "held"


def test_an_account_and_a_browser_count_once_in_all_networks(otto: User) -> None:
    otto_twice = [Report(reporter=otto, network=f"192.0.{n}.0") for n in (1, 2)]
    browser_twice = [Report(reporter_key="a", network=f"192.0.{n}.0") for n in (3, 4)]
    assert get_total_weight([*otto_twice, *browser_twice]) == 2


def test_unknown_clients_count_once() -> None:
    assert get_total_weight([Report(reporter_key="a"), Report(reporter_key="b")]) == 1


def test_the_sites_setting_overrides_the_servers(comment: Comment, settings: Settings) -> None:
    settings.COMMENT_REPORTS_HOLD = 1
    ModerationSettings.objects.update_or_create(pk=1, defaults={"reports_hold": 2})
    report(comment, 1)
    assert status(comment) == "published"
    report(comment, 2)
    assert status(comment) == "held"


def test_zero_in_the_sites_settings_is_never(comment: Comment, settings: Settings) -> None:
    settings.COMMENT_REPORTS_HOLD = 1
    ModerationSettings.objects.update_or_create(pk=1, defaults={"reports_hold": 0})
    report(comment, 1)
    assert status(comment) == "published"


@pytest.mark.django_db(transaction=True)
def test_concurrent_last_reports_hold_it_once(comment: Comment, settings: Settings) -> None:
    settings.COMMENT_REPORTS_HOLD = 2
    run_concurrently(*(partial(report, comment, place) for place in (1, 2)))
    assert status(comment) == "held"
    assert Decision.objects.count() == 1
