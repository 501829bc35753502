"""Pasted bylines."""

from datetime import UTC, datetime

import pytest

from comments.references import CommentInput, Cue, resolve_thread
from tests.comments.references.resolving import get_cues, get_targets, resolve_text


@pytest.mark.parametrize(
    "text",
    [
        "Posted by: bob | Dec 14 2016 17:36 utc | 2\nNo.",
        "bob | Dec 14, 2016 5:09:27 AM | 2\nNo.",
        "> It was.\n> Posted by: bob | Dec 14 2016 17:36 utc | 2\nNo.",
        "No.\n\nPosted by: Bob | Dec 14 2016 17:36 utc | 2",
        "Rédigé par : bob | le 14 décembre 2016 à 17:36 | 2\nNon.",
        "Kommentiert von: bob | 14. Dezember 2016 um 17:36 | 2\nNein.",
    ],
)
def test_a_byline_with_a_number_is_that_comment(text: str) -> None:
    assert get_cues(text) == [(2, Cue.BYLINE)]


def test_a_byline_without_a_number_is_found_by_its_time() -> None:
    early = datetime(2008, 8, 8, 13, 40, tzinfo=UTC)
    thread = (
        CommentInput(1, "Jon S", "First.", early),
        CommentInput(2, "Jon S", "Second.", early.replace(hour=15)),
    )
    text = "Posted by: Jon S | August 08, 2008 at 01:40 PM\nNo."
    assert get_targets(text, thread=thread) == [1]


def test_a_byline_with_only_a_name_is_the_nearest_comment() -> None:
    assert get_targets("Posted by: Ann Ashby | August 08, 2008 at 01:40 PM\nNo.") == [5]


def test_a_byline_of_a_missing_comment_is_known_from_then_on() -> None:
    thread = (
        CommentInput(101, "Ann", "bob | Dec 14, 2016 5:09:27 AM | 100\nNo."),
        CommentInput(102, "Carl", "@bob yes"),
    )
    found = resolve_thread(thread)
    assert [(one.source, one.target, one.present) for one in found] == [
        (101, 100, False),
        (102, 100, False),
    ]


def test_a_missing_comment_is_not_known_before_its_byline_is_pasted() -> None:
    thread = (
        CommentInput(101, "Carl", "@bob yes"),
        CommentInput(102, "Ann", "bob | Dec 14, 2016 5:09:27 AM | 100\nNo."),
    )
    assert [found.source for found in resolve_thread(thread)] == [102]


@pytest.mark.parametrize(
    "text",
    [
        "Posted by: bob | Dec 14 2016 17:36 utc | 11",
        "a | b | c",
        "| 2016 | 2 |",
        "Posted by: stranger | Dec 14 2016",
        "x" * 300 + " | Dec 14 2016 | 2",
    ],
)
def test_tables_and_later_numbers_are_ignored(text: str) -> None:
    assert [found for found in resolve_text(text) if found.target != 2] == []
