"""The shelves: what stands on each, in which order, and how many are told."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter
from comments.peace.readers import Reader
from moderation.models import Decision, Report
from moderation.queue import CAP, Shelf, register, shelves, waiting_for
from moderation.queue.shelves import UNSEEN_FOR, _shelves
from moderation.services.deciding import decide
from moderation.services.looking import look_at
from moderation.services.reporting import report_comment
from moderation.templatetags.queue import capped
from moderation.transparency.services.appeals import reject_appeal, submit_appeal
from tests.moderation.queue.reading import QUEUE, listed
from tests.people import fill_thread

Say = Callable[..., Comment]
Status = Comment.Status


@pytest.mark.parametrize("name", [shelf.name for shelf in shelves()])
def test_each_opens(moderator: Client, name: str) -> None:
    page = moderator.get(QUEUE, {"shelf": name})
    assert page.status_code == 200
    assert f'href="?shelf={name}"\n      aria-current="page"' in page.text


@pytest.mark.parametrize(
    "query", ["shelf=made-up", "shelf=", "reason=made-up", "age=year", "after=x", "before=1.x"]
)
def test_what_is_not_there(moderator: Client, query: str) -> None:
    assert moderator.get(f"{QUEUE}?{query}").status_code == 404


def test_what_waits_stands_first_and_oldest_first(
    moderator: Client, say: Say, nia: Commenter, rex: Commenter
) -> None:
    held = [say(nia, f"Remark {n}").pk for n in range(3)]
    say(rex, "Shown")
    assert listed(moderator) == held


def test_spam_and_all_are_newest_first(moderator: Client, say: Say, rex: Commenter) -> None:
    said = [say(rex, f"Remark {n}").pk for n in range(3)]
    Comment.objects.filter(pk__in=said[:2]).update(status=Status.SPAM)
    assert listed(moderator, "shelf=spam") == said[1::-1]
    assert listed(moderator, "shelf=all") == said[::-1]


def test_reported_are_told_once_where_they_are_held(
    moderator: Client, say: Say, rex: Commenter, mo: User
) -> None:
    shown, held = say(rex, "Shown"), say(rex, "Held")
    for comment in (held, shown):
        report_comment(reader=Reader(key="k"), comment=comment, reason=Report.Reason.INSULT)
    Comment.objects.filter(pk=held.pk).update(status=Status.HELD)
    assert listed(moderator, "shelf=reported") == [held.pk, shown.pk]
    assert waiting_for(mo) == 2


def test_what_was_appealed_waits_until_it_is_answered(
    moderator: Client, say: Say, rex: Commenter, mo: User, ed: User
) -> None:
    comment = say(rex, "You sea-cow")
    decision = decide(
        moderator=mo, item=comment, action=Decision.Action.REMOVE, reason="Rude", expected_version=0
    )
    appeal = submit_appeal(statement=decision.statement, text="It was a joke.")
    assert listed(moderator, "shelf=appeals") == [comment.pk]
    assert "It was a joke." in moderator.get(f"{QUEUE}?shelf=appeals").text
    reject_appeal(moderator=ed, appeal=appeal, reason="Not a good one.")
    assert listed(moderator, "shelf=appeals") == []


class TestUnseen:
    """What appeared lately and no moderator has looked at."""

    def test_a_look_takes_it_away(
        self, moderator: Client, say: Say, rex: Commenter, mo: User
    ) -> None:
        first, second = say(rex, "One"), say(rex, "Two")
        assert listed(moderator, "shelf=unseen") == [first.pk, second.pk]
        # The list has opened the first one beside it.
        assert listed(moderator, "shelf=unseen") == [second.pk]
        look_at(moderator=mo, comment=second)
        assert listed(moderator, "shelf=unseen") == []

    def test_what_a_moderator_approved_is_seen(
        self, moderator: Client, say: Say, nia: Commenter, mo: User
    ) -> None:
        decide(
            moderator=mo,
            item=say(nia, "Hello"),
            action=Decision.Action.APPROVE,
            expected_version=0,
        )
        assert listed(moderator, "shelf=unseen") == []

    def test_after_a_while_readers_have_seen_it(
        self, moderator: Client, say: Say, rex: Commenter
    ) -> None:
        comment = say(rex, "One")
        then = timezone.now() - UNSEEN_FOR - dt.timedelta(hours=1)
        Comment.objects.filter(pk=comment.pk).update(submitted_at=then)
        assert listed(moderator, "shelf=unseen") == []


class TestRegistry:
    """Another part of moderation puts up a shelf of its own."""

    @pytest.fixture(autouse=True)
    def _restored(self) -> Iterator[None]:
        before = dict(_shelves)
        yield
        _shelves.clear()
        _shelves.update(before)

    def test_it_stands_where_it_says_and_counts(
        self, moderator: Client, say: Say, rex: Commenter
    ) -> None:
        def featured() -> object:
            return Comment.objects.filter(featured_at__isnull=False)

        names = [shelf.name for shelf in shelves()]
        register(Shelf("featured", "Featured", featured, waiting=featured), before="unseen")  # type: ignore[arg-type]  # what a QuerySet's filter returns
        place = names.index("unseen")
        assert [shelf.name for shelf in shelves()] == [*names[:place], "featured", *names[place:]]
        comment = say(rex, "Well said")
        Comment.objects.filter(pk=comment.pk).update(featured_at=timezone.now())
        assert listed(moderator, "shelf=featured") == [comment.pk]
        assert "1 comment waits" in moderator.get(QUEUE).text


class TestCounts:
    """Numbers are told as far as anybody wants to know them."""

    def test_each_shelf_tells_its_own(self, moderator: Client, say: Say, nia: Commenter) -> None:
        say(nia, "Hello")
        assert moderator.get(QUEUE).context["counts"] == {
            "held": 1, "reported": 0, "spam": 0, "changes": 0, "appeals": 0, "unseen": 0,
        }  # fmt: skip

    def test_the_header_remembers_for_a_moment(
        self, say: Say, nia: Commenter, mo: User, ed: User
    ) -> None:
        assert waiting_for(mo) == 0
        say(nia, "Hello")
        assert (waiting_for(ed), waiting_for(ed, anew=True), waiting_for(mo)) == (0, 1, 1)

    def test_beyond_the_cap_nobody_counts(self) -> None:
        assert [capped(n) for n in (0, CAP, CAP + 1)] == ["0", "1,000", "1,000+"]


def test_a_comment_by_itself(moderator: Client, say: Say, nia: Commenter) -> None:
    held = say(nia, "Hello <b>there</b>")
    page = moderator.get(f"{QUEUE}{held.pk}/")
    assert page.status_code == 200
    assert "Hello there" in page.text
    assert moderator.get(f"{QUEUE}999/").status_code == 404


def test_the_shelf_all_knows_every_status(moderator: Client, say: Say, rex: Commenter) -> None:
    comments = fill_thread(say(rex, "Hello").thread, 5)
    removed = comments[2]
    Comment.objects.filter(pk=removed.pk).update(status=Status.REMOVED)
    assert listed(moderator, "shelf=all&status=removed") == [removed.pk]
