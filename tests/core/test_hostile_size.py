"""Hostile input of 100 kB takes time in proportion to its length, not to its square."""

import time

import pytest

from core.sanitising import clean_article, render_comment

SIZE = 100_000
# The linear way takes a second or two on a slow machine, a quadratic one much longer than this.
SECONDS = 12

COMMENTS = [
    "<",
    "&#1",
    "> x\n>> y\n",
    "<b>x</b> <i><s>y</s></i> ",
    "<blockquote>",
    "<ul><li>x",
    '=" <a "',
    "<code>",
    "www.a.bc ",
]
ARTICLES = ["<", "<table><tr><td>x", "<div><span>", "<svg>", "<pre>x", '<a href="#x" id=y>x']


@pytest.mark.slow
@pytest.mark.parametrize("piece", COMMENTS)
def test_a_hostile_comment_is_read_in_linear_time(piece: str) -> None:
    start = time.process_time()

    render_comment((piece * SIZE)[:SIZE])

    assert time.process_time() - start < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("piece", ARTICLES)
def test_a_hostile_article_is_read_in_linear_time(piece: str) -> None:
    start = time.process_time()

    clean_article((piece * SIZE)[:SIZE])

    assert time.process_time() - start < SECONDS
