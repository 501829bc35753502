"""Mentions of one's own earlier comments."""

import pytest

from comments.references import CommentInput
from tests.comments.references.resolving import HOST, get_targets

THREAD = (
    CommentInput(1, "Zora", "The bridge is closed since spring."),
    CommentInput(2, "Bob", "It was the flood."),
    CommentInput(8, "Zora", "Not the flod."),
    CommentInput(9, "Zora", "Not the flood."),
)


@pytest.mark.parametrize(
    "text",
    [
        "My previous comment was cut off.",
        "Please ignore my last comment.",
        "Never mind my previous question, I found it.",
        "As I said above, it rained.",
        "Please delete my question.",
        "Das war in meinem vorigen Kommentar falsch.",
        "Lösche bitte meinen letzten Beitrag.",
        "Désolée pour mon commentaire précédent.",
        "Perdón por mi comentario anterior.",
        "Sorry, mijn vorige reactie was fout.",
    ],
)
def test_the_previous_comment_is_ones_latest(text: str) -> None:
    assert get_targets(text, author="Zora", thread=THREAD) == [9]


@pytest.mark.parametrize(
    "text",
    [
        "@Bob thanks. Please delete my last comment.",
        "@Bob thanks. Please remove my last comment.",
        "@Bob danke. Bitte lösche meinen letzten Kommentar.",
    ],
)
def test_a_comment_to_delete_is_mentioned_beside_others(text: str) -> None:
    assert sorted(get_targets(text, author="Zora", thread=THREAD)) == [2, 9]


@pytest.mark.parametrize(
    "text",
    [
        "Please delete my first post, it has a typo.",
        "Ignore my first comment.",
        "In my original message there is a typo.",
        "Mein erster Kommentar hat einen Tippfehler.",
        "Mon premier message a une faute.",
    ],
)
def test_the_first_comment_is_the_first_in_a_row(text: str) -> None:
    assert get_targets(text, author="Zora", thread=THREAD) == [8]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for your answer to my previous question.",
        "This is my first comment here.",
        "See my last post on another blog.",
        "My first question is: why? My last question: when?",
        "> my previous comment\nWhose?",
        "My bridge is closed.",
        "Your previous comment was cut off.",
    ],
)
def test_other_comments_are_not_ones_own(text: str) -> None:
    assert get_targets(text, author="Zora", thread=THREAD) == []


def test_without_an_earlier_comment_nothing_is_meant() -> None:
    assert get_targets("Ignore my last comment.", author="Yves", thread=THREAD) == []


def test_the_articles_author_means_the_article_by_a_post() -> None:
    thread = (*THREAD, CommentInput(10, HOST, "It is open again.", is_article_author=True))
    assert get_targets("As in my last post, yes.", author=HOST, thread=thread) == []
    assert get_targets("As in my last comment, yes.", author=HOST, thread=thread) == [10]
