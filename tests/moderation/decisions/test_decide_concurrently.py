from functools import partial

import pytest

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from moderation.decisions.services.batches import run_batch_step, start_batch
from moderation.decisions.services.decide import AlreadyDecided, decide
from moderation.models import Decision
from tests.concurrency import run_concurrently

MANY = 120

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def held(thread: Thread, nia: Commenter) -> list[Comment]:
    """Comments awaiting moderation."""
    return Comment.objects.bulk_create(
        Comment(
            thread=thread,
            commenter=nia,
            status=Comment.Status.HELD,
            author_name="Nia",
            source=f"Remark {n}",
            text=f"Remark {n}",
        )
        for n in range(MANY)
    )


def test_each_comment_is_decided_once(held: list[Comment], mo: User, ed: User) -> None:
    def clear(moderator: User, action: Decision.Action) -> int:
        done = 0
        for comment in Comment.objects.select_related("commenter").order_by("pk"):
            try:
                decide(moderator=moderator, item=comment, action=action, expected_version=0)
            except AlreadyDecided:
                continue
            done += 1
        return done

    action = Decision.Action
    results = run_concurrently(partial(clear, mo, action.REJECT), partial(clear, ed, action.SPAM))
    assert sum(number for number in results if isinstance(number, int)) == MANY
    made = Decision.objects.filter(actor__isnull=False)
    assert (made.count(), made.values("comment").distinct().count()) == (MANY, MANY)
    assert set(Comment.objects.values_list("version", flat=True)) == {1}


def test_two_workers_on_one_batch_decide_once_each(held: list[Comment], mo: User) -> None:
    few = [comment.pk for comment in held]
    batch = start_batch(moderator=mo, action=Decision.Action.REJECT, selected=few)

    def work() -> None:
        while run_batch_step(batch_id=batch.pk):
            pass

    assert run_concurrently(work, work) == [None, None]
    made = Decision.objects.filter(batch=batch)
    assert (made.count(), made.values("comment").distinct().count()) == (MANY, MANY)
