import pytest

from comments.models import Comment, Thread
from comments.threads.services.earlier_comments import (
    QUOTE_WINDOW,
    load_earlier_comments,
    reuse_earlier_comments,
)
from tests.people import fill_thread

pytestmark = pytest.mark.slow

NUMBERS = [3, 3, 10, QUOTE_WINDOW + 5, QUOTE_WINDOW + 20, 7]


@pytest.fixture
def long_thread(thread: Thread) -> Thread:
    comments = fill_thread(thread, QUOTE_WINDOW + 20)
    # A removed comment has no text, but a number.
    Comment.objects.filter(pk__in=[comments[2].pk, comments[-4].pk]).update(status="removed")
    return thread


def test_reused_comments_equal_those_loaded_separately(long_thread: Thread) -> None:
    article = long_thread.article
    separately = [load_earlier_comments(long_thread, article, before=n) for n in NUMBERS]
    with reuse_earlier_comments():
        reused = [load_earlier_comments(long_thread, article, before=n) for n in NUMBERS]
    assert reused == separately
    assert [len(comments) for comments in reused] == [n - 1 for n in NUMBERS]


def test_only_the_last_comments_have_a_text(long_thread: Thread) -> None:
    before = QUOTE_WINDOW + 10
    loaded = load_earlier_comments(long_thread, long_thread.article, before=before)
    assert {comment.number for comment in loaded if not comment.text} == set(range(1, 10))


def test_each_comment_is_read_once(long_thread: Thread) -> None:
    with reuse_earlier_comments():
        load_earlier_comments(long_thread, long_thread.article, before=10)
        Comment.objects.filter(number=5).update(author_name="Renamed")
        again = load_earlier_comments(long_thread, long_thread.article, before=12)
    assert [comment.author for comment in again][4] != "Renamed"
    assert [comment.number for comment in again] == list(range(1, 12))
    later = load_earlier_comments(long_thread, long_thread.article, before=12)
    assert later[4].author == "Renamed"
