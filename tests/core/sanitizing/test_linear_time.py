"""Hostile input takes time in proportion to its length."""

import pytest

from core.sanitizing.articles import clean_article
from core.sanitizing.comments import render_comment
from tests.adversarial import ARTICLES, COMMENTS, repeat_to_length
from tests.step_counter import assert_linear


@pytest.mark.slow
@pytest.mark.parametrize("piece", COMMENTS)
def test_comments_take_linear_time(piece: str) -> None:
    assert_linear(lambda size: render_comment(repeat_to_length(piece, size)))


@pytest.mark.slow
@pytest.mark.parametrize("piece", ARTICLES)
def test_articles_take_linear_time(piece: str) -> None:
    assert_linear(lambda size: clean_article(repeat_to_length(piece, size)))
