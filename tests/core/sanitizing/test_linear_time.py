"""Hostile text costs in proportion to its length, not to its square."""

import pytest

from core.sanitising import clean_article, render_comment
from tests.adversarial import ARTICLES, COMMENTS, repeat_to_length
from tests.step_counter import assert_linear


@pytest.mark.parametrize("piece", COMMENTS)
def test_a_hostile_comment_costs_by_its_length(piece: str) -> None:
    assert_linear(lambda size: render_comment(repeat_to_length(piece, size)))


@pytest.mark.parametrize("piece", ARTICLES)
def test_a_hostile_article_costs_by_its_length(piece: str) -> None:
    assert_linear(lambda size: clean_article(repeat_to_length(piece, size)))
