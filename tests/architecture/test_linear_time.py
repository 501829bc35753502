"""Functions that read text take time in proportion to its length, however hostile the text is.

Calls and loops are counted. Patterns, whose work can't be counted, are searched for in strings so
long that quadratic time ends in a timeout.
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from comments.references import CommentInput, resolve_thread
from core.sanitizing.articles import Markup, clean_article
from core.sanitizing.comments import render_comment
from core.sanitizing.mail_text import build_mail_text
from core.sanitizing.summaries import summarize, summarize_text
from core.text import excerpt
from core.text_diff import render_diff
from moderation.bans.targets import InvalidBanTarget
from spamfilter.engine.features import TokenizedText, extract_features
from tests.adversarial import ANY, ARTICLES, COMMENTS, REFERENCES, repeat_to_length
from tests.step_counter import assert_linear
from tests.text_functions import (
    TextFunction,
    build_texts,
    count_texts,
    find_patterns,
    find_text_functions,
)

pytestmark = pytest.mark.one_database

PATTERNS = find_patterns()
FUNCTIONS = find_text_functions()
SIZES = (300, 2000)
PATTERN_LENGTH = 100_000

ONE_CHARACTER = "takes one character"
NOT_USER_TEXT = "takes a name from the code"
EXCLUDED = {
    "core.confusables._get_letter": ONE_CHARACTER,
    "core.confusables._get_prototype": ONE_CHARACTER,
    "core.confusables._is_significant": ONE_CHARACTER,
    "core.search.snippets._build_letter_pattern": ONE_CHARACTER,
    "core.outbound.client.send_request": "needs a network",
    "core.sanitizing.articles._compile_end_tag": NOT_USER_TEXT,
    "blog.models.site_settings.validate_time_zone": "takes one of the time zones in a list",
    "interchange.synthetic.text_generator._render": "takes generated text",
    "moderation.filters.word_lists.compiled.get_active_lists": NOT_USER_TEXT,
}
SANITIZED = "searched for in sanitized HTML, whose tags all have an end and paired quotes"
EXCLUDED_PATTERNS = {
    "blog.articles.structured_data._PICTURE": SANITIZED,
    "blog.rendering.content._TAG": SANITIZED,
    "interchange.saved_pages.bylines._BYLINE": "matched only in lines of at most 400 characters",
}


def run(function: TextFunction, *texts: str) -> None:
    """Call a function and exhaust its result. Invalid text may be rejected."""
    with suppress(ValueError, LookupError, ValidationError, Http404, InvalidBanTarget):
        result = function(*texts)
        if isinstance(result, Iterator):
            for _ in result:
                pass


def run_on_copies(function: TextFunction, count: int, piece: str, size: int) -> None:
    run(function, *[repeat_to_length(piece, size)] * count)


def resolve(text: str) -> None:
    resolve_thread([CommentInput(1, "Ann", text), CommentInput(2, "a", text)])


def extract(text: str) -> None:
    for features in extract_features(TokenizedText.from_text(text)).values():
        for _ in features:
            pass


def clean_as(markup: Markup) -> TextFunction:
    return lambda text: clean_article(text, markup=markup)


# Functions of a text and something else, with more texts to read.
COMBINED: dict[str, tuple[TextFunction, tuple[str, ...]]] = {
    "resolve_thread": (resolve, REFERENCES),
    "render_comment": (render_comment, COMMENTS),
    "extract_features": (extract, ANY),
    "excerpt": (lambda text: excerpt(text, 100), ANY),
    "build_mail_text": (lambda text: build_mail_text(text, "https://a.example/"), ARTICLES),
    "summarize": (lambda text: summarize(text, 100), ARTICLES),
    "summarize_text": (lambda text: summarize_text(text, 100), COMMENTS),
    "render_diff": (lambda text: render_diff(text, f"x{text}y{text[::-1]}"), ANY),
} | {f"clean_article as {one}": (clean_as(one), ARTICLES) for one in Markup}


@pytest.mark.slow
@pytest.mark.parametrize("name", COMBINED)
def test_functions_with_options_take_linear_time(name: str) -> None:
    function, pieces = COMBINED[name]
    for piece in pieces:
        assert_linear(partial(run_on_copies, function, 1, piece), SIZES)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(FUNCTIONS.keys() - EXCLUDED))
def test_functions_of_text_take_linear_time(name: str) -> None:
    function = FUNCTIONS[name]
    count = count_texts(function)
    for piece in ANY:
        assert_linear(partial(run_on_copies, function, count, piece), SIZES)


@pytest.mark.slow
@pytest.mark.timeout(10)
@pytest.mark.parametrize("name", sorted(PATTERNS.keys() - EXCLUDED_PATTERNS))
def test_patterns_take_linear_time(name: str) -> None:
    pattern, is_searched = PATTERNS[name]
    for text in build_texts(pattern, PATTERN_LENGTH):
        if is_searched:
            for _ in pattern.finditer(text):
                pass
        else:
            pattern.match(text)
            pattern.fullmatch(text)


def test_exclusions_exist() -> None:
    assert EXCLUDED.keys() <= FUNCTIONS.keys()
    assert EXCLUDED_PATTERNS.keys() <= PATTERNS.keys()
