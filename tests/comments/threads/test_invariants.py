"""Invariants of a thread under any sequence of actions."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import count

import pytest
from django.db import transaction
from django.db.models import Count, Max, Q
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from pytest_django import Settings

from blog.models import Article
from comments.models import Comment, Commenter, Reference, Thread
from comments.rendering.comment_pages import load_page
from comments.submission.services import submit_comment
from comments.threads.ordering import View
from comments.threads.pagination import find_page_number, get_page_count
from comments.threads.services.comment_policy import set_comment_policy
from comments.threads.services.importing import ImportedComment, import_comments, update_imported
from comments.threads.services.status import StaleComment, change_status
from comments.threads.services.threads import get_or_create_thread
from comments.threads.tree import MAX_DEPTH
from comments.visitors.services.commenters import get_or_create_guest, set_trust

pytestmark = pytest.mark.every_database

PAGE = 5
Status = Comment.Status
WHEN = dt.datetime(2016, 12, 12, 18, 0, tzinfo=dt.UTC)

# Choices are indexes that wrap around, so that every step can be taken in every state.
choices = st.integers(min_value=0, max_value=999)


def visible(thread: Thread) -> object:
    """Return everything in the thread that readers can see, except its counters."""
    return thread.policy, list(
        Comment.objects.filter(thread=thread)
        .numbered()
        .order_by("number")
        .values_list("number", "status", "html", "author_name", "parent__number", "order_key")
    )


def walk(comments: Sequence[Comment], parent: int | None = None) -> Iterator[int]:
    """Walk the tree by parents, naively."""
    for comment in comments:
        if comment.parent_id == parent:
            assert comment.number is not None
            yield comment.number
            yield from walk(comments, comment.pk)


class ThreadMachine(RuleBasedStateMachine):
    """A thread with random actions of readers, moderators and importers."""

    serial = count()

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        serial = next(self.serial)
        article = Article.objects.create(
            title="Laws", basename=f"laws-{serial}", year=2016, month=12, author_name="Ann",
            status=Article.Status.PUBLISHED, published_at=WHEN,
        )  # fmt: skip
        self.thread = get_or_create_thread(article)
        self.rex = get_or_create_guest(name="Rex", email=f"rex{serial}@example.org")
        set_trust(commenter=self.rex, trust=Commenter.Trust.TRUSTED)
        self.nia = get_or_create_guest(name="Nia", email=f"nia{serial}@example.org")
        self.words = count(1)
        self.numbers: dict[int, int] = {}
        self.seen = visible(self.thread)
        self.version = self.thread.version
        self.paged = -1

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def comments(self, *statuses: Status) -> list[Comment]:
        """Return the thread's comments with these statuses, or all."""
        rows = Comment.objects.filter(thread=self.thread).order_by("pk")
        return list(rows.filter(status__in=statuses) if statuses else rows)

    def pick(self, choice: int, *statuses: Status) -> list[Comment]:
        """Return a list with one of the thread's comments, or an empty list."""
        comments = self.comments(*statuses)
        return [comments[choice % len(comments)]] if comments else []

    def body(self) -> str:
        """Return text that no comment has."""
        return f"Remark {next(self.words)} about ships."

    def submit(self, commenter: Commenter, reply_to: Comment | None = None) -> None:
        """Submit a new comment."""
        submit_comment(thread=self.thread, commenter=commenter, body=self.body(), reply_to=reply_to)

    def change(self, comment: Comment, to: Status) -> None:
        """Change the status of a comment."""
        changed = change_status(comment=comment, to=to, expected_version=comment.version)
        assert changed.version == comment.version + 1

    @rule()
    def publish(self) -> None:
        """A trusted commenter posts."""
        self.submit(self.rex)

    @rule(choice=choices)
    def answer(self, choice: int) -> None:
        """A trusted commenter replies to a published comment."""
        for comment in self.pick(choice, Status.PUBLISHED):
            self.submit(self.rex, comment)

    @rule(choice=choices)
    def hold(self, choice: int) -> None:
        """A new commenter posts or replies."""
        published = [None, *self.comments(Status.PUBLISHED)]
        self.submit(self.nia, published[choice % len(published)])

    @rule(choice=choices)
    def address(self, choice: int) -> None:
        """A trusted commenter mentions a number."""
        for comment in self.pick(choice, Status.PUBLISHED):
            body = f"#{comment.number} {self.body()}"
            submit_comment(thread=self.thread, commenter=self.rex, body=body)

    @rule(choice=choices)
    def approve(self, choice: int) -> None:
        """A moderator approves a comment."""
        for comment in self.pick(choice, Status.HELD, Status.REJECTED, Status.SPAM):
            self.change(comment, Status.PUBLISHED)

    @rule(choice=choices)
    def reject(self, choice: int) -> None:
        """A moderator rejects a held comment."""
        for comment in self.pick(choice, Status.HELD):
            self.change(comment, Status.REJECTED)

    @rule(choice=choices)
    def mark_as_spam(self, choice: int) -> None:
        """A moderator marks a comment as spam."""
        for comment in self.pick(choice, Status.HELD, Status.PUBLISHED, Status.REMOVED):
            self.change(comment, Status.SPAM)

    @rule(choice=choices)
    def remove(self, choice: int) -> None:
        """A moderator removes a comment."""
        for comment in self.pick(choice, Status.PUBLISHED):
            self.change(comment, Status.REMOVED)

    @rule(choice=choices)
    def restore(self, choice: int) -> None:
        """A moderator restores a comment."""
        for comment in self.pick(choice, Status.REMOVED):
            self.change(comment, Status.PUBLISHED)

    @rule(gap=st.integers(0, 4), backwards=st.booleans(), shown=st.booleans())
    def import_some(self, gap: int, backwards: bool, shown: bool) -> None:
        """Three comments are imported, with or without numbers. The last replies to the first."""
        first = Thread.objects.get(pk=self.thread.pk).last_number + 1 + gap
        numbers = [first, first + 2, first + 1] if backwards else [None] * 3
        status = Status.PUBLISHED if shown else Status.REMOVED
        import_comments(
            thread=self.thread,
            comments=[
                ImportedComment("Old", self.body(), WHEN, number=numbers[0]),
                ImportedComment("Older", self.body(), WHEN, number=numbers[1], status=status),
                ImportedComment("Old", self.body(), WHEN, number=numbers[2], parent=0),
            ],
        )

    @rule(choice=choices)
    def correct(self, choice: int) -> None:
        """An import updates a comment from its changed source."""
        for comment in self.pick(choice):
            imported = ImportedComment("Old", self.body(), WHEN)
            update_imported(comment=comment, imported=imported)

    @rule(closed=st.booleans())
    def open_or_close(self, closed: bool) -> None:
        """The editor opens or closes the thread."""
        set_comment_policy(
            thread=self.thread,
            policy=Thread.CommentPolicy.CLOSED if closed else Thread.CommentPolicy.OPEN,
        )
        self.thread.refresh_from_db()

    @rule(choice=choices, status=st.sampled_from(Status), lag=st.sampled_from([-1, 1]))
    def decide_on_a_stale_version(self, choice: int, status: Status, lag: int) -> None:
        """A moderator decides on an outdated or made-up version."""
        for comment in self.pick(choice):
            before = self.state()
            with pytest.raises(StaleComment):
                change_status(comment=comment, to=status, expected_version=comment.version + lag)
            assert self.state() == before

    def state(self) -> object:
        """Return all columns of the thread, its comments and its references."""
        return (
            Thread.objects.filter(pk=self.thread.pk).values().get(),
            list(Comment.objects.filter(thread=self.thread).order_by("pk").values()),
            list(Reference.objects.filter(source__thread=self.thread).order_by("pk").values()),
        )

    @invariant()
    def counters_match_the_rows(self) -> None:
        """The counters match the rows."""
        thread = Thread.objects.get(pk=self.thread.pk)
        counted = Comment.objects.filter(thread=thread).aggregate(
            numbered=Count("number"),
            published=Count("pk", filter=Q(status=Status.PUBLISHED)),
            last=Max("number", default=0),
        )
        assert counted == {
            "numbered": thread.numbered_count,
            "published": thread.published_count,
            "last": thread.last_number,
        }

    @invariant()
    def numbers_never_change(self) -> None:
        """A number belongs to one comment forever."""
        numbers = {c.pk: c.number for c in self.comments() if c.number is not None}
        assert len(set(numbers.values())) == len(numbers)
        assert self.numbers.items() <= numbers.items()
        self.numbers = numbers

    @invariant()
    def published_comments_have_numbers(self) -> None:
        """Published comments have a number, held ones don't."""
        for comment in self.comments():
            if comment.status in {Status.PUBLISHED, Status.REMOVED}:
                assert comment.number
                assert comment.published_at
            if comment.status in {Status.HELD, Status.REJECTED}:
                assert comment.number is None

    @invariant()
    def visible_changes_increase_the_version(self) -> None:
        """Visible content changes only with the version."""
        thread = Thread.objects.get(pk=self.thread.pk)
        seen = visible(thread)
        assert thread.version >= self.version
        assert thread.version > self.version or seen == self.seen
        self.seen, self.version = seen, thread.version

    @invariant()
    def references_lead_to_earlier_comments(self) -> None:
        """References lead to earlier comments of the thread, by their numbers."""
        for reference in Reference.objects.filter(source__thread=self.thread).select_related(
            "source", "target"
        ):
            if reference.source.number is None:
                # What a comment that waits will answer is what its author chose, and no more.
                assert reference.cue == Reference.Cue.REPLY
                continue
            assert reference.target_number < reference.source.number
            if reference.target:
                assert reference.target.thread_id == self.thread.pk
                assert reference.target.number == reference.target_number

    @invariant()
    def pages_contain_each_numbered_comment_once(self) -> None:
        """The pages of each view contain each numbered comment once."""
        thread = Thread.objects.select_related("article").get(pk=self.thread.pk)
        if thread.version == self.paged:
            return
        self.paged = thread.version
        comments = [c for c in self.comments() if c.number is not None]
        rows = {comment.pk: comment for comment in comments}
        comments.sort(key=lambda comment: comment.number or 0)
        orders = {
            View.FLAT: [comment.number for comment in comments],
            View.THREADED: list(walk(comments)),
        }
        for view, order in orders.items():
            shown: list[int | None] = []
            for number in range(1, get_page_count(thread, view) + 1):
                page = load_page(article=thread.article, thread=thread, number=number, view=view)
                assert len(page.items) <= PAGE
                assert all(0 <= item.depth <= MAX_DEPTH for item in page.items)
                shown += [item.comment.number for item in page.items]
                for item in page.items[:1]:
                    assert find_page_number(rows[item.comment.pk], thread, view) == number
            assert shown == order


@pytest.mark.slow
def test_threads_keep_their_invariants(db: None, settings: Settings) -> None:
    settings.COMMENTS_PER_PAGE = PAGE
    run_state_machine_as_test(ThreadMachine, settings=LIMITS)


# A step costs some milliseconds of database; what a busy machine makes of them is no failure.
LIMITS = settings(
    max_examples=10,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
