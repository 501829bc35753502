import pytest

from scripts.prose import (
    DOCSTRINGS,
    EVERYWHERE,
    Rule,
    markdown_passages,
    python_passages,
    screen_rules,
)


def is_rejected(text: str, rules: tuple[Rule, ...] | list[Rule]) -> bool:
    return any(rule.pattern.search(text) for rule in rules)


@pytest.mark.parametrize(
    "text",
    [
        "Whoever comes too late is told who decided.",
        "The comment is drawn anew.",
        "The colour of the site.",
        "So many comments make a regular.",
        "By the same road as all mail.",
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
        "Return the comments of a page.",
        "Check whether the visitor may edit a comment.",
        "Render the comment again when its version changes.",
        "Store the token in a signed cookie.",
    ],
)
def test_plain_technical_english_is_accepted(text: str) -> None:
    assert not is_rejected(text, (*EVERYWHERE, *DOCSTRINGS))


@pytest.mark.parametrize("text", ["Sign in", "Your e-mail address", "Withdraw", "Answers to me: 4"])
def test_the_words_that_the_glossary_avoids_are_rejected_on_screen(text: str) -> None:
    assert is_rejected(text, screen_rules())


@pytest.mark.parametrize(
    "text", ["Log in", "Email me when someone replies", "Awaiting moderation", "Show conversation"]
)
def test_the_words_of_the_glossary_are_accepted(text: str) -> None:
    assert not is_rejected(text, screen_rules())


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
