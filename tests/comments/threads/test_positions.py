"""The parent that a comment gets from its references."""

import pytest

from comments.models import Comment, Reference, Thread
from comments.models.reference import MIN_CONFIDENCE
from comments.threads.services.importing import ImportedComment, import_comments
from comments.threads.services.positions import choose_parent, set_parent
from tests.people import ARTICLE_DAY

pytestmark = pytest.mark.every_database


def build_reference(number: int, confidence: float, *, is_present: bool = True) -> Reference:
    """Return an unsaved reference to a comment, which may be missing from the thread."""
    target = Comment(pk=number, number=number) if is_present else None
    return Reference(target=target, target_number=number, confidence=confidence)


def get_parent_number(*references: Reference) -> int | None:
    parent = choose_parent(references)
    return parent.number if parent else None


def test_the_most_confident_reference_wins() -> None:
    assert get_parent_number(build_reference(2, 0.95), build_reference(7, 0.9)) == 2


@pytest.mark.parametrize("numbers", [(2, 7, 5), (7, 5, 2), (5, 2, 7)])
def test_the_nearest_of_equally_confident_references_wins(numbers: tuple[int, ...]) -> None:
    assert get_parent_number(*(build_reference(number, 0.88) for number in numbers)) == 7


def test_a_missing_comment_is_no_parent() -> None:
    missing = build_reference(7, 0.99, is_present=False)
    assert get_parent_number(missing, build_reference(2, 0.9)) == 2


def test_a_doubtful_reference_gives_no_parent() -> None:
    assert get_parent_number(build_reference(2, MIN_CONFIDENCE - 0.01)) is None
    assert get_parent_number(build_reference(2, MIN_CONFIDENCE)) == 2


def test_no_reference_gives_no_parent() -> None:
    assert get_parent_number() is None


def test_two_names_make_the_comment_a_reply_to_the_nearest(thread: Thread) -> None:
    _first, second, third = import_comments(
        thread=thread,
        comments=[
            ImportedComment(author_name=name, body=body, published_at=ARTICLE_DAY)
            for name, body in [
                ("Zora", "The tide is out."),
                ("Yann", "So is the ferry."),
                ("Rex", "@Yann @Zora I agree with both of you."),
            ]
        ],
    )
    references = {
        reference.target_number: reference.confidence for reference in third.references.all()
    }
    assert references.keys() == {1, 2}
    assert len(set(references.values())) == 1
    assert third.parent == second


def test_a_comment_without_a_number_has_no_position() -> None:
    with pytest.raises(ValueError, match="number"):
        set_parent(Comment(), None)
