"""Invariants of the resolver for any thread."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comments.references import CommentInput, resolve_comment, resolve_thread
from tests.step_counter import assert_linear

NAMES = ("Ann", "bob", "Carl Çelik", "Ann Other", "Robert B.", "Will", "d", "Harriet Host", "☮")
PHRASES = (
    "Hi Ann,", "@bob", "@ Ann / bob", "Carl -", "101 bob", "#3", "No. 2", "bob @ 4", "as Ann said",
    "Thanks Harriet!", "Regards,", "Carl", "bob | Dec 14 2016 17:36 utc | 2",
    "> the bridge was closed",
    "the bridge was closed in spring and nobody of us was ever told why that is.", "Will this do?",
    "Hi Bob", "@Robert", "Dear Annn,", "\n", "I agree with you, Ann.", "bob", "2", "@1, 2",
)  # fmt: skip

texts = st.lists(st.sampled_from(PHRASES), max_size=6).map(
    lambda parts: "\n".join(" ".join(parts).split("\n "))
)


@st.composite
def threads(draw: st.DrawFn) -> list[CommentInput]:
    """Generate a thread with gaps and any authors."""
    numbers = sorted(draw(st.sets(st.integers(0, 12), min_size=1, max_size=9)))
    return [
        CommentInput(number, name, draw(texts), is_article_author=name == "Harriet Host")
        for number in numbers
        for name in [draw(st.sampled_from(NAMES))]
    ]


@given(threads())
@settings(deadline=None)
def test_references_lead_to_earlier_comments(thread: list[CommentInput]) -> None:
    numbers = {comment.number for comment in thread}
    text_of = {comment.number: comment.text for comment in thread}
    for found in resolve_thread(thread):
        assert found.target < found.source
        assert found.present == (found.target in numbers)
        assert 0 < found.confidence <= 1
        assert 0 <= found.start < found.end <= len(text_of[found.source])


@given(threads())
@settings(deadline=None)
def test_each_target_is_referenced_once(thread: list[CommentInput]) -> None:
    pairs = [(found.source, found.target) for found in resolve_thread(thread)]
    assert len(pairs) == len(set(pairs))


@given(threads(), st.integers(0, 9))
@settings(deadline=None)
def test_later_comments_change_nothing(thread: list[CommentInput], length: int) -> None:
    prefix = thread[:length]
    numbers = {comment.number for comment in prefix}
    expected = [found for found in resolve_thread(thread) if found.source in numbers]
    assert resolve_thread(prefix) == expected


@given(threads())
@settings(deadline=None)
def test_a_comment_is_resolved_as_in_its_thread(thread: list[CommentInput]) -> None:
    *earlier, last = thread
    expected = [found for found in resolve_thread(thread) if found.source == last.number]
    assert resolve_comment(last, earlier) == expected


@given(st.text(max_size=200), st.text(max_size=30))
@settings(deadline=None)
def test_any_text_and_name_is_resolved(text: str, name: str) -> None:
    thread = [CommentInput(1, name, text), CommentInput(2, "Ann", f"@{name} {text}")]
    assert all(found.target == 1 for found in resolve_thread(thread))


@pytest.mark.slow
def test_a_thread_of_one_name_takes_linear_time() -> None:
    def read(size: int) -> None:
        resolve_thread([CommentInput(n, f"Ann {n % 7}", "Hi Ann, @ann") for n in range(size // 4)])

    assert_linear(read)


def test_an_empty_thread_has_no_references() -> None:
    assert resolve_thread([]) == []
    assert resolve_comment(CommentInput(1, "", ""), []) == []
