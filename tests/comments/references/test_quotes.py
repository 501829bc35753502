"""Quotes of earlier comments."""

import pytest

from comments.references import CommentInput, Cue, resolve_comment
from tests.comments.references.resolving import HOST, THREAD, get_cues, get_targets

PASSAGE = "The council knew about the cracks for years"


@pytest.mark.parametrize(
    "text",
    [
        f"> {PASSAGE}\nDid they?",
        f">>{PASSAGE}\nDid they?",
        f"[quote]{PASSAGE}[/quote]\nDid they?",
        f'"{PASSAGE}" - did they?',
        f"“{PASSAGE} …” Did they?",
        f"« {PASSAGE} » Did they?",
        f"You said: {PASSAGE}. Did they?",
        f"You wrote under https://example.org/photo—“{PASSAGE}”",
    ],
)
def test_a_marked_passage_is_a_quote(text: str) -> None:
    assert get_cues(text) == [(3, Cue.QUOTE)]


def test_a_whole_sentence_without_marks_is_a_quote() -> None:
    text = "The council knew about the cracks for years, it is in the minutes. Did they?"
    assert get_cues(text) == [(3, Cue.QUOTE)]


@pytest.mark.parametrize(
    "text",
    [
        "I think the council knew about the cracks for years and more",
        '"the cracks" again',
        "https://example.org/the/council/knew/about/the/cracks/for/years",
    ],
)
def test_common_words_are_no_quote(text: str) -> None:
    assert get_targets(text) == []


def test_quotes_of_the_article_are_ignored() -> None:
    text = f"> {PASSAGE}\nDid they?"
    found = resolve_comment(
        CommentInput(10, "Zora", text), THREAD, article_author=HOST, article_text=f"{PASSAGE}."
    )
    assert found == []


def test_quotes_of_oneself_are_ignored() -> None:
    assert get_targets(f"> {PASSAGE}\nI did say so.", author="Carl Çelik") == []


def test_a_quote_decides_between_comments_of_a_name() -> None:
    text = "@Ann: “The bridge was closed in the spring and nobody told us” is wrong."
    assert get_targets(text) == [1]


def test_names_in_quoted_lines_are_ignored() -> None:
    assert get_targets("> @bob no\nYes.") == []


def test_a_passage_belongs_to_the_first_comment() -> None:
    thread = (*THREAD, CommentInput(10, "Yves", f"> {PASSAGE}\nYes."))
    assert get_targets(f"> {PASSAGE}\nNo.", thread=thread) == [3]


@pytest.mark.parametrize(
    "text",
    [
        "The council knew about the cracks for years, it is in the minutes.",
        "The council knew about the cracks for years, it is in the minutes.\nhttp://example.org/",
    ],
)
def test_a_full_copy_is_no_quote(text: str) -> None:
    assert get_targets(text) == []


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„“"])
def test_a_short_quote_belongs_to_the_first_comment(marks: str) -> None:
    opening, closing = tuple(marks)
    assert get_cues(f"{opening}nobody told us why{closing}? I know.") == [(1, Cue.QUOTE)]


@pytest.mark.parametrize(
    "text",
    [
        'I know that "nobody told us nothing" is wrong.',
        'I know "why" nobody told us why and "how".',
        '"told us why" again',
        "nobody told us why",
    ],
)
def test_short_passages_must_match_and_be_marked(text: str) -> None:
    assert get_targets(text) == []


def test_a_file_name_is_no_quote() -> None:
    thread = (CommentInput(1, "Ann", "It is in My New Bridge.txt, I think."),)
    assert get_targets('I have "My New Bridge.txt" here.', thread=thread) == []


def test_short_quotes_of_the_article_are_ignored() -> None:
    text = '"nobody told us why" is true.'
    found = resolve_comment(
        CommentInput(10, "Zora", text),
        THREAD,
        article_author=HOST,
        article_text="Nobody told us why.",
    )
    assert found == []


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„“"])
def test_a_message_quoted_by_two_people_belongs_to_neither(marks: str) -> None:
    opening, closing = tuple(marks)
    message = f"{opening}The bridge is closed for an unknown reason.{closing}"
    thread = (*THREAD, CommentInput(10, "Yves", f"The sign says {message} Why?"))
    assert get_targets(f"I also see {message} on mine.", thread=thread) == []


def test_text_around_a_citation_can_be_quoted() -> None:
    thread = (
        CommentInput(
            1, "Yves", 'It read "closed" when I came home from work on Monday, and then not.'
        ),
    )
    text = "> It read “closed” when I came home from work on Monday\nWhen?"
    assert get_targets(text, thread=thread) == [1]


@pytest.mark.parametrize("opening", ["[quote=bob]", '[quote="Bob;2"]', "[quote name='bob']"])
def test_an_attributed_quote_belongs_to_the_person(opening: str) -> None:
    assert get_cues(f"{opening}flood[/quote]\nYes.") == [(2, Cue.QUOTE)]


def test_an_attributed_quote_finds_the_comment() -> None:
    text = "[quote=Ann Ashby]The bridge was closed in the spring[/quote]\nYes."
    assert get_targets(text) == [1]


def test_a_quote_of_an_unknown_person_is_ignored() -> None:
    assert get_targets("[quote=stranger]flood[/quote]\nYes.") == []


CODE = "private void Render ( Scene scene ) scene . Draw ( light , camera , false ) return scene"
PROSE = "the engineer of the old bridge warned the council about the cracks in nineteen ninety"


@pytest.mark.parametrize("passage", [CODE, PROSE])
@pytest.mark.parametrize("mark", ["> ", "", '"'])
@pytest.mark.parametrize("shift", range(3))
def test_a_line_of_the_article_is_no_quote_of_a_comment(
    passage: str, mark: str, shift: int
) -> None:
    thread = (CommentInput(1, "Ann", f"{'so ' * shift}{passage}."),)
    found = resolve_comment(
        CommentInput(2, "Zora", f"{mark}{passage}{mark.strip('> ')}\nWhy?"),
        thread,
        article_text=f"Long ago {passage}. And so on.",
    )
    assert found == []


@pytest.mark.parametrize("shift", range(3))
def test_a_passage_belongs_to_the_first_comment_wherever_it_starts(shift: int) -> None:
    thread = (
        CommentInput(1, "Ann", f"{'so ' * shift}{PROSE}."),
        CommentInput(2, "Bob", f"{PROSE}. Did he?"),
    )
    assert get_targets(f"> {PROSE}\nNo.", thread=thread) == [1]


@pytest.mark.parametrize(
    "code",
    [
        "Dim oSketch As PlanarSketch Dim oDoc As PartDocument Dim oDef As PartDefinition Next",
        "commandManager.controls.items.add(viewName) activeDocument.selection.clear now please do",
    ],
)
def test_copied_code_is_no_quote(code: str) -> None:
    thread = (CommentInput(1, "Ann", f"{code}."),)
    assert get_targets(f"{code}.\nWhy?", thread=thread) == []


def test_a_copy_at_the_end_is_no_quote() -> None:
    thread = (CommentInput(1, "Ann", f"{PROSE}."),)
    assert get_targets(f"Good bridge site. {PROSE}.", thread=thread) == []
    assert get_targets(f"{PROSE}. Did he?", thread=thread) == [1]
