"""Bodies of real exports come out within the allow-list, whole, and stay as they are."""

import json
import re

import pytest

from core.sanitizing.articles import Markup, clean_article
from core.sanitizing.comments import render_comment
from core.sanitizing.plain_text import plain_text
from tests.core.sanitizing.html_checks import ARTICLE, COMMENT, faults
from tests.corpora import corpus

_BODY = re.compile(r"^BODY:\n(.*?)\n-----$", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"\w+")


@pytest.mark.parametrize("name", ["getcoreinterface", "around-the-corner", "modthemachine"])
def test_real_articles_are_clean_after_one_pass(name: str) -> None:
    export = corpus(f"typepad/{name}.txt").read_text(encoding="utf-8")

    bodies = _BODY.findall(export)[::8]
    assert len(bodies) > 5
    for body in bodies:
        html = clean_article(body, markup=Markup.BREAKS).html

        assert not faults(html, ARTICLE, local=True)
        assert clean_article(html).html == html


def test_real_comments_keep_all_their_words() -> None:
    lines = corpus("threads/the-building-coder.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 400

    for line in lines[::40]:
        body = json.loads(line)["body"]
        html = render_comment(body)
        typed = re.sub(r"</?(?:a|b|i|ul|ol|li|pre|br)\b[^<>]*>|&\w+;", " ", body)

        assert not faults(html, COMMENT, local=False)
        assert render_comment(html) == html
        assert _WORD.findall(plain_text(html)) == _WORD.findall(typed)
