"""Greeting the article's author mostly means the article."""

from datetime import datetime, timedelta

import pytest

from comments.references import CommentInput, resolve_comment
from tests.comments.references.resolving import HOST, get_targets

TALK = (
    CommentInput(1, "Ann", "Hi Harriet, is it open?"),
    CommentInput(2, HOST, "Dear Ann, it is.", is_article_author=True),
    CommentInput(3, "Bob", "Hi Harriet, and the railway?"),
    CommentInput(4, HOST, "Dear Bob, that too.", is_article_author=True),
)


@pytest.mark.parametrize(
    "text", ["Hi Harriet, how do I get there?", "Harriet, great article!", "Great article Harriet."]
)
def test_a_new_commenter_addresses_the_article(text: str) -> None:
    assert get_targets(text, thread=TALK) == []


def test_a_reader_addresses_the_authors_reply_to_them() -> None:
    assert get_targets("Thanks Harriet!", author="Ann", thread=TALK) == [2]


def test_the_authors_unmarked_reply_is_the_next_comment() -> None:
    thread = (
        *TALK,
        CommentInput(5, "Carl", "Is it?"),
        CommentInput(6, HOST, "Yes.", is_article_author=True),
    )
    assert get_targets("Thanks Harriet!", author="Carl", thread=thread) == [6]


def test_a_reader_with_a_second_byline_is_known_by_name() -> None:
    thread = (
        CommentInput(1, "u123", "Is it?\n\nRegards,\nCarl"),
        CommentInput(2, HOST, "Dear Carl, yes.", is_article_author=True),
    )
    assert get_targets("Many thanks Harriet", author="Carl", thread=thread) == [2]


def test_the_author_is_known_by_the_articles_byline() -> None:
    thread = tuple(CommentInput(comment.number, comment.author, comment.text) for comment in TALK)
    assert get_targets("Hi Harriet, how do I get there?", thread=thread) == []
    assert get_targets("Hi Harriet, how?", thread=thread[1:], host="") == [4]


def test_an_at_sign_always_means_a_comment() -> None:
    assert get_targets("@Harriet how?", thread=TALK) == [4]


def test_the_author_addresses_readers_by_name() -> None:
    assert get_targets("Dear Ann, more of it.", author=HOST, thread=TALK) == [1]


def test_the_author_greets_readers_by_unknown_names() -> None:
    thread = (*TALK, CommentInput(5, "u123", "Is it?"))
    assert get_targets("Dear Xaver,\nit is.", author=HOST, thread=thread) == [5]
    assert get_targets("Dear Xaver,\nit is.", author="Bob", thread=thread) == []


def test_the_author_can_use_the_first_name_as_byline() -> None:
    thread = (CommentInput(1, "Ann", "Is it?"), CommentInput(2, "Harriet", "Dear Ann, yes."))
    assert get_targets("Hi Harriet, how?", thread=thread) == []
    assert get_targets("Thanks Harriet", author="Ann", thread=thread) == [2]


UNKNOWN = tuple(CommentInput(comment.number, comment.author, comment.text) for comment in TALK)


@pytest.mark.parametrize("host", ["", "Somebody Else"])
def test_a_person_greeted_before_commenting_is_the_author(host: str) -> None:
    assert get_targets("Hi Harriet, how?", thread=UNKNOWN, host=host) == []
    assert get_targets("Thanks Harriet!", author="Ann", thread=UNKNOWN, host=host) == [2]
    assert get_targets("Hi Bob, how?", thread=UNKNOWN, host=host) == [3]


def test_a_person_greeted_on_a_later_page_may_have_commented() -> None:
    page = tuple(
        CommentInput(comment.number + 100, comment.author, comment.text) for comment in TALK
    )
    assert get_targets("Hi Harriet, how?", thread=page, host="") == [104]


def test_ones_own_name_is_no_unknown_name() -> None:
    assert get_targets("Hi Harriet, me again.", author=HOST, thread=TALK[:3]) == []


NOW = datetime(2026, 5, 1)  # noqa: DTZ001 -- only differences count
JAN = "Jan de Boer"
TWO_BYLINES = (
    CommentInput(1, "Jan", "Hello all."),
    CommentInput(2, "Ann", "Hi Jan, is it open?"),
    CommentInput(3, JAN, "Dear Ann, it is."),
    CommentInput(4, "Bob", "Is the railway open, too?"),
    CommentInput(5, "Jan", "Hi Bob, it is."),
)


@pytest.mark.parametrize("text", ["Thanks Jan!", "Hi Jan, thanks.", "Danke, Jan."])
def test_the_author_can_have_two_bylines(text: str) -> None:
    assert get_targets(text, author="Ann", thread=TWO_BYLINES, host=JAN) == [3]
    assert get_targets(text, author="Bob", thread=TWO_BYLINES, host=JAN) == [5]
    assert get_targets(text, author="Carl", thread=TWO_BYLINES, host=JAN) == []


def test_the_authors_other_byline_is_not_another_person() -> None:
    assert get_targets("Jan, yes.", author=JAN, thread=TWO_BYLINES[:1], host=JAN) == []


def answered(days: int) -> tuple[CommentInput, ...]:
    """Return a thread with a reply to Ann from ``days`` ago."""
    return (
        CommentInput(1, "Ann", "Hi Harriet, is the bridge open?", NOW - timedelta(days + 1)),
        CommentInput(2, HOST, "Dear Ann, it is.", NOW - timedelta(days), is_article_author=True),
        CommentInput(3, "Bob", "Good.", NOW - timedelta(days)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Hi Harriet, thanks for your reply.",
        "Hi Harriet, you said it is open.",
        "Dear Harriet,\nyes, I saw it.",
        "Harriet, that worked.",
        "Hallo Harriet, danke für deine Antwort.",
    ],
)
@pytest.mark.parametrize("days", [1, 300])
def test_a_response_to_a_reply_continues_the_exchange(text: str, days: int) -> None:
    comment = CommentInput(4, "Ann", text, NOW)
    assert [found.target for found in resolve_comment(comment, answered(days))] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "Hi Harriet, great article!",
        "Hi Harriet, thank you for this wonderful post.",
        "Dear Harriet, I have another question: why is it red?",
        "Harriet, an unrelated question: why is it red?",
        "Hallo Harriet, eine andere Frage: Warum ist sie rot?",
        "Bonjour Harriet, très bon article.",
    ],
)
def test_a_new_question_is_no_response(text: str) -> None:
    comment = CommentInput(4, "Ann", text, NOW)
    assert resolve_comment(comment, answered(1)) == []


def test_after_a_long_pause_a_question_is_new() -> None:
    comment = CommentInput(4, "Ann", "Hi Harriet, why is it red?", NOW)
    assert [found.target for found in resolve_comment(comment, answered(1))] == [2]
    assert resolve_comment(comment, answered(300)) == []


def test_a_second_question_after_a_pause_is_new() -> None:
    thanks = CommentInput(4, "Ann", "Thanks Harriet!", NOW - timedelta(20))
    comment = CommentInput(5, "Ann", "Hi Harriet, why is it red?", NOW)
    assert resolve_comment(comment, (*answered(21), thanks)) == []


def test_thanks_for_a_reply_reveal_a_changed_byline() -> None:
    thread = TALK[:2]
    assert get_targets("Hi Harriet, thanks for your reply.", author="ann2", thread=thread) == [2]
    assert get_targets("Hi Harriet, thanks for the post.", author="ann2", thread=thread) == []


@pytest.mark.parametrize(
    "opening", ["Thanks, Harriet!", "Harriet, is it open?", "Nice job Harriet."]
)
def test_a_person_addressed_before_commenting_is_the_author(opening: str) -> None:
    thread = (CommentInput(1, "Ann", opening), CommentInput(2, "Harriet Ott", "Yes."))
    assert get_targets("Hi Harriet, how?", thread=thread, host="") == []
