"""Names that open a line."""

import pytest

from comments.references import CommentInput, Cue
from tests.comments.references.resolving import THREAD, get_cues, get_targets


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ann, how so?",
        "Dear Ann,\nhow so?",
        "Good morning Ann,\nhow so?",
        "hi,ann\nhow so?",
        "Ann:\nhow so?",
        "Ann - how so?",
        "Ann- how so?",
        "Ann -- how so?",
        "Ann-\nhow so?",
        "> Ann\nHow so?",
        ">Ann:\nhow so?",
        "> Ann wrote:\n> Whatever.\nHow so?",
        "Thank you, Ann, how so?",
        "Many thanks again Ann!",
        "Ann\nhow so?",
        "Ann I think you are wrong",
        "ANN ASHBY, how so?",
        "Yes, Ann. How so?",
        "Nothing of that is so.\n\nAnn, how so?",
        "Hallo Ann, wieso?",
        "Liebe Ann, wieso?",
        "Chère Ann, pourquoi?",
        "Ann : pourquoi ?",
        "Ann\u00a0! Pourquoi ?",
        "Estimada Ann, por qué?",
        "Merhaba Ann, neden?",
        "Здравствуйте Ann, почему?",
    ],
)
def test_a_name_means_the_nearest_comment(text: str) -> None:
    assert get_cues(text) == [(5, Cue.SALUTATION)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bob - yes, it was.\nCarl - no, it was not.", [2, 3]),
        ("Dear Bob and Carl,\nyes.", [2, 3]),
        ("Thanks Bob and Carl, yes.", [2, 3]),
        ("Bob and Carl, yes.", [2, 3]),
        ("Hi Bob, hi Carl, yes.", [2, 3]),
        ("Bob, Carl: yes.", [2, 3]),
        ("Thanks Bob, MadMax2!", [2, 6]),
    ],
)
def test_several_people_can_be_addressed(text: str, expected: list[int]) -> None:
    assert get_targets(text) == expected


@pytest.mark.parametrize(
    ("typed", "byline"),
    [
        ("Alex", "Alexander Petrov"),
        ("Alexander", "Alex"),
        ("Rudi", "Rudolf Ott"),
        ("Bob", "Robert Ott"),
        ("Robert", "R. Ott"),
        ("Jeremey", "Jeremy Ott"),
        ("Jermey", "Jeremy"),
        ("Gonzalez", "Ramón Gonzalez-Ott"),
        ("Zoe", "Zoë Ott"),
        ("Иван", "Иван Отт"),
        ("Madmax", "MadMax2"),
        ("D", "d"),
    ],
)
def test_a_greeting_accepts_other_forms_of_the_name(typed: str, byline: str) -> None:
    thread = (CommentInput(1, byline, "First."), CommentInput(2, "Yves", "Second."))
    assert get_targets(f"Dear {typed},\nyes.", thread=thread) == [1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alex, no.", [1]),
        ("Thanks, Alex!", [1]),
        ("Bob - no.", [2]),
        ("Danke, Bob.", [2]),
        ("Thanks Alex for nothing", []),
        ("alex, no.", []),
        ("Ale mit Schaum", []),
    ],
)
def test_a_short_form_must_be_set_off(text: str, expected: list[int]) -> None:
    thread = (
        CommentInput(1, "Alexander Petrov", "First."),
        CommentInput(2, "Robert Ott", "Second."),
    )
    assert get_targets(text, thread=thread) == expected


@pytest.mark.parametrize(
    "text", ["Dear Sir,", "Hi all,", "Hello everyone", "guys, listen", "Hi there,", "Hi Yvonne,"]
)
def test_a_greeting_of_all_is_ignored(text: str) -> None:
    assert get_targets(text) == []


def test_repeated_replies_go_through_a_run_backwards() -> None:
    thread = (
        CommentInput(1, "Ann", "One."),
        CommentInput(2, "Ann", "Two."),
        CommentInput(3, "Zora", "Dear Ann, yes."),
    )
    assert get_targets("Dear Ann, no.", author="Zora", thread=thread) == [1]


def test_the_most_similar_comment_of_a_run_is_meant() -> None:
    thread = (
        CommentInput(1, "Ann", "The sourdough starter smells of vinegar after refrigeration."),
        CommentInput(2, "Ann", "Which cinnamon do bakers prefer?"),
    )
    text = "Hi Ann, vinegar smells are normal for a sourdough starter."
    assert get_targets(text, thread=thread) == [1]


def test_ones_own_name_means_a_namesake() -> None:
    thread = (*THREAD, CommentInput(10, "Ann Other", "Me too."))
    assert get_targets("Hi Ann, yes.", author="Ann Other", thread=thread) == [5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Mike, try this.", [1]), ("Mike: try this.", [1]), ("Mike here.", []), ("Yes.\n\nMike", [])],
)
def test_a_namesake_can_be_addressed_by_the_whole_byline(text: str, expected: list[int]) -> None:
    thread = (CommentInput(1, "Mike", "How?"),)
    assert get_targets(text, author="Mike C", thread=thread) == expected


@pytest.mark.parametrize(
    "text",
    [
        "> Thanks,\n> Ann\nWhose letter is it?",
        "> Ann came over the bridge\nWhen?",
        "Ann-Sophie came, too.",
        "> Zora\nThat's me.",
    ],
)
def test_a_quoted_name_is_no_address(text: str) -> None:
    assert get_targets(text) == []


@pytest.mark.parametrize(
    ("typed", "byline"),
    [
        ("Paul Smith", "Paul Lloyd-Smith"),
        ("Paul Lloyd Smith", "Paul Smith"),
        ("Eva Maria Ruiz", "Eva María Ruiz Gómez"),
        ("Petra Klein", "Petra Groß-Klein"),
    ],
)
@pytest.mark.parametrize("form", ["Hi {},", "{}, no.", "@{} no.", "I agree with {}."])
def test_a_surname_can_vary(typed: str, byline: str, form: str) -> None:
    thread = (CommentInput(1, byline, "First."), CommentInput(2, "Yves", "Second."))
    assert get_targets(form.format(typed), thread=thread) == [1]


@pytest.mark.parametrize("typed", ["Paul Lloyd Jones", "Tom Smith", "Smith Lloyd"])
def test_a_different_name_is_no_variant(typed: str) -> None:
    thread = (CommentInput(1, "Paul Smith", "First."), CommentInput(2, "Yves", "Second."))
    assert get_targets(f"I agree with {typed}.", thread=thread) == []


NAMESAKES = (
    CommentInput(1, "Guy", "First."),
    CommentInput(2, "Harriet Host", "Dear Guy, yes.", is_article_author=True),
    CommentInput(3, "Guy Robin", "Second."),
    CommentInput(4, "Yves", "Third."),
)


@pytest.mark.parametrize("text", ["Hi Guy, thanks.", "@Guy thanks.", "Guy: thanks."])
def test_the_nearest_namesake_is_meant_if_the_other_one_is_answered(text: str) -> None:
    assert get_targets(text, author="Harriet Host", thread=NAMESAKES) == [3]


def test_the_whole_byline_is_meant_if_nobody_answered_it() -> None:
    assert get_targets("Hi Guy, hello.", thread=NAMESAKES) == [1]
    assert get_targets("Hi Guy, hello.", thread=NAMESAKES[:3]) == [3]
