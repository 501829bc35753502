"""Hostile text costs in proportion to its length, not to its square."""

import pytest

from core.sanitizing.articles import clean_article
from core.sanitizing.comments import render_comment
from tests.adversarial import ARTICLES, COMMENTS


@pytest.mark.parametrize("piece", COMMENTS)
def test_a_hostile_comment_costs_by_its_length(piece: str) -> None:
    assert_linear(lambda size: render_comment(repeat_to_length(piece, size)))


@pytest.mark.parametrize("piece", ARTICLES)
def test_a_hostile_article_costs_by_its_length(piece: str) -> None:
    assert_linear(lambda size: clean_article(repeat_to_length(piece, size)))
