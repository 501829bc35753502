import pytest

from scripts.prose import (
    CODE,
    DOCSTRINGS,
    EVERYWHERE,
    ON_SCREEN,
    Rule,
    get_forms_pattern,
    markdown_passages,
    python_passages,
    rule,
    screen_rules,
)


def is_rejected(text: str, rules: tuple[Rule, ...] | list[Rule]) -> bool:
    return any(each.pattern.search(CODE.sub("``", text)) for each in rules)


@pytest.mark.parametrize(
    "text",
    [
        "Whoever comes too late is told who decided.",
        "The comment is drawn anew.",
        "The colour of the site.",
        "So many comments make a regular.",
        "By the same road as all mail.",
        "The policy that signed-in staff must pass.",
        "Reopen reports; return their number.",
        "Run several trainings.",
        "Rerender all comments.",
        "Header names are in lower case.",
        "Return the id of an entry.",
    ],
)
def test_the_old_register_is_rejected(text: str) -> None:
    assert is_rejected(text, EVERYWHERE)


@pytest.mark.parametrize("text", ["Whether a comment is held.", "What others may hear.", "Those."])
def test_docstrings_do_not_start_with_a_relative_clause(text: str) -> None:
    assert is_rejected(text, DOCSTRINGS)


@pytest.mark.parametrize(
    "text",
    [
        "Return the words in a text.",
        "Split a text’s words.",
        "Compare two texts.",
        "Return the string as it is.",
        "Must run in the transaction of the decision.",
        "Save a note. Raises ``PermissionDenied``.",
        "Raises ``PermissionDenied`` and ``NotUndoable``.",
        "Raises ``PermissionDenied``, and ``ValueError`` if ``text`` is empty.",
    ],
)
def test_vague_docstrings_are_rejected(text: str) -> None:
    assert is_rejected(text, DOCSTRINGS)


@pytest.mark.parametrize(
    "text",
    [
        "Return the lines of a text file.",
        "A text column.",
        "Return the string as it is shown.",
        "Must run in the decision's transaction.",
        "Return the comment, or raise ``Http404``.",
        "Raises ``PermissionDenied`` if the user may not, or ``ValueError`` if it is empty.",
    ],
)
def test_precise_docstrings_are_accepted(text: str) -> None:
    assert not is_rejected(text, DOCSTRINGS)


@pytest.mark.parametrize(
    "text",
    [
        "Return the comments of a page.",
        "Check whether the visitor may edit a comment.",
        "Render the comment again when its version changes.",
        "Store the token in a signed cookie.",
        "Return the number, or the nearest number that has a comment.",
        "Sort rows by ``id`` and call ``sign_in``.",
    ],
)
def test_plain_technical_english_is_accepted(text: str) -> None:
    assert not is_rejected(text, (*EVERYWHERE, *DOCSTRINGS))


@pytest.mark.parametrize(
    "text",
    [
        "Sign in",
        "You’re signed in",
        "Sign-in options",
        "Your e-mail address",
        "Withdraw",
        "withdrawn",
        "Withdrawing a comment",
        "Refusing comments",
        "Answers to me: 4",
    ],
)
def test_the_words_that_the_glossary_avoids_are_rejected_on_screen(text: str) -> None:
    assert is_rejected(text, screen_rules())


@pytest.mark.parametrize(
    "text",
    [
        "Log in",
        "Email me when someone replies",
        "Awaiting moderation",
        "Show conversation",
        "Use letters and digits.",
        "Remembering this browser",
    ],
)
def test_the_words_of_the_glossary_are_accepted(text: str) -> None:
    assert not is_rejected(text, screen_rules())


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("withdraw", "withdrawal"),
        ("measure", "measuring"),
        ("measure", "measures"),
        ("refused", "refuses"),
        ("sign in", "signed-in"),
        ("make an account", "making an account"),
    ],
)
def test_a_phrase_matches_its_other_forms(phrase: str, text: str) -> None:
    assert is_rejected(text, [rule(get_forms_pattern(phrase), "")])


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("desk", "desktop"), ("ground", "background"), ("sign in", "sign up"), ("refused", "refuge")],
)
def test_a_phrase_does_not_match_other_words(phrase: str, text: str) -> None:
    assert not is_rejected(text, [rule(get_forms_pattern(phrase), "")])


@pytest.mark.parametrize(
    "text", ["Edit …", "I’ve read this – post my comment", "JPEG, PNG or GIF, up to 30 MB"]
)
def test_typography_that_is_not_american_is_rejected_on_screen(text: str) -> None:
    assert is_rejected(text, ON_SCREEN)


@pytest.mark.parametrize("text", ["Appeal answered.", "Someone has answered this appeal."])
def test_appeals_are_decided_on_screen(text: str) -> None:
    assert is_rejected(text, ON_SCREEN)
    assert not is_rejected(text.replace("answered", "decided"), ON_SCREEN)


@pytest.mark.parametrize(
    "text", ["Edit…", "https://…, or /… on this site", "JPEG, PNG, or GIF", "1–24 hours"]
)
def test_american_typography_is_accepted(text: str) -> None:
    assert not is_rejected(text, ON_SCREEN)


def test_docstrings_and_comments_of_a_module_are_found() -> None:
    source = '"""A module."""\n\n\ndef f():\n    """Return one."""\n    return 1  # because\n'
    found = [(passage.kind, passage.text) for passage in python_passages("m.py", source)]
    assert found == [
        ("docstring", "A module."),
        ("docstring", "Return one."),
        ("comment", "because"),
    ]


def test_code_in_documents_is_left_out() -> None:
    source = "One `whoever` line.\n```\nwhoever\n```\n"
    assert [passage.text for passage in markdown_passages("d.md", source)] == ["One  line."]
