"""Greeting the article's author mostly means the article."""

import pytest

from comments.references import CommentInput
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
