"""Hostile text costs in proportion to its length, not to its square."""

import pytest

from core.sanitizing.articles import clean_article
from core.sanitizing.comments import render_comment
from tests.hostile import ARTICLES, COMMENTS, repeated
from tests.steps import grows_no_faster


@pytest.mark.parametrize("piece", COMMENTS)
def test_a_hostile_comment_costs_by_its_length(piece: str) -> None:
    grows_no_faster(lambda size: render_comment(repeated(piece, size)))


@pytest.mark.parametrize("piece", ARTICLES)
def test_a_hostile_article_costs_by_its_length(piece: str) -> None:
    grows_no_faster(lambda size: clean_article(repeated(piece, size)))
