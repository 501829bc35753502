import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter
from comments.models.comment import CommentQuerySet
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Report
from moderation.queue.counts import COUNT_LIMIT, count_pending
from moderation.queue.services import record_presence
from moderation.queue.tabs import UNREVIEWED_PERIOD, QueueTab, _tabs, get_tabs, register_tab
from moderation.reports.services import report_comment
from moderation.statements.services.appeals import reject_appeal, submit_appeal
from moderation.templatetags.queue import capped
from tests.moderation.queue.parsing import QUEUE, get_listed_keys
from tests.people import CreateComment, fill_thread

Status = Comment.Status


@pytest.mark.parametrize("name", [tab.name for tab in get_tabs()])
def test_each_tab_opens(moderator: Client, name: str) -> None:
    page = moderator.get(QUEUE, {"tab": name})
    assert page.status_code == 200
    assert f'href="?tab={name}"\n      aria-current="page"' in page.text


@pytest.mark.parametrize(
    "query", ["tab=made-up", "tab=", "reason=made-up", "age=year", "after=x", "before=1.x"]
)
def test_invalid_queries_are_not_found(moderator: Client, query: str) -> None:
    assert moderator.get(f"{QUEUE}?{query}").status_code == 404


def test_pending_comments_come_oldest_first_in_the_default_tab(
    moderator: Client, create_comment: CreateComment, nia: Commenter, rex: Commenter
) -> None:
    held = [create_comment(nia, f"Remark {n}").pk for n in range(3)]
    create_comment(rex, "Shown")
    assert get_listed_keys(moderator) == held


def test_spam_and_all_are_newest_first(
    moderator: Client, create_comment: CreateComment, rex: Commenter
) -> None:
    keys = [create_comment(rex, f"Remark {n}").pk for n in range(3)]
    Comment.objects.filter(pk__in=keys[:2]).update(status=Status.SPAM)
    assert get_listed_keys(moderator, "tab=spam") == keys[1::-1]
    assert get_listed_keys(moderator, "tab=all") == keys[::-1]


def test_a_reported_comment_that_is_held_counts_once(
    moderator: Client, create_comment: CreateComment, rex: Commenter, mo: User
) -> None:
    shown, held = create_comment(rex, "Shown"), create_comment(rex, "Held")
    for comment in (held, shown):
        report_comment(
            visitor=Visitor(browser_key="k"), comment=comment, reason=Report.Reason.INSULT
        )
    Comment.objects.filter(pk=held.pk).update(status=Status.HELD)
    assert get_listed_keys(moderator, "tab=reported") == [held.pk, shown.pk]
    assert count_pending(mo) == 2


def test_appealed_comments_are_listed_until_answered(
    moderator: Client, create_comment: CreateComment, rex: Commenter, mo: User, ed: User
) -> None:
    comment = create_comment(rex, "You sea-cow")
    decision = decide(
        moderator=mo,
        item=comment,
        action=Decision.Action.REMOVE,
        explanation="Rude",
        expected_version=0,
    )
    appeal = submit_appeal(statement=decision.statement, text="It was a joke.")
    assert get_listed_keys(moderator, "tab=appeals") == [comment.pk]
    assert "It was a joke." in moderator.get(f"{QUEUE}?tab=appeals").text
    reject_appeal(moderator=ed, appeal=appeal, explanation="Not a good one.")
    assert get_listed_keys(moderator, "tab=appeals") == []


class TestUnreviewed:
    def test_opening_a_comment_removes_it(
        self, moderator: Client, create_comment: CreateComment, rex: Commenter, mo: User
    ) -> None:
        first, second = create_comment(rex, "One"), create_comment(rex, "Two")
        assert get_listed_keys(moderator, "tab=unreviewed") == [first.pk, second.pk]
        # The queue page has opened the first one beside the list.
        assert get_listed_keys(moderator, "tab=unreviewed") == [second.pk]
        record_presence(moderator=mo, comment=second)
        assert get_listed_keys(moderator, "tab=unreviewed") == []

    def test_approved_comments_are_not_listed(
        self, moderator: Client, create_comment: CreateComment, nia: Commenter, mo: User
    ) -> None:
        decide(
            moderator=mo,
            item=create_comment(nia, "Hello"),
            action=Decision.Action.APPROVE,
            expected_version=0,
        )
        assert get_listed_keys(moderator, "tab=unreviewed") == []

    def test_old_comments_are_not_listed(
        self, moderator: Client, create_comment: CreateComment, rex: Commenter
    ) -> None:
        comment = create_comment(rex, "One")
        then = timezone.now() - UNREVIEWED_PERIOD - dt.timedelta(hours=1)
        Comment.objects.filter(pk=comment.pk).update(submitted_at=then)
        assert get_listed_keys(moderator, "tab=unreviewed") == []


class TestRegistry:
    @pytest.fixture(autouse=True)
    def _restored(self) -> Iterator[None]:
        before = dict(_tabs)
        yield
        _tabs.clear()
        _tabs.update(before)

    def test_a_registered_tab_is_placed_and_counted(
        self, moderator: Client, create_comment: CreateComment, rex: Commenter, mo: User
    ) -> None:
        def featured() -> CommentQuerySet:
            return Comment.objects.filter(featured_at__isnull=False)

        names = [tab.name for tab in get_tabs()]
        register_tab(
            QueueTab("featured", "Featured", featured, pending=featured), before="unreviewed"
        )
        place = names.index("unreviewed")
        assert [tab.name for tab in get_tabs()] == [*names[:place], "featured", *names[place:]]
        comment = create_comment(rex, "Well said")
        Comment.objects.filter(pk=comment.pk).update(featured_at=timezone.now())
        assert get_listed_keys(moderator, "tab=featured") == [comment.pk]
        assert count_pending(mo, bypass_cache=True) == 1


class TestCounts:
    def test_each_tab_has_its_own_count(
        self, moderator: Client, create_comment: CreateComment, nia: Commenter
    ) -> None:
        create_comment(nia, "Hello")
        assert moderator.get(QUEUE).context["counts"] == {
            "pending": 1, "reported": 0, "spam": 0, "edits": 0, "appeals": 0, "unreviewed": 0,
        }  # fmt: skip

    def test_the_pending_count_is_cached(
        self, create_comment: CreateComment, nia: Commenter, mo: User, ed: User
    ) -> None:
        assert count_pending(mo) == 0
        create_comment(nia, "Hello")
        assert (count_pending(ed), count_pending(ed, bypass_cache=True), count_pending(mo)) == (
            0,
            1,
            1,
        )

    def test_counts_are_capped(self) -> None:
        assert [capped(n) for n in (0, COUNT_LIMIT, COUNT_LIMIT + 1)] == ["0", "1,000", "1,000+"]


def test_a_comment_on_its_own_page(
    moderator: Client, create_comment: CreateComment, nia: Commenter
) -> None:
    held = create_comment(nia, "Hello <b>there</b>")
    page = moderator.get(f"{QUEUE}{held.pk}/")
    assert page.status_code == 200
    assert "Hello there" in page.text
    assert moderator.get(f"{QUEUE}999/").status_code == 404


def test_the_tab_all_filters_by_status(
    moderator: Client, create_comment: CreateComment, rex: Commenter
) -> None:
    comments = fill_thread(create_comment(rex, "Hello").thread, 5)
    removed = comments[2]
    Comment.objects.filter(pk=removed.pk).update(status=Status.REMOVED)
    assert get_listed_keys(moderator, "tab=all&status=removed") == [removed.pk]
