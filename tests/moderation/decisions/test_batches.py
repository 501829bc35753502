import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.tasks import default_task_backend
from django.test import Client

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.services import submit_comment
from moderation.decisions.services import batches
from moderation.decisions.services.batches import (
    BatchAlreadyUndone,
    run_batch_step,
    start_batch,
    undo_batch,
)
from moderation.decisions.services.decide import decide
from moderation.models import Batch, Decision, Guideline
from tests.moderation.queue.parsing import QUEUE

pytestmark = pytest.mark.slow

Action = Decision.Action
Status = Comment.Status
ASK = f"{QUEUE}batch/"


@pytest.fixture
def held(thread: Thread, nia: Commenter, spike: Commenter) -> list[Comment]:
    """Six pending comments, alternately by Nia and Spike."""
    found = [
        submit_comment(thread=thread, commenter=(nia, spike)[n % 2], body=f"Remark {n}").comment
        for n in range(6)
    ]
    return [comment for comment in found if comment]


def statuses() -> list[str]:
    """Return the statuses of all comments, oldest first."""
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


def run_batch(batch: Batch) -> Batch:
    """Run all steps, as a worker does."""
    while run_batch_step(batch_id=batch.pk):
        pass
    batch.refresh_from_db()
    return batch


class TestConfirmation:
    def post_batch(self, moderator: Client, query: str = "", **fields: object) -> str:
        """Post the bulk action form and return the next page."""
        answer = moderator.post(f"{ASK}?{query}", fields, follow=True)
        return " ".join(answer.text.split())

    def test_the_selected_comments_are_shown(self, moderator: Client, held: list[Comment]) -> None:
        page = self.post_batch(moderator, action="approve", selected=[held[1].pk])
        assert "<b>Spike</b>: Remark 1" in page
        assert "Remark 0" not in page
        assert "…" not in page.split('class="batch-sample"')[1].split("</ol>")[0]

    def test_at_most_ten_comments_are_shown(
        self, moderator: Client, thread: Thread, nia: Commenter
    ) -> None:
        for number in range(11):
            submit_comment(thread=thread, commenter=nia, body=f"Remark {number} of Nia")
        page = self.post_batch(moderator, action="approve", select_all="1")
        assert page.count("<b>Nia</b>: Remark") == 10
        assert '<li class="ellipsis">…</li>' in page

    def test_selected_comments_are_decided(self, moderator: Client, held: list[Comment]) -> None:
        selected = [held[0].pk, held[3].pk]
        page = self.post_batch(moderator, action="approve", selected=selected)
        assert 'data-count="2"' in page
        assert set(statuses()) == {Status.HELD}
        page = self.post_batch(moderator, action="approve", selected=selected, confirmed="1")
        assert 'data-done="2" data-skipped="0"' in page
        assert [n for n, one in enumerate(statuses()) if one == Status.PUBLISHED] == [0, 3]

    def test_all_matching_comments_are_decided(
        self, moderator: Client, held: list[Comment]
    ) -> None:
        page = self.post_batch(moderator, "commenter=spike", action="spam", select_all="1")
        assert 'data-count="3"' in page
        page = self.post_batch(
            moderator, "commenter=spike", action="spam", select_all="1", confirmed="1"
        )
        assert 'data-done="3"' in page
        assert statuses() == [Status.HELD, Status.SPAM] * 3

    @pytest.mark.parametrize(
        "fields",
        [
            {"action": "approve"},
            {"action": "ban", "select_all": "1"},
            {"select_all": "1"},
            {"action": "approve", "selected": "x"},
        ],
    )
    def test_invalid_data(
        self, moderator: Client, held: list[Comment], fields: dict[str, str]
    ) -> None:
        page = self.post_batch(moderator, confirmed="1", **fields)
        assert 'class="error"' in page
        assert not Batch.objects.exists()

    def test_each_decision_has_the_guideline_and_the_message(
        self, moderator: Client, held: list[Comment]
    ) -> None:
        guideline = Guideline.objects.filter(is_active=True).first()
        assert guideline
        fields = {"action": "reject", "select_all": "1", "confirmed": "1", "explanation": "Flood"}
        moderator.post(ASK, fields | {"guideline": guideline.pk})
        made = Decision.objects.filter(action=Action.REJECT, actor__isnull=False)
        assert {(decision.guideline, decision.explanation) for decision in made} == {
            (guideline, "Flood")
        }

    def test_the_queue_has_the_form(self, moderator: Client, held: list[Comment]) -> None:
        page = moderator.get(f"{QUEUE}?commenter=nia").text
        assert len(re.findall(r'name="selected"', page)) == 3
        assert f'action="{ASK}?tab=pending&amp;commenter=nia"' in page


def test_comments_decided_by_others_are_skipped(held: list[Comment], mo: User, ed: User) -> None:
    decide(moderator=ed, item=held[0], action=Action.APPROVE, expected_version=0)
    selected = [comment.pk for comment in held]
    batch = start_batch(moderator=mo, action=Action.APPROVE, selected=selected)
    assert (batch.total, batch.done, batch.skipped) == (6, 5, 1)
    assert batch.finished_at


def test_numbers_follow_the_order_of_submission(held: list[Comment], mo: User) -> None:
    start_batch(
        moderator=mo, action=Action.APPROVE, selected=[comment.pk for comment in held[::-1]]
    )
    numbers = Comment.objects.order_by("submitted_at", "pk").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]


class TestSteps:
    @pytest.fixture(autouse=True)
    def _small_steps(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(batches, "IMMEDIATE_LIMIT", 2)
        monkeypatch.setattr(batches, "_UNDO_STEP", 2)
        monkeypatch.setattr("moderation.queue.listing.PAGE_SIZE", 2)

    def test_a_large_batch_is_left_to_a_worker(
        self,
        held: list[Comment],
        mo: User,
        django_capture_on_commit_callbacks: Callable[..., object],
    ) -> None:
        default_task_backend.clear()  # type: ignore[attr-defined]  # of the backend for tests
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # a context manager
            batch = start_batch(moderator=mo, action=Action.APPROVE, query="tab=pending")
        assert batch.done == 0
        (task,) = default_task_backend.results  # type: ignore[attr-defined]  # of the backend for tests
        assert (task.task.name, task.args) == ("continue_batch", [batch.pk])

    def test_later_comments_are_not_included(
        self, held: list[Comment], mo: User, thread: Thread, nia: Commenter
    ) -> None:
        batch = start_batch(moderator=mo, action=Action.REJECT, query="tab=pending")
        submit_comment(thread=thread, commenter=nia, body="A late remark")
        assert run_batch_step(batch_id=batch.pk)
        batch.refresh_from_db()
        assert (batch.done, batch.finished_at) == (2, None)
        run_batch(batch)
        assert batch.done == 6
        assert statuses() == [Status.REJECTED] * 6 + [Status.HELD]
        assert not run_batch_step(batch_id=batch.pk)

    def test_undo_skips_comments_decided_since(
        self, held: list[Comment], mo: User, ed: User
    ) -> None:
        batch = run_batch(start_batch(moderator=mo, action=Action.SPAM, query="tab=pending"))
        first = Comment.objects.get(pk=held[0].pk)
        decide(moderator=ed, item=first, action=Action.APPROVE, expected_version=first.version)
        undo = run_batch(undo_batch(moderator=mo, batch=batch))
        assert (undo.total, undo.done, undo.skipped) == (6, 5, 1)
        assert statuses() == [Status.PUBLISHED] + [Status.HELD] * 5
        assert Commenter.objects.get(name="Spike").trust == Commenter.Trust.NEWCOMER
        for batch_run in (batch, undo):
            with pytest.raises(BatchAlreadyUndone):
                undo_batch(moderator=mo, batch=batch_run)


class TestRoles:
    def test_authors_decide_under_their_own_articles_only(
        self, held: list[Comment], ann: User, art: User
    ) -> None:
        selected = [comment.pk for comment in held]
        assert start_batch(moderator=art, action=Action.APPROVE, selected=selected).total == 0
        assert start_batch(moderator=ann, action=Action.APPROVE, selected=selected).done == 6

    def test_other_users_can_not_start_one(self, held: list[Comment], otto: User) -> None:
        with pytest.raises(PermissionDenied):
            start_batch(moderator=otto, action=Action.APPROVE, query="tab=pending")

    def test_only_the_same_moderator_can_undo(
        self, client: Client, held: list[Comment], mo: User, ed: User
    ) -> None:
        batch = start_batch(moderator=mo, action=Action.APPROVE, query="tab=pending")
        with pytest.raises(PermissionDenied):
            undo_batch(moderator=ed, batch=batch)
        client.force_login(ed)
        assert client.get(f"/admin/moderation/batches/{batch.pk}/").status_code == 404
        assert client.post(f"/admin/moderation/batches/{batch.pk}/undo/").status_code == 404
        client.force_login(mo)
        page = client.post(f"/admin/moderation/batches/{batch.pk}/undo/", follow=True).text
        assert 'data-done="6"' in page
        assert set(statuses()) == {Status.HELD}
