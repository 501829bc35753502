"""Several processes that teach and train the filter at the same time: nothing is lost."""

from functools import partial

import pytest

from accounts.models import User
from comments.models import Comment, Thread
from comments.submission.services import submit_comment
from comments.visitors.services.commenters import get_or_create_guest
from moderation import filtering
from moderation.models import Decision, SpamLesson, SpamTraining
from moderation.services.deciding import decide
from moderation.services.teaching import train_filter
from tests.concurrency import run_concurrently

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def waiting(thread: Thread, count: int) -> list[Comment]:
    """Return comments of newcomers, which wait."""
    found = []
    for n in range(count):
        nia = get_or_create_guest(name=f"Nia {n}", email=f"nia{n}@example.org")
        comment = submit_comment(thread=thread, commenter=nia, body=f"Herring {n}").comment
        assert comment is not None
        found.append(comment)
    return found


def mark(moderator: User, comment: Comment, action: Decision.Action) -> Decision:
    """Decide about a comment that nobody has touched."""
    return decide(moderator=moderator, item=comment, action=action, expected_version=0)


def test_both_of_two_moderators_teach(thread: Thread, mo: User, ed: User) -> None:
    spam, ham, later = waiting(thread, 3)
    results = run_concurrently(
        partial(mark, mo, spam, Decision.Action.SPAM),
        partial(mark, ed, ham, Decision.Action.APPROVE),
    )
    assert [type(result) for result in results] == [Decision, Decision]
    held = filtering.judged(later.text).score
    filtering.forget()
    assert filtering.judged(later.text).score == held
    assert SpamLesson.objects.in_force().count() == 2


def test_what_is_taught_while_others_train_is_kept(thread: Thread, mo: User) -> None:
    first, *others = waiting(thread, 4)
    mark(mo, first, Decision.Action.SPAM)
    run_concurrently(
        train_filter,
        train_filter,
        *(partial(mark, mo, comment, Decision.Action.SPAM) for comment in others),
    )
    assert SpamTraining.objects.count() == 1
    assert SpamLesson.objects.in_force().count() == 4
    train_filter()
    assert SpamTraining.objects.get().lessons == 4
    assert not SpamLesson.objects.pending().exists()
