"""Names in the text of an explicit reply."""

import pytest

from comments.models import Comment, Commenter, Reference, Thread
from comments.submission.services import submit_comment
from tests.people import CreateComment, fill_thread

pytestmark = pytest.mark.every_database


def submit_reply(
    thread: Thread, commenter: Commenter, body: str, reply_to: Comment
) -> dict[int, str]:
    submitted = submit_comment(thread=thread, commenter=commenter, body=body, reply_to=reply_to)
    references = Reference.objects.filter(source=submitted.comment)
    return dict(references.values_list("target_number", "cue"))


def test_the_name_means_the_replied_comment(thread: Thread, rex: Commenter) -> None:
    first_of_ada = fill_thread(thread, 12)[0]

    assert submit_reply(thread, rex, "@Ada you are right.", first_of_ada) == {1: "reply"}


def test_another_name_means_another_person(thread: Thread, rex: Commenter) -> None:
    first_of_ada = fill_thread(thread, 12)[0]

    assert submit_reply(thread, rex, "@Ben you are right.", first_of_ada) == {1: "reply", 12: "at"}


def test_a_number_next_to_the_name_wins(thread: Thread, rex: Commenter) -> None:
    first_of_ada = fill_thread(thread, 12)[0]

    found = submit_reply(thread, rex, "And Ada @ 11 too.", first_of_ada)
    assert found == {1: "reply", 11: "number"}


def test_without_a_reply_the_nearest_comment_is_meant(
    create_comment: CreateComment, thread: Thread, rex: Commenter
) -> None:
    fill_thread(thread, 12)

    comment = create_comment(rex, "@Ada you are right.")
    assert [reference.target_number for reference in comment.references.all()] == [11]
