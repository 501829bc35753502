"""Many comments at once: counted first, decided one by one, and taken back as a whole."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.tasks import default_task_backend
from django.test import Client

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.services.submission import submit_comment
from moderation.models import Batch, Decision, Guideline
from moderation.services import batches
from moderation.services.batches import AlreadyUndone, begin_batch, go_on_with, undo_batch
from moderation.services.deciding import decide
from tests.moderation.queue.reading import QUEUE

Say = Callable[..., Comment]
Action = Decision.Action
Status = Comment.Status
ASK = f"{QUEUE}batch/"


@pytest.fixture
def held(thread: Thread, nia: Commenter, spike: Commenter) -> list[Comment]:
    """Six that wait, every other one of Spike's."""
    found = [
        submit_comment(thread=thread, commenter=(nia, spike)[n % 2], body=f"Remark {n}").comment
        for n in range(6)
    ]
    return [comment for comment in found if comment]


def statuses() -> list[str]:
    """Return how the comments stand, in the order in which they came."""
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


def work_off(batch: Batch) -> Batch:
    """Do what a worker does, to the end."""
    while go_on_with(batch_id=batch.pk):
        pass
    batch.refresh_from_db()
    return batch


class TestAsking:
    """Nothing is decided before the moderator has seen how many it would be."""

    def ask(self, moderator: Client, query: str = "", **fields: object) -> str:
        """Press the button below the list and return the page that follows."""
        answer = moderator.post(f"{ASK}?{query}", fields, follow=True)
        return " ".join(answer.text.split())

    def test_those_it_is_about_are_shown(self, moderator: Client, held: list[Comment]) -> None:
        page = self.ask(moderator, action="approve", chosen=[held[1].pk])
        assert "<b>Spike</b>: Remark 1" in page
        assert "Remark 0" not in page
        assert "…" not in page.split('class="about-to"')[1].split("</ol>")[0]

    def test_no_more_than_ten_are_shown(
        self, moderator: Client, thread: Thread, nia: Commenter
    ) -> None:
        for number in range(11):
            submit_comment(thread=thread, commenter=nia, body=f"Remark {number} of Nia")
        page = self.ask(moderator, action="approve", everything="1")
        assert page.count("<b>Nia</b>: Remark") == 10
        assert '<li class="rest">…</li>' in page

    def test_about_those_chosen(self, moderator: Client, held: list[Comment]) -> None:
        chosen = [held[0].pk, held[3].pk]
        page = self.ask(moderator, action="approve", chosen=chosen)
        assert "<strong>2</strong> comments:" in page
        assert set(statuses()) == {Status.HELD}
        page = self.ask(moderator, action="approve", chosen=chosen, sure="1")
        assert "2 of 2 done, 0 left alone" in page
        assert [n for n, one in enumerate(statuses()) if one == Status.PUBLISHED] == [0, 3]

    def test_about_all_that_match(self, moderator: Client, held: list[Comment]) -> None:
        page = self.ask(moderator, "commenter=spike", action="spam", everything="1")
        assert "<strong>3</strong> comments:" in page
        page = self.ask(moderator, "commenter=spike", action="spam", everything="1", sure="1")
        assert "3 of 3 done" in page
        assert statuses() == [Status.HELD, Status.SPAM] * 3

    @pytest.mark.parametrize(
        "fields",
        [
            {"action": "approve"},
            {"action": "ban", "everything": "1"},
            {"everything": "1"},
            {"action": "approve", "chosen": "x"},
        ],
    )
    def test_nonsense(self, moderator: Client, held: list[Comment], fields: dict[str, str]) -> None:
        page = self.ask(moderator, sure="1", **fields)
        assert 'class="error"' in page
        assert not Batch.objects.exists()

    def test_a_ground_and_a_reason_go_with_each(
        self, moderator: Client, held: list[Comment]
    ) -> None:
        guideline = Guideline.objects.filter(is_active=True).first()
        assert guideline
        fields = {"action": "reject", "everything": "1", "sure": "1", "reason": "Flood"}
        moderator.post(ASK, fields | {"guideline": guideline.pk})
        made = Decision.objects.filter(action=Action.REJECT, actor__isnull=False)
        assert {(one.guideline, one.reason) for one in made} == {(guideline, "Flood")}

    def test_the_list_offers_it(self, moderator: Client, held: list[Comment]) -> None:
        page = moderator.get(f"{QUEUE}?commenter=nia").text
        assert len(re.findall(r'name="chosen"', page)) == 3
        assert f'action="{ASK}?shelf=held&amp;commenter=nia"' in page


def test_what_it_does_not_fit_or_somebody_has_decided_is_left_alone(
    held: list[Comment], mo: User, ed: User
) -> None:
    decide(moderator=ed, item=held[0], action=Action.APPROVE, expected_version=0)
    chosen = [comment.pk for comment in held]
    batch = begin_batch(moderator=mo, action=Action.APPROVE, chosen=chosen)
    assert (batch.total, batch.done, batch.left_alone) == (6, 5, 1)
    assert batch.finished_at


def test_numbers_follow_the_order_in_which_they_came(held: list[Comment], mo: User) -> None:
    begin_batch(moderator=mo, action=Action.APPROVE, chosen=[one.pk for one in held[::-1]])
    numbers = Comment.objects.order_by("submitted_at", "pk").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]


class TestMany:
    """A worker does it in steps, and may be broken off between any two."""

    @pytest.fixture(autouse=True)
    def _small_steps(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(batches, "AT_ONCE", 2)
        monkeypatch.setattr(batches, "_UNDONE_A_STEP", 2)
        monkeypatch.setattr("moderation.queue.listing.PAGE", 2)

    def test_it_is_left_to_a_worker(
        self,
        held: list[Comment],
        mo: User,
        django_capture_on_commit_callbacks: Callable[..., object],
    ) -> None:
        default_task_backend.clear()  # type: ignore[attr-defined]  # of the backend for tests
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # a context manager
            batch = begin_batch(moderator=mo, action=Action.APPROVE, query="shelf=held")
        assert batch.done == 0
        (task,) = default_task_backend.results  # type: ignore[attr-defined]  # of the backend for tests
        assert (task.task.name, task.args) == ("go_on_with_batch", [batch.pk])

    def test_each_step_does_some_and_what_comes_later_is_left_out(
        self, held: list[Comment], mo: User, thread: Thread, nia: Commenter
    ) -> None:
        batch = begin_batch(moderator=mo, action=Action.REJECT, query="shelf=held")
        submit_comment(thread=thread, commenter=nia, body="A late remark")
        assert go_on_with(batch_id=batch.pk)
        batch.refresh_from_db()
        assert (batch.done, batch.finished_at) == (2, None)
        work_off(batch)
        assert batch.done == 6
        assert statuses() == [Status.REJECTED] * 6 + [Status.HELD]
        assert not go_on_with(batch_id=batch.pk)

    def test_all_of_it_is_undone_but_what_was_decided_since(
        self, held: list[Comment], mo: User, ed: User
    ) -> None:
        batch = work_off(begin_batch(moderator=mo, action=Action.SPAM, query="shelf=held"))
        first = Comment.objects.get(pk=held[0].pk)
        decide(moderator=ed, item=first, action=Action.APPROVE, expected_version=first.version)
        undoing = work_off(undo_batch(moderator=mo, batch=batch))
        assert (undoing.total, undoing.done, undoing.left_alone) == (6, 5, 1)
        assert statuses() == [Status.PUBLISHED] + [Status.HELD] * 5
        assert Commenter.objects.get(name="Spike").trust == Commenter.Trust.NEWCOMER
        for one in (batch, undoing):
            with pytest.raises(AlreadyUndone):
                undo_batch(moderator=mo, batch=one)


class TestRoles:
    """Everybody decides about what is theirs, and takes back their own."""

    def test_an_author_reaches_own_articles_only(
        self, held: list[Comment], ann: User, art: User
    ) -> None:
        chosen = [comment.pk for comment in held]
        assert begin_batch(moderator=art, action=Action.APPROVE, chosen=chosen).total == 0
        assert begin_batch(moderator=ann, action=Action.APPROVE, chosen=chosen).done == 6

    def test_others_begin_none(self, held: list[Comment], otto: User) -> None:
        with pytest.raises(PermissionDenied):
            begin_batch(moderator=otto, action=Action.APPROVE, query="shelf=held")

    def test_nobody_undoes_a_colleagues(
        self, client: Client, held: list[Comment], mo: User, ed: User
    ) -> None:
        batch = begin_batch(moderator=mo, action=Action.APPROVE, query="shelf=held")
        with pytest.raises(PermissionDenied):
            undo_batch(moderator=ed, batch=batch)
        client.force_login(ed)
        assert client.get(f"/admin/moderation/batches/{batch.pk}/").status_code == 404
        assert client.post(f"/admin/moderation/batches/{batch.pk}/undo/").status_code == 404
        client.force_login(mo)
        page = client.post(f"/admin/moderation/batches/{batch.pk}/undo/", follow=True).text
        assert "6 of 6 done" in " ".join(page.split())
        assert set(statuses()) == {Status.HELD}
